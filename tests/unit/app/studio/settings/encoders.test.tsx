import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ChangeScreen } from "@/app/(studio)/settings/encoders/[id]/change-screen";
import { findingOf } from "@/app/(studio)/settings/encoders/encoder-words";
import { EncodersScreen } from "@/app/(studio)/settings/encoders/encoders-screen";
import type { DescriptionsCard } from "@/lib/encoders/descriptions/schema";
import type { ChangeCard, ChangeStatus, Compared, HeadOutlook, KnownEncoder } from "@/lib/encoders/schema";
import type { StoreCard } from "@/lib/recommend/neighbours/pgvector/schema";
import type { FineTuningCard } from "@/lib/training/fine-tune/schema";
import { garment, network, onStage, router, setStage } from "../stage";

setStage();

const id = "00000000-0000-4000-8000-000000000001";
const at = "2026-01-01T00:00:00.000Z";
const figure = (value: number) => ({ value, lower: value - 0.03, upper: value + 0.03, n: 400 });
const compared = (live: number, next: number): Compared => ({
  live: figure(live),
  next: figure(next),
  difference: { ...figure(next - live), chanceNotBetter: 0.01 },
});
const offer = {
  ...{ name: "house", version: "abc123", dimension: 512, licence: "apache-2.0" },
  ...{ photos: 6_000, bytes: 14_000_000, freeBytes: 8e9, perSecond: 20 },
};
const change = (status: ChangeStatus, more: Partial<ChangeCard> = {}): ChangeCard => ({
  ...{ id, source: "dir:models/house.onnx", encoderId: id, status, offer, progress: null, comparison: null },
  ...{ reason: null, isAsked: null, by: "Ana", createdAt: at, finishedAt: null, missing: 0, ...more },
});
const known = (name: string, more: Partial<KnownEncoder> = {}): KnownEncoder => ({
  ...{ id: `${id}-${name}`, name, version: "v1", dimension: 256, source: "builtin", isLive: false },
  ...{ embedded: 10, photos: 10, licence: null, isFileGone: false, ...more },
});
const gain = { frozen: figure(0.7), tuned: figure(0.75), gain: { value: 0.05, lower: 0.02, upper: 0.08, n: 400 } };
const tuning = (status: FineTuningCard["status"], more: Partial<FineTuningCard> = {}): FineTuningCard => ({
  ...{ id, source: "builtin", status, progress: null, outcome: null, reason: null, isCancelAsked: false },
  ...{ startedBy: "Ana", createdAt: at, finishedAt: null, ...more },
});
const store: StoreCard = { chosen: "memory", isThere: false, isMade: false };
const read: DescriptionsCard = { live: null, serving: null, latest: null };
const onScreen = (card: ChangeCard, outlooks: HeadOutlook[] = []) =>
  onStage(
    <ChangeScreen
      card={card}
      garments={{ a: garment("a"), b: garment("b"), c: garment("c") }}
      outlooks={outlooks}
      now={Date.parse(at)}
    />,
  );

describe("the encoders", () => {
  it("show which one serves, and take another one by its name", async () => {
    const calls = network({ "/api/encoders/changes": () => ({ json: { id } }) });
    onStage(
      <EncodersScreen
        known={[known("builtin", { isLive: true })]}
        changes={[]}
        tunings={[]}
        descriptions={read}
        store={store}
        now={0}
      />,
    );
    expect(screen.getByRole("region", { name: "Serves now" }).textContent).toMatch(/Built-in.*All 10 photos/);
    const radio = (name: RegExp) => screen.getByRole<HTMLInputElement>("radio", { name });
    expect(radio(/The built-in one · in use/).checked, "what is in use is not what is offered first").toBe(false);
    expect(radio(/A file on the server/).checked).toBe(true);
    fireEvent.click(radio(/A model of the hub/));
    fireEvent.change(screen.getByLabelText("OWNER/NAME"), { target: { value: "resnet" } });
    fireEvent.click(screen.getByRole("button", { name: "Look at it" }));
    expect((await screen.findByRole("alert")).textContent).toMatch(/OWNER\/NAME/);
    expect(calls).toEqual([]);
    fireEvent.change(screen.getByLabelText("OWNER/NAME"), { target: { value: "house/resnet-50" } });
    fireEvent.click(screen.getByRole("button", { name: "Look at it" }));
    await expect.poll(() => calls[0]?.body).toEqual({ source: "hub:house/resnet-50" });
    await expect.poll(() => router.push.mock.calls.at(-1)).toEqual([`/settings/encoders/${id}`]);
  });

  it("let an earlier one serve again after one more question; one that lacks photos embeds them first", () => {
    const calls = network({ "/api/encoders/use": () => ({ json: {} }) });
    const earlier = [known("old"), known("older", { embedded: 4 })];
    onStage(
      <EncodersScreen
        known={[known("builtin", { isLive: true }), ...earlier]}
        changes={[]}
        tunings={[]}
        descriptions={read}
        store={store}
        now={0}
      />,
    );
    fireEvent.click(screen.getByRole("button", { name: "Let it serve again…" }));
    expect(calls).toEqual([]);
    fireEvent.click(screen.getByRole("button", { name: "Let it serve" }));
    expect(calls[0]).toEqual({ path: "/api/encoders/use", body: { encoderId: `${id}-old` } });
    expect(within(screen.getByRole("listitem", { name: "older v1" })).getByRole("button").textContent).toBe(
      "Embed the rest",
    );
  });

  it("say so where the file of one is gone", () => {
    const gone = { source: "dir:/srv/house.onnx", isFileGone: true };
    const list = [known("house", { isLive: true, ...gone }), known("other", gone)];
    onStage(<EncodersScreen known={list} changes={[]} tunings={[]} descriptions={read} store={store} now={0} />);
    expect(screen.getByRole("region", { name: "Serves now" }).textContent).toContain("Put it back at /srv/house.onnx");
    expect(screen.getByRole("listitem", { name: "other v1" }).textContent).toContain("Its file is not there any more");
  });

  it("say so where a release brought another built-in encoder", () => {
    const older = known("builtin", { isLive: true, source: "builtin", isFileGone: true, embedded: 8 });
    onStage(<EncodersScreen known={[older]} changes={[]} tunings={[]} descriptions={read} store={store} now={0} />);
    const { textContent } = screen.getByRole("region", { name: "Serves now" });
    expect(textContent).toContain("8 of 10 photos are embedded.");
    expect(textContent).toContain("another built-in encoder");
  });
});

describe("fine-tuning", () => {
  const live = known("builtin", { isLive: true });
  const show = (tunings: FineTuningCard[], changes: ChangeCard[] = []) =>
    onStage(
      <EncodersScreen
        known={[live]}
        changes={changes}
        tunings={tunings}
        descriptions={read}
        store={store}
        now={Date.parse(at)}
      />,
    );
  const part = () => screen.getByRole("region", { name: "Fine-tuning" });

  it("is asked for with one button; a refusal is told", async () => {
    const refusal = { error: { code: "fine-tuning-active", message: "An encoder is being fine-tuned already." } };
    const calls = network({ "/api/encoders/fine-tunings": () => ({ status: 409, json: refusal }) });
    show([]);
    fireEvent.click(within(part()).getByRole("button", { name: "Fine-tune it" }));
    expect((await screen.findByRole("alert")).textContent).toContain("being fine-tuned already");
    expect(calls).toEqual([{ path: "/api/encoders/fine-tunings", body: {} }]);
  });

  it("shows how far it is, and is cancelled", async () => {
    const calls = network({ [`/api/encoders/fine-tunings/${id}/cancel`]: () => ({ json: { id } }) });
    const progress = { phase: "Preparing photos", epoch: 30, epochs: 120, itemsPerSecond: 12.4 };
    show([tuning("running", { progress })]);
    expect(within(part()).getByRole<HTMLProgressElement>("progressbar").value).toBeCloseTo(0.25);
    expect(within(part()).getByRole("status").textContent).toBe("30 of 120 · 12 photos a second");
    fireEvent.click(within(part()).getByRole("button", { name: "Cancel" }));
    await expect.poll(() => calls.length).toBe(1);
    expect(within(part()).queryByRole("button", { name: "Fine-tune it" })).toBeNull();
  });

  it("tells what it was worth with its interval, and leads to a change to it", async () => {
    const calls = network({ "/api/encoders/changes": () => ({ json: { id } }) });
    const outcome = {
      ...{ name: "builtin-tuned", version: "0123456789ab", source: "dir:/store/t.onnx", photos: 2_000, seconds: 600 },
      ...{ backend: "wasm", right: gain, near: null, notes: ["3 photos could not be decoded."] },
    };
    show([tuning("finished", { outcome, finishedAt: at })]);
    expect(part().textContent).toMatch(
      /\.700 → \.750, up 5\.0 points \(2\.0 to 8\.0\) on 400 photos.*3 photos could not/,
    );
    fireEvent.click(within(part()).getByRole("button", { name: "Use it…" }));
    await expect.poll(() => calls[0]?.body).toEqual({ source: "dir:/store/t.onnx" });
  });

  it("says why nothing was kept", () => {
    show([
      tuning("finished", { reason: "The tuned encoder finds categories no better than before. Nothing was kept." }),
    ]);
    expect(part().textContent).toContain("no better than before");
    expect(within(part()).queryByRole("button", { name: "Use it…" })).toBeNull();
  });
});

describe("a change of encoder", () => {
  it("says what it takes before it begins, and does not begin on a full disk", () => {
    const calls = network({});
    onScreen(change("offered"));
    expect(screen.getByRole("region", { name: "What it takes" }).textContent).toMatch(
      /6,000.*about 5 min.*14 MB of 8\.0 GB.*apache-2\.0/,
    );
    fireEvent.click(screen.getByRole("button", { name: "Begin to embed" }));
    expect(calls[0]).toMatchObject({ path: `/api/encoders/changes/${id}/step`, body: { step: "begin" } });
  });

  it("that the disk has no room for can't begin", () => {
    onScreen(change("offered", { offer: { ...offer, freeBytes: 1e6 } }));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Begin to embed" }).disabled).toBe(true);
    expect(screen.getByRole("alert").textContent).toMatch(/less than a gigabyte/);
  });

  it("that stopped says why, what is kept, and goes on", () => {
    onScreen(change("failed", { reason: "The disk is full." }));
    expect(screen.getByRole("alert").textContent).toBe("The disk is full.");
    expect(screen.getByText(/What is embedded stays/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Go on" })).toBeTruthy();
  });

  it("that could not be opened is tried again, or another one is chosen", () => {
    onScreen(change("failed", { reason: "There is no model file there.", encoderId: null }));
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Choose another" }).getAttribute("href")).toBe("/settings/encoders");
  });

  it("that is ready shows both side by side and what has to be trained again, and asks once more", async () => {
    const calls = network({
      "/api/encoders/use": () => ({ json: { encoderId: id, heads: [{ head: "category", outcome: "waits" }] } }),
    });
    const outlooks: HeadOutlook[] = [
      {
        head: "compatibility",
        championNumber: 3,
        state: "serves",
        versionNumber: 4,
        headline: figure(0.7),
        headlineName: "AUC",
      },
      {
        head: "category",
        championNumber: 2,
        state: "untrained",
        versionNumber: null,
        headline: null,
        headlineName: "Accuracy",
      },
    ];
    const comparison = {
      probe: {
        all: compared(0.8, 0.9),
        categories: [
          { category: "Coats", ...compared(0.9, 0.8) },
          { category: "Bags", ...compared(0.7, 0.9) },
        ],
      },
      pairs: { source: "outfits" as const, ...compared(0.6, 0.61) },
      nearest: null,
      neighbours: [{ productId: "a", live: ["b", "c"], next: ["c"] }],
      ...{ notes: ["A note."], against: { name: "builtin", version: "v1" }, at },
    };
    onScreen(change("ready", { comparison }), outlooks);
    expect(
      screen.getByText(
        "house is surely better at telling categories apart; not to be told from the present one at pairs.",
      ),
    ).toBeTruthy();
    const rows = within(screen.getByRole("table", { name: "Categories under Built-in and house" })).getAllByRole("row");
    expect(rows[1]!.textContent).toMatch(/^Coats400.*down 10\.0 points/);
    expect(screen.getByRole("listitem", { name: "Garment a, Jackets" }).textContent).toMatch(/1 in both/);
    expect(screen.getByText(/v4 takes over from v3/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Let it serve…" }));
    expect(calls).toEqual([]);
    fireEvent.click(screen.getByRole("button", { name: "Let it serve" }));
    expect(await screen.findByText(/Category: another training is under way/)).toBeTruthy();
    expect(calls[0]!.body).toEqual({ encoderId: id });
  });

  it("that lacks photos which came since can't serve yet", () => {
    onScreen(change("ready", { missing: 3 }));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Let it serve…" }).disabled).toBe(true);
    expect(screen.getByRole("status").textContent).toMatch(/3 photos came in since/);
  });

  it("that loses in everything is told in one sentence", () => {
    const worse = { what: "pairs", compared: compared(0.8, 0.6) };
    expect(findingOf("house", [worse])).toBe("house is surely worse at pairs.");
    expect(findingOf("house", [])).toMatch(/Nothing could be measured/);
  });
});

import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { DisagreementsScreen } from "@/app/(studio)/overview/disagreements/disagreements-screen";
import type { Disagreement, Disagreements } from "@/lib/labels/adjudication/schema";
import { garment, network, onStage, router, setStage } from "./stage";

setStage();

const at = "2026-01-01T10:00:00Z";
const pair = (index: number): Disagreement => ({
  pairId: `pair-${index}`,
  anchor: garment(`a${index}`),
  candidate: garment(`b${index}`),
  opinions: [
    { labelId: `l${index}`, by: "Ana", verdict: "fits", reason: null, note: null, at },
    { labelId: `m${index}`, by: "Ben", verdict: "clashes", reason: "colour", note: "too loud", at },
  ],
});
const show = (found: Partial<Disagreements>) => {
  const open = found.open ?? [];
  return onStage(<DisagreementsScreen found={{ open, count: open.length, isMore: false, settled: [], ...found }} />);
};
const press = (key: string) => fireEvent.keyDown(document.body, { key });
/** A key holds from the moment that the screen has told the keyboard of its new state, a little after it is drawn. */
const pressUntil = (key: string, seen: () => unknown) =>
  waitFor(() => {
    press(key);
    seen();
  });
const settles = {
  "/api/labels/settle": (body: Record<string, unknown>) => ({
    json: { ...body, note: body.note ?? null, by: "Mara", at },
  }),
  "/api/labels/unsettle": () => ({ json: {} }),
  "/api/gold/make": () => ({ json: {} }),
};

describe("Disagreements", () => {
  it("says where they come from when nobody disagrees", () => {
    show({});
    expect(screen.getByRole("heading", { name: "Nobody disagrees" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "See the queue plan" }).getAttribute("href")).toBe("/settings/queue");
  });

  it("shows both garments and each opinion with who, why and their words", () => {
    show({ open: [pair(0), pair(1)] });
    expect(screen.getByText("2 pairs to settle")).toBeTruthy();
    expect(screen.getByRole("img", { name: "Garment a0, Jackets" })).toBeTruthy();
    const opinions = screen.getByRole("list", { name: "Opinions" }).textContent;
    expect(opinions).toMatch(/Fits.*Ana.*Clashes.*for colour.*Ben.*too loud/);
  });

  it("settles by key with the note, and goes on to the next one", async () => {
    const calls = network(settles);
    show({ open: [pair(0), pair(1)] });
    fireEvent.change(screen.getByLabelText(/A note for the record/), { target: { value: "Navy carries it." } });
    press("f");
    await screen.findByRole("img", { name: "Garment a1, Jackets" });
    expect(calls[0]).toMatchObject({
      path: "/api/labels/settle",
      body: { pairId: "pair-0", verdict: "fits", note: "Navy carries it." },
    });
    expect(screen.getByText("1 pair to settle")).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>(/A note for the record/).value).toBe("");
    expect(screen.getByText(/“Navy carries it.”/)).toBeTruthy();
  });

  it("brings it back on undo, opinions and all", async () => {
    network(settles);
    show({ open: [pair(0)] });
    press("n");
    await screen.findByText("Nobody disagrees");
    await pressUntil("u", () => screen.getByRole("img", { name: "Garment a0, Jackets" }));
    expect(screen.getByText("Ben", { exact: false })).toBeTruthy();
  });

  it("puts one off without settling it", () => {
    const calls = network(settles);
    show({ open: [pair(0), pair(1)] });
    press("s");
    expect(screen.getByRole("img", { name: "Garment a1, Jackets" })).toBeTruthy();
    expect(calls).toEqual([]);
  });

  it("makes the last one gold with its explanation", async () => {
    const calls = network(settles);
    show({ open: [pair(0), pair(1)] });
    press("c");
    await screen.findByText("Make it gold");
    await pressUntil("g", () => screen.getByLabelText(/Why, in a sentence/));
    fireEvent.change(screen.getByLabelText(/Why, in a sentence/), { target: { value: "Too loud together." } });
    fireEvent.submit(screen.getByLabelText(/Why, in a sentence/).closest("form")!);
    await waitFor(() => expect(calls.at(-1)?.path).toBe("/api/gold/make"));
    expect(calls.at(-1)?.body).toEqual({
      pairId: "pair-0",
      verdict: "clashes",
      explanation: "Too loud together.",
      inPractice: true,
    });
    await screen.findByText(/, gold/);
  });

  it("keeps the pair when it can't be settled, says why, and can load the list anew", async () => {
    const error = { error: { code: "already-settled", message: "Someone else has settled this one meanwhile." } };
    network({ "/api/labels/settle": () => ({ status: 409, json: error }) });
    show({ open: [pair(0)] });
    press("f");
    expect((await screen.findByRole("alert")).textContent).toMatch(/Someone else has settled/);
    expect(screen.getByRole("img", { name: "Garment a0, Jackets" })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Reload the list" }));
    expect(router.refresh).toHaveBeenCalled();
  });

  it("says so where there are more than it counts", () => {
    show({ open: [pair(0)], count: 1_000, isMore: true });
    expect(screen.getByText("More than 1,000 pairs to settle")).toBeTruthy();
  });

  it("offers the rest when only the first were loaded", async () => {
    network(settles);
    show({ open: [pair(0)], count: 60 });
    press("f");
    await screen.findByRole("button", { name: "Show more" });
  });
});

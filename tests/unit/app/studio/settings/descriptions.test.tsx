import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Descriptions } from "@/app/(studio)/settings/encoders/descriptions";
import type { DescriptionChangeCard, DescriptionsCard, KnownDescriptions } from "@/lib/encoders/descriptions/schema";
import { network, onStage, setStage } from "../stage";

setStage();

const id = "00000000-0000-4000-8000-000000000001";
const at = "2026-01-01T00:00:00.000Z";
const read: DescriptionsCard = { live: null, serving: null, latest: null };

describe("the descriptions", () => {
  const textsBy = (name: string, more: Partial<KnownDescriptions> = {}): KnownDescriptions => ({
    ...{ id: `${id}-${name}`, name, version: "t1", dimension: 384, source: `hub:${name}`, licence: "apache-2.0" },
    ...{ embedded: 90, texts: 100, isFileGone: false, ...more },
  });
  const changing = (more: Partial<DescriptionChangeCard> = {}): DescriptionChangeCard => ({
    ...{ id, source: "hub:house/sentences", status: "running", progress: null, reason: null, isCancelAsked: false },
    ...{ by: "Ana", createdAt: at, finishedAt: null, ...more },
  });
  const show = (card: Partial<DescriptionsCard> = {}) =>
    onStage(<Descriptions card={{ ...read, ...card }} now={Date.parse(at)} />);
  const region = () => screen.getByRole("region", { name: "Descriptions" });

  it("say what reads them, how far it is, and what serves where that is another", () => {
    show({
      live: textsBy("house/sentences"),
      serving: { number: 3, descriptions: textsBy("builtin", { source: "builtin" }) },
    });
    expect(region().textContent).toMatch(
      /house\/sentences from the hub.*384 numbers a text · licence apache-2.0.*90 of 100 descriptions.*v3 serves and goes on.*Built-in/,
    );
  });

  it("are read by something else that is named on the screen, and a refusal is shown", async () => {
    const refusal = { error: { code: "change-under-way", message: "A change is under way." } };
    const calls = network({ "/api/encoders/descriptions": () => ({ status: 409, json: refusal }) });
    show();
    expect(region().textContent).toMatch(/Not chosen yet/);
    fireEvent.click(screen.getByRole("button", { name: /something else/ }));
    fireEvent.click(screen.getByRole("radio", { name: /Word vectors on the server/ }));
    fireEvent.change(screen.getByLabelText("Path of the vectors"), { target: { value: "/srv/cc.vec" } });
    fireEvent.click(screen.getByRole("button", { name: "Embed them and train by it" }));
    expect((await screen.findByRole("alert")).textContent).toContain("A change is under way.");
    expect(calls).toEqual([{ path: "/api/encoders/descriptions", body: { source: "vectors:/srv/cc.vec" } }]);
  });

  it("show how far a change is and let it be given up; one that is over says what came of it", async () => {
    const calls = network({ [`/api/encoders/descriptions/${id}/cancel`]: () => ({ json: { id } }) });
    const progress = { phase: "Embedding descriptions", done: 50, total: 200, perSecond: 5, secondsLeft: 30 };
    const { unmount } = show({ latest: changing({ progress }) });
    expect(screen.getByRole("status").textContent).toMatch(/50 of 200 · 5.0 a second/);
    expect(screen.queryByRole("button", { name: /something else/ })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    await expect.poll(() => calls[0]?.path).toContain("/cancel");
    unmount();
    show({
      live: textsBy("sentences", { source: "dir:/gone", isFileGone: true }),
      latest: changing({ status: "failed", reason: "The disk is full.", finishedAt: at }),
    });
    expect(region().textContent).toMatch(/stopped by a fault: The disk is full\..*Ana/);
    expect(screen.getByRole("alert").textContent).toMatch(/Put them back at \/gone/);
  });
});

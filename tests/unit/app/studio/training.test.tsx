import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { TrainingScreen } from "@/app/(studio)/training/training-screen";
import { figureTitle, trustSentence } from "@/app/(studio)/training/words";
import type { VersionCard } from "@/lib/models/schema";
import type { RunCard } from "@/lib/training/schema";
import { network, onStage, router, setStage } from "./stage";

setStage();

const now = Date.parse("2026-03-01T12:00:00Z");
const noLacks = { compatibility: null, category: null };
const figure = (value: number, half = 0.02) => ({ value, lower: value - half, upper: value + half, n: 412 });

const version = (number: number, value: number, isChampion = false): VersionCard => ({
  id: `v${number}`,
  head: "compatibility",
  number,
  parentNumber: null,
  isChampion,
  gate: null,
  isMeasured: true,
  createdAt: "2026-03-01T11:57:00Z",
  backend: "wasm",
  counts: { "judged pairs": 120 },
  trainSeconds: 40,
  metrics: {
    figures: { "auc.sameFamilySeason": figure(value) },
    controls: { "auc.sameFamilySeason": { cosine: figure(0.55) } },
    warnings: ["Few holdout pairs."],
    counts: {},
  },
});
const run = (more: Partial<RunCard> = {}): RunCard => ({
  id: "r1",
  head: "compatibility",
  status: "running",
  phase: "Training",
  curve: [],
  reason: null,
  attempts: 1,
  startedBy: "Mira",
  createdAt: "2026-03-01T11:59:00Z",
  startedAt: null,
  finishedAt: null,
  versionNumber: null,
  progress: { phase: "Training", epoch: 3, epochs: 10, secondsLeft: 40 },
  ...more,
});

let events: { onmessage?: (event: { data: string }) => void };
beforeEach(() => {
  router.refresh.mockReset();
  class Source {
    onmessage?: (event: { data: string }) => void;
    constructor() {
      events = this;
    }
    close() {}
  }
  vi.stubGlobal("EventSource", Source);
});

const draw = (more: Partial<Parameters<typeof TrainingScreen>[0]> = {}) =>
  onStage(<TrainingScreen versions={[]} runs={[]} lacks={noLacks} now={now} {...more} />);

describe("Training", () => {
  it("says that nothing is trained yet and offers both buttons", () => {
    draw();
    expect(screen.getAllByText(/No version yet/)).toHaveLength(2);
    expect(screen.getByRole("button", { name: "Train compatibility" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Train category" })).toBeTruthy();
  });

  it("starts nothing while there is too little, and says what is missing", () => {
    const calls = network({});
    draw({ lacks: { ...noLacks, category: "The catalogue needs at least two categories." } });
    const button = screen.getByRole("button", { name: "Train category" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    fireEvent.click(button);
    expect(calls).toEqual([]);
    expect(screen.getByText("The catalogue needs at least two categories.")).toBeTruthy();
  });

  it("starts a run and follows it live", async () => {
    const calls = network({ "/api/training/runs": () => ({ json: { runId: "r1" } }) });
    draw();
    fireEvent.click(screen.getByRole("button", { name: "Train compatibility" }));
    await waitFor(() => expect(calls).toEqual([{ path: "/api/training/runs", body: { head: "compatibility" } }]));
    act(() => events.onmessage?.({ data: JSON.stringify([run()]) }));
    expect(screen.getByText(/epoch 3 of 10 · about 40 s left/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Train compatibility" })).toBeNull();
  });

  it("asks for the page again when a run ends, for it may have brought a version", () => {
    draw({ runs: [run()] });
    act(() => events.onmessage?.({ data: JSON.stringify([run({ status: "finished" })]) }));
    expect(router.refresh).toHaveBeenCalledOnce();
  });

  it("tells why the last run failed", () => {
    draw({ runs: [run({ status: "failed", reason: "The disk is full.", finishedAt: "2026-03-01T11:59:30Z" })] });
    expect(screen.getByRole("alert").textContent).toContain("The disk is full.");
  });

  it("shows what a refused request said", async () => {
    const error = { error: { code: "run-active", message: "A training run of this network is under way." } };
    network({ "/api/training/runs": () => ({ status: 409, json: error }) });
    draw();
    fireEvent.click(screen.getByRole("button", { name: "Train compatibility" }));
    await screen.findByText("A training run of this network is under way.");
  });

  it("promotes only after a confirmation that shows both figures", async () => {
    const calls = network({ "/api/models/v2/promote": () => ({ json: {} }) });
    draw({ versions: [version(2, 0.7), version(1, 0.6, true)] });
    fireEvent.click(screen.getByRole("button", { name: "Promote v2" }));
    expect(calls).toEqual([]);
    const dialog = screen.getByRole("dialog", { name: "Let v2 serve?" });
    expect(dialog.textContent).toContain(".70 (.68 to .72)");
    expect(dialog.textContent).toContain(".60 (.58 to .62)");
    fireEvent.click(screen.getAllByRole("button", { name: "Promote v2" }).at(-1)!);
    await waitFor(() => expect(calls.map(({ path }) => path)).toEqual(["/api/models/v2/promote"]));
  });

  it("shows every figure with its interval, its n and the controls", () => {
    draw({ versions: [version(1, 0.6, true)] });
    const table = screen.getByRole("table", { name: "Figures of v1" });
    expect(table.textContent).toContain("AUC, same category and season.60 (.58 to .62)412");
    expect(table.textContent).toContain("looks alone.55 (.53 to .57)412");
    expect(screen.getByText("Few holdout pairs.")).toBeTruthy();
  });
});

describe("the sentence on top", () => {
  const say = (...versions: VersionCard[]) => trustSentence("compatibility", versions, now);

  it("claims better or worse only when the intervals are apart", () => {
    expect(say(version(2, 0.7), version(1, 0.6, true))).toContain("It is better. Promote?");
    expect(say(version(2, 0.5), version(1, 0.6, true))).toContain("It is worse; keep the old one.");
    expect(say(version(2, 0.61), version(1, 0.6, true))).toContain("1.0 points up, within what chance allows.");
  });

  it("names who serves and on what it was measured", () => {
    expect(say(version(3, 0.6, true))).toBe("v3 serves: .60 (.58 to .62) on 412 pairs nobody trained on.");
  });

  it("warns while a simple rule does better than what serves", () => {
    expect(say(version(3, 0.5, true))).toContain("The best simple rule reaches .55: it needs more labels");
  });

  it("spells out a figure that it has no words for", () => {
    expect(figureTitle("auc.sameFamilySeason")).toBe("AUC, same category and season");
    expect(figureTitle("brierScore.coldStart")).toBe("Brier score, cold start");
  });
});

import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { TrainingScreen } from "@/app/(studio)/training/training-screen";
import type { RunCard } from "@/lib/training/schema";
import { network, onStage, router, setStage } from "./stage";
import { fallenShoes, gateAgainst, now, version } from "./training-stage";

setStage();

const noLacks = { compatibility: null, category: null };
const retrain = { compatibility: "Trains when somebody presses the button.", category: "Trains every night." };
const nothingBefore = { compatibility: null, category: null };

const run = (more: Partial<RunCard> = {}): RunCard => ({
  id: "r1",
  head: "compatibility",
  status: "running",
  phase: "Training",
  curve: [],
  reason: null,
  isCancelAsked: false,
  attempts: 1,
  startedBy: "Mira",
  because: null,
  createdAt: "2026-03-01T11:59:00Z",
  startedAt: null,
  finishedAt: null,
  versionNumber: null,
  looks: 0,
  progress: { phase: "Training", epoch: 3, epochs: 10, secondsLeft: 40 },
  ...more,
});

let events: { onmessage?: (event: { data: string }) => void };
beforeEach(() => {
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
  onStage(
    <TrainingScreen
      versions={[]}
      runs={[]}
      lacks={noLacks}
      before={nothingBefore}
      rule="byHand"
      retrain={retrain}
      ranked={{ compatibility: null, category: null }}
      now={now}
      {...more}
    />,
  );

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

  it("says who or what began a run, how fast it is and what it takes, and that it is being cancelled", () => {
    const progress = { phase: "Training", epoch: 3, epochs: 10, itemsPerSecond: 1_234, rssMb: 512, backend: "wasm" };
    draw({ runs: [run({ startedBy: null, because: "500 new answers", progress, isCancelAsked: true, attempts: 2 })] });
    expect(screen.getByText("· started by a rule: 500 new answers")).toBeTruthy();
    expect(screen.getByText("epoch 3 of 10 · 1,234 a second · 512 MB · wasm · attempt 2")).toBeTruthy();
    expect((screen.getByRole("button", { name: "Cancelling" }) as HTMLButtonElement).disabled).toBe(true);
  });

  it("shows the curve as a table too, the latest epoch first", () => {
    const curve = [
      { epoch: 1, loss: 0.7 },
      { epoch: 2, loss: 0.5, validation: 0.81 },
    ];
    draw({ runs: [run({ curve })] });
    const table = screen.getByRole("table", { name: /Loss and validation/, hidden: true });
    const rows = within(table).getAllByRole("row", { hidden: true });
    expect(rows.slice(1).map(({ textContent }) => textContent)).toEqual(["2.500.810", "1.700"]);
  });

  it("says when a network trains by itself, beside the button, and where that is set", () => {
    draw();
    expect(screen.getByText("Trains every night.")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Retrain rules" }).getAttribute("href")).toBe("/settings/training");
  });

  it("says whose order people get while the new one is being made, and looks until it is whole", () => {
    vi.useFakeTimers();
    const versions = [version(2, 0.7, true), version(1, 0.6)];
    const by = (number: number) => ({ compatibility: { version: number, at: "2026-03-01T11:56:00Z" }, category: null });
    const first = draw({ versions, ranked: by(1) });
    expect(screen.getByText(/The queue is ranked by v1, .* The order of v2 is being made/)).toBeTruthy();
    vi.advanceTimersByTime(5_000);
    expect(router.refresh).toHaveBeenCalledOnce();
    first.unmount();
    draw({ versions, ranked: by(2) });
    vi.advanceTimersByTime(60_000);
    expect(router.refresh).toHaveBeenCalledOnce();
    expect(screen.queryByText(/is being made/)).toBeNull();
    vi.useRealTimers();
  });

  it("lists what came of earlier runs", () => {
    const over = { startedAt: "2026-03-01T11:00:00Z", finishedAt: "2026-03-01T11:00:40Z" };
    draw({
      runs: [
        run({ id: "r2", status: "cancelled", reason: "Cancelled before it was done", ...over }),
        run({ id: "r1", status: "finished", versionNumber: 7, ...over }),
      ],
    });
    const table = screen.getByRole("table", { name: "Earlier runs of Compatibility", hidden: true });
    expect(within(table).getByRole("link", { name: "v7", hidden: true }).getAttribute("href")).toBe(
      "/training/compatibility-v7",
    );
    expect(table.textContent).toContain("Mira40 scancelled");
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

  it("asks for the page again when the gate has looked at what a run brought", () => {
    draw({ runs: [run({ status: "finished" })] });
    act(() => events.onmessage?.({ data: JSON.stringify([run({ status: "finished", looks: 1 })]) }));
    expect(router.refresh).toHaveBeenCalledOnce();
  });

  const ask = (gate: ReturnType<typeof gateAgainst> | null) => {
    const calls = network({ "/api/models/v2/promote": () => ({ json: {} }) });
    draw({ versions: [version(2, 0.7, false, gate), version(1, 0.6, true)] });
    fireEvent.click(screen.getByRole("button", { name: "Promote v2" }));
    expect(calls).toEqual([]);
    const dialog = screen.getByRole("dialog", { name: "Let v2 serve?" });
    const confirm = within(dialog).getByRole("button", { name: "Promote v2" }) as HTMLButtonElement;
    return { calls, dialog, confirm };
  };

  it("promotes what passed the gate after a confirmation that shows what it found, without asking why", async () => {
    const { calls, dialog, confirm } = ask(gateAgainst({ floors: fallenShoes.slice(1) }));
    expect(dialog.textContent).toContain("v2 is better by 1.4 points (0.3 to 2.5) on 612 pairs nobody trained on");
    const table = within(dialog).getByRole("table", { name: "v2 against v1" });
    expect(table.textContent).toContain("AUC.700.714up 1.4 points (0.3 to 2.5)612");
    expect(table.textContent).toContain("Coats.600.590down 1.0 points");
    fireEvent.click(confirm);
    await waitFor(() => expect(calls).toEqual([{ path: "/api/models/v2/promote", body: {} }]));
  });

  it.each([
    ["has not looked", null, "has not compared v2 with v1"],
    ["cannot tell", gateAgainst({ outcome: "notEnough", reason: "wide" }), "not enough to tell yet"],
    [
      "is against it",
      gateAgainst({ outcome: "fails", reason: "floor", floors: fallenShoes }),
      "falls on Shoes by 6.0 points",
    ],
  ])("asks why before it promotes where the gate %s", async (_, gate, words) => {
    const { calls, dialog, confirm } = ask(gate);
    expect(dialog.textContent).toContain(words);
    expect(confirm.disabled).toBe(true);
    fireEvent.change(within(dialog).getByLabelText(/Why should it serve all the same/), { target: { value: "shoes" } });
    fireEvent.click(confirm);
    await waitFor(() => expect(calls).toEqual([{ path: "/api/models/v2/promote", body: { reason: "shoes" } }]));
  });

  it("goes back to what served before by one button, with a reason", async () => {
    const calls = network({ "/api/models/roll-back": () => ({ json: {} }) });
    draw({ versions: [version(2, 0.7, true), version(1, 0.6)], before: { compatibility: 1, category: null } });
    fireEvent.click(screen.getByRole("button", { name: "Go back to v1" }));
    const dialog = screen.getByRole("dialog", { name: "Go back to v1?" });
    const confirm = within(dialog).getByRole("button", { name: "Go back to v1" }) as HTMLButtonElement;
    expect(confirm.disabled).toBe(true);
    fireEvent.change(within(dialog).getByLabelText(/What is wrong with v2/), { target: { value: "shoes" } });
    fireEvent.click(confirm);
    await waitFor(() =>
      expect(calls).toEqual([{ path: "/api/models/roll-back", body: { head: "compatibility", reason: "shoes" } }]),
    );
  });

  it("offers no way back where nothing served before", () => {
    draw({ versions: [version(1, 0.6, true)] });
    expect(screen.queryByRole("button", { name: /Go back/ })).toBeNull();
  });

  it("lets a manager choose who promotes what passed", async () => {
    const calls = network({ "/api/models/promotion-rule": () => ({ json: {} }) });
    draw();
    fireEvent.change(screen.getByLabelText("When a new version passes the gate"), {
      target: { value: "whenGatePasses" },
    });
    await waitFor(() =>
      expect(calls).toEqual([{ path: "/api/models/promotion-rule", body: { rule: "whenGatePasses" } }]),
    );
  });

  it("leads to each version's card", () => {
    draw({ versions: [version(1, 0.6, true)] });
    expect(screen.getByRole("link", { name: "Card of v1" }).getAttribute("href")).toBe("/training/compatibility-v1");
  });

  it("shows every figure with its interval, its n and the controls", () => {
    draw({ versions: [version(1, 0.6, true)] });
    const table = screen.getByRole("table", { name: "Figures of v1" });
    expect(table.textContent).toContain("AUC, same category and season.60 (.58 to .62)412");
    expect(table.textContent).toContain("looks alone.55 (.53 to .57)412");
    expect(screen.getByText("Few holdout pairs.")).toBeTruthy();
  });
});

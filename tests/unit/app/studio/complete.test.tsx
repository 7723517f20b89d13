import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { CompleteScreen } from "@/app/(studio)/pairs/complete/complete-screen";
import type { PairSet } from "@/lib/queue/schema";
import { type Call, garment, network, onStage, setStage } from "./stage";

setStage();

const setOf = (index: number, size = 4): PairSet => ({
  setId: `set-${index}`,
  anchor: garment(`a${index}`),
  candidates: Array.from({ length: size }, (_, place) => ({
    taskId: `task-${index}-${place}`,
    product: garment(`c${index}${place}`),
    shownSwapped: place === 1,
  })),
  leasedUntil: "2026-01-01T00:15:00Z",
});

/** A queue of sets that closes what is answered. */
function queueOf(sets: PairSet[]) {
  const open = [...sets];
  return network({
    "/api/labels/recent": () => ({ json: { today: 8, labels: [] } }),
    "/api/queue/release": () => ({ json: {} }),
    "/api/queue/skip": () => ({ json: {} }),
    "/api/queue/sets/lease": ({ count }) => ({
      json: { sets: open.slice(0, Number(count)), rankedBy: { version: 3, at: "2026-01-01T00:00:00Z" }, open: 40 },
    }),
    "/api/labels/sets": ({ id }) => {
      open.splice(0, open.length, ...open.filter(({ setId }) => setId !== id));
      return { json: {} };
    },
    "/api/labels/undo": () => ({ json: {} }),
  });
}

const sent = (calls: Call[], path: string) => calls.filter((call) => call.path === path).map(({ body }) => body);
const ready = () => waitFor(() => expect(document.querySelector("[data-ready]")).not.toBeNull());
const press = (key: string) => fireEvent.keyDown(document.body, { key });
const threeSets = () => [setOf(0), setOf(1), setOf(2)];

describe("Complete", () => {
  it("holds the place of the set while it loads", () => {
    network({});
    onStage(<CompleteScreen canTrain={false} />);
    expect(screen.getByRole("status", { name: "Loading the next set" })).toBeTruthy();
  });

  it("says what to do next when there are no sets", async () => {
    queueOf([]);
    onStage(<CompleteScreen canTrain={false} />);
    await screen.findByRole("heading", { name: "No sets yet" });
  });

  it("offers to try again when the queue can't be reached", async () => {
    network({});
    onStage(<CompleteScreen canTrain={false} />);
    await screen.findByRole("heading", { name: "The queue can't be reached" });
  });

  it("shows one garment and four that may go with it, and no score", async () => {
    queueOf(threeSets());
    onStage(<CompleteScreen canTrain={false} />);
    await screen.findByRole("img", { name: "Garment a0, Jackets" });
    expect(screen.getAllByRole("checkbox")).toHaveLength(4);
    expect(screen.getByText(/ranked by v3/)).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/%|score|uniform/);
  });

  it("sends all four in one post, each with whether it was picked and how it was shown", async () => {
    const calls = queueOf(threeSets());
    onStage(<CompleteScreen canTrain={false} />);
    await ready();
    press("1");
    press("3");
    press("3");
    press("4");
    press("Enter");
    await screen.findByRole("img", { name: "Garment a1, Jackets" });
    expect(screen.getByText("2 of 4 picked. Saved. U to undo.")).toBeTruthy();
    await waitFor(() => expect(sent(calls, "/api/labels/sets")).toHaveLength(1));
    const [body] = sent(calls, "/api/labels/sets") as [{ id: string; answers: { id: string }[] }];
    expect(body).toMatchObject({
      id: "set-0",
      answers: [
        { taskId: "task-0-0", isChosen: true, shownSwapped: false },
        { taskId: "task-0-1", isChosen: false, shownSwapped: true },
        { taskId: "task-0-2", isChosen: false, shownSwapped: false },
        { taskId: "task-0-3", isChosen: true, shownSwapped: false },
      ],
    });
    expect(new Set(body.answers.map(({ id }) => id)).size).toBe(4);
    expect(screen.getByText("12"), "four judgements more today").toBeTruthy();
  });

  it("starts each set with nothing picked", async () => {
    queueOf(threeSets());
    onStage(<CompleteScreen canTrain={false} />);
    await ready();
    press("2");
    press("Enter");
    await screen.findByRole("img", { name: "Garment a1, Jackets" });
    for (const box of screen.getAllByRole("checkbox")) expect((box as HTMLInputElement).checked).toBe(false);
  });

  it("sends nothing before all five photos are painted", async () => {
    const calls = queueOf(threeSets());
    onStage(<CompleteScreen canTrain={false} />);
    await screen.findByRole("img", { name: "Garment a0, Jackets" });
    press("Enter");
    expect(sent(calls, "/api/labels/sets")).toEqual([]);
    expect(screen.getByRole("img", { name: "Garment a0, Jackets" })).toBeTruthy();
  });

  it("brings the whole set back on undo, and names its first answer to the server", async () => {
    const calls = queueOf(threeSets());
    onStage(<CompleteScreen canTrain={false} />);
    await ready();
    press("Enter");
    await screen.findByRole("img", { name: "Garment a1, Jackets" });
    await waitFor(() => expect(sent(calls, "/api/labels/sets")).toHaveLength(1));
    press("u");
    await screen.findByRole("img", { name: "Garment a0, Jackets" });
    const [body] = sent(calls, "/api/labels/sets") as [{ answers: { id: string }[] }];
    await waitFor(() => expect(sent(calls, "/api/labels/undo")[0]).toMatchObject({ labelId: body.answers[0]?.id }));
  });

  it("skips all of a set", async () => {
    const calls = queueOf(threeSets());
    onStage(<CompleteScreen canTrain={false} />);
    await ready();
    press("s");
    await screen.findByRole("img", { name: "Garment a1, Jackets" });
    await waitFor(() => expect(sent(calls, "/api/queue/skip")).toHaveLength(4));
  });

  it("hands the focus on to the first candidate of the next set", async () => {
    queueOf(threeSets());
    onStage(<CompleteScreen canTrain={false} />);
    await ready();
    screen.getAllByRole("checkbox")[2]?.focus();
    press("Enter");
    await screen.findByRole("img", { name: "Garment a1, Jackets" });
    expect(document.activeElement).toBe(screen.getAllByRole("checkbox")[0]);
  });

  it("shows a set of fewer than four as it is", async () => {
    const calls = queueOf([setOf(0, 2)]);
    onStage(<CompleteScreen canTrain={false} />);
    await ready();
    expect(screen.getAllByRole("checkbox")).toHaveLength(2);
    press("4");
    press("Enter");
    await waitFor(() => expect(sent(calls, "/api/labels/sets")).toHaveLength(1));
  });
});

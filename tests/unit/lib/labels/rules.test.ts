import { describe, expect, it } from "vitest";
import { type Answer, isLateFor, isSameAnswer } from "@/lib/labels/rules";

const open = { leasedById: "ana", doneAt: null, withdrawnAt: null };
const answer: Answer = {
  id: "1",
  taskId: "t",
  verdict: "fits",
  reason: null,
  note: null,
  chosenCategoryId: null,
  shownSwapped: false,
  elapsedMs: 900,
};

describe("whether an answer comes too late", () => {
  it("an answer of the last holder is in time, even when the lease has run out", () => {
    expect(isLateFor(open, "ana")).toBe(false);
  });

  it.each([
    ["someone else holds the task", { ...open, leasedById: "bea" }],
    ["nobody ever held it", { ...open, leasedById: null }],
    ["it is done", { ...open, doneAt: new Date() }],
    ["it was withdrawn", { ...open, withdrawnAt: new Date() }],
  ])("late when %s", (_, task) => {
    expect(isLateFor(task, "ana")).toBe(true);
  });
});

describe("whether an id was used for another answer", () => {
  it("the time taken is no difference: an outbox may measure it again", () => {
    expect(isSameAnswer(answer, { ...answer, elapsedMs: 5_000 })).toBe(true);
  });

  it.each([
    { verdict: "clashes" as const },
    { taskId: "u" },
    { reason: "colour" },
    { note: "no" },
    { shownSwapped: true },
    { chosenCategoryId: 3 },
  ])("%o is another answer", (change) => {
    expect(isSameAnswer(answer, { ...answer, ...change })).toBe(false);
  });
});

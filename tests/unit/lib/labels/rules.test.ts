import { describe, expect, it } from "vitest";
import { type Answer, answersOfSet, isSameAnswer } from "@/lib/labels/rules";

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
    { chosenValues: ["Linen"] },
    { setId: "s" },
  ])("%o is another answer", (change) => {
    expect(isSameAnswer(answer, { ...answer, ...change })).toBe(false);
  });
});

describe("a set as single answers", () => {
  const set = {
    id: "s",
    answers: [
      { id: "1", taskId: "t", isChosen: false, shownSwapped: true },
      { id: "2", taskId: "u", isChosen: true, shownSwapped: false },
    ],
    note: "all but the boots",
    elapsedMs: 4_000,
  };

  it("what was picked fits, what was left is not chosen, each with its place", () => {
    expect(answersOfSet(set)).toMatchObject([
      { id: "1", taskId: "t", verdict: "notChosen", shownSwapped: true, setId: "s", setPosition: 0, elapsedMs: 4_000 },
      { id: "2", taskId: "u", verdict: "fits", shownSwapped: false, setId: "s", setPosition: 1, elapsedMs: 4_000 },
    ]);
  });

  it("the note is kept once", () => {
    expect(answersOfSet(set).map(({ note }) => note)).toEqual(["all but the boots", null]);
  });
});

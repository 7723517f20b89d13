import { command } from "./define";
import { benchCommands } from "./judging";

const flagVerdict = <Id extends string>(
  id: Id,
  title: string,
  key: string,
  verdict: "keep" | "ambiguous" | "undecidable",
) => command({ id, title, key, where: "review", enabled: (on) => on.canAnswer, run: (on) => on.answer(verdict) });

export const review = {
  keep: flagVerdict("review.keep", "Keep", "k", "keep"),
  take: command({
    id: "review.take",
    title: "Take",
    key: "t",
    where: "review",
    enabled: (on) => on.canAnswer && on.canTake,
    run: (on) => on.answer("take"),
  }),
  other: command({
    id: "review.other",
    title: "Other…",
    key: "o",
    where: "review",
    enabled: (on) => on.canAnswer && on.canChoose,
    run: (on) => on.chooseOther(),
  }),
  ambiguous: flagVerdict("review.ambiguous", "Ambiguous", "a", "ambiguous"),
  undecidable: flagVerdict("review.undecidable", "Can't tell", "?", "undecidable"),
  rule: command({
    id: "review.rule",
    title: "Make a rule…",
    key: "r",
    where: "review",
    enabled: (on) => on.canRule,
    run: (on) => on.openRule(),
  }),
  allColours: command({
    id: "review.all-colours",
    title: "Answer for all colours",
    key: "m",
    where: "review",
    enabled: (on) => on.canAnswer && on.hasOtherColours,
    run: (on) => on.toggleAllColours(),
  }),
  grid: command({
    id: "review.grid",
    title: "Many at once",
    key: "v",
    where: "review",
    enabled: () => true,
    run: (on) => on.openGrid(),
  }),
  guide: command({
    id: "review.guide",
    title: "Guide",
    key: "g",
    where: "review",
    enabled: () => true,
    run: (on) => on.toggleGuide(),
  }),
  ...benchCommands("review"),
};

import type { PairVerdict } from "@/lib/labels/schema";
import type { MineActions } from "../command";
import { command } from "./define";

const onMine = <Id extends string>(
  id: Id,
  title: string,
  key: string,
  enabled: (on: MineActions) => boolean,
  run: (on: MineActions) => void,
) => command({ id, title, key, where: "mine", enabled, run });

const reviseAs = (verdict: PairVerdict, title: string, key: string) =>
  onMine(
    `mine.${verdict}`,
    title,
    key,
    (on) => on.canRevise,
    (on) => on.revise(verdict),
  );

export const mine = {
  search: onMine(
    "mine.search",
    "Search my answers",
    "/",
    () => true,
    (on) => on.search(),
  ),
  next: onMine(
    "mine.next",
    "Next answer",
    "j",
    (on) => on.hasAnswers,
    (on) => on.move(1),
  ),
  previous: onMine(
    "mine.previous",
    "Previous answer",
    "k",
    (on) => on.hasAnswers,
    (on) => on.move(-1),
  ),
  revise: onMine(
    "mine.revise",
    "Revise",
    "e",
    (on) => on.canRevise,
    (on) => on.revise(null),
  ),
  fits: reviseAs("fits", "Revise to fits", "f"),
  clashes: reviseAs("clashes", "Revise to clashes", "c"),
  unsure: reviseAs("unsure", "Revise to not sure", "n"),
  more: onMine(
    "mine.more",
    "Show older answers",
    "o",
    (on) => on.hasMore,
    (on) => on.more(),
  ),
  pairs: onMine(
    "mine.pairs",
    "Back to Pairs",
    "b",
    () => true,
    (on) => on.openPairs(),
  ),
};

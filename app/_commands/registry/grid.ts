import type { GridActions } from "../command";
import { command } from "./define";

const onGrid = <Id extends string>(
  id: Id,
  title: string,
  key: string,
  enabled: (on: GridActions) => boolean,
  run: (on: GridActions) => void,
) => command({ id, title, key, where: "grid", enabled, run });

export const grid = {
  take: onGrid(
    "grid.take",
    "Take for the selected",
    "t",
    (on) => on.selected > 0,
    (on) => on.settle("take"),
  ),
  keep: onGrid(
    "grid.keep",
    "Keep for the selected",
    "k",
    (on) => on.selected > 0,
    (on) => on.settle("keep"),
  ),
  keepRest: onGrid(
    "grid.keep-rest",
    "Keep the rest",
    "l",
    (on) => on.shown > on.selected,
    (on) => on.keepRest(),
  ),
  all: onGrid(
    "grid.all",
    "Select all",
    "a",
    (on) => on.shown > on.selected,
    (on) => on.selectAll(),
  ),
  clear: onGrid(
    "grid.clear",
    "Select none",
    "escape",
    (on) => on.selected > 0,
    (on) => on.clear(),
  ),
  undo: onGrid(
    "grid.undo",
    "Undo",
    "u",
    (on) => on.canUndo,
    (on) => on.undo(),
  ),
  next: onGrid(
    "grid.next",
    "Next page",
    "n",
    (on) => on.hasNext,
    (on) => on.nextPage(),
  ),
  previous: onGrid(
    "grid.previous",
    "Previous page",
    "b",
    (on) => on.hasPrevious,
    (on) => on.previousPage(),
  ),
  nextGroup: onGrid(
    "grid.next-group",
    "Next group",
    "]",
    () => true,
    (on) => on.stepGroup(1),
  ),
  previousGroup: onGrid(
    "grid.previous-group",
    "Previous group",
    "[",
    () => true,
    (on) => on.stepGroup(-1),
  ),
  rule: onGrid(
    "grid.rule",
    "Make a rule",
    "r",
    (on) => on.canRule,
    (on) => on.openRule(),
  ),
  bench: onGrid(
    "grid.bench",
    "One by one",
    "v",
    () => true,
    (on) => on.openBench(),
  ),
};

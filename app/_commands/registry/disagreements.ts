import { command } from "./define";
import { verdictKeys } from "./practice";

export const disagreements = {
  settle: verdictKeys.map(({ verdict, title, key }) =>
    command({
      id: `disagreements.${verdict}`,
      title,
      key,
      where: "disagreements",
      enabled: (on) => on.canSettle,
      run: (on) => on.settle(verdict),
    }),
  ),
  later: command({
    id: "disagreements.later",
    title: "Later",
    key: "s",
    where: "disagreements",
    enabled: (on) => on.canSettle,
    run: (on) => on.later(),
  }),
  note: command({
    id: "disagreements.note",
    title: "Write a note",
    key: "e",
    where: "disagreements",
    enabled: (on) => on.canSettle,
    run: (on) => on.writeNote(),
  }),
  undo: command({
    id: "disagreements.undo",
    title: "Undo",
    key: "u",
    where: "disagreements",
    enabled: (on) => on.canUndo,
    run: (on) => on.undo(),
  }),
  gold: command({
    id: "disagreements.gold",
    title: "Make the last one gold",
    key: "g",
    where: "disagreements",
    enabled: (on) => on.canMakeGold,
    run: (on) => on.makeGold(),
  }),
};

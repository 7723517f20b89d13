import type { BenchActions, StylistActions } from "../command";
import { command } from "./define";

/** What every judging screen can do, under one key on each. */
export function benchCommands<P extends "pairs" | "complete" | "review">(where: P) {
  const bench = (
    id: `${P}.${string}`,
    title: string,
    key: string,
    enabled: (on: BenchActions) => boolean,
    run: (on: BenchActions) => void,
  ) => command({ id, title, key, where, enabled, run });
  return {
    skip: bench(
      `${where}.skip`,
      "Skip",
      "s",
      (on) => on.canSkip,
      (on) => on.skip(),
    ),
    undo: bench(
      `${where}.undo`,
      "Undo",
      "u",
      (on) => on.canUndo,
      (on) => on.undo(),
    ),
    details: bench(
      `${where}.details`,
      "Details",
      "d",
      (on) => on.canSkip,
      (on) => on.toggleDetails(),
    ),
    zoom: bench(
      `${where}.zoom`,
      "Zoom",
      "z",
      (on) => on.canSkip,
      (on) => on.toggleZoom(),
    ),
    photo: bench(
      `${where}.photo`,
      "Next photo",
      "p",
      (on) => on.canSkip,
      (on) => on.nextPhoto(),
    ),
    why: bench(
      `${where}.why`,
      "Why was the last one asked",
      "w",
      (on) => on.canExplain,
      (on) => on.toggleWhy(),
    ),
  };
}

/** What Pairs and Complete share. */
export function stylistCommands<P extends "pairs" | "complete">(where: P, otherMode: string) {
  const stylist = (
    id: `${P}.${string}`,
    title: string,
    key: string | null,
    enabled: (on: StylistActions) => boolean,
    run: (on: StylistActions) => void,
  ) => command({ id, title, key, where, enabled, run });
  return {
    guide: stylist(
      `${where}.guide`,
      "Style guide",
      "g",
      (on) => on.hasGuide,
      (on) => on.toggleGuide(),
    ),
    note: stylist(
      `${where}.note`,
      "Add a note",
      "a",
      (on) => on.canNote,
      (on) => on.writeNote(),
    ),
    mode: stylist(
      `${where}.mode`,
      otherMode,
      "m",
      () => true,
      (on) => on.switchMode(),
    ),
    mine: stylist(
      `${where}.mine`,
      "My answers",
      "y",
      () => true,
      (on) => on.openMine(),
    ),
    takeAlong: stylist(
      `${where}.take-along`,
      "Take 200 along",
      "t",
      (on) => on.canTakeAlong,
      (on) => on.takeAlong(),
    ),
    giveBack: stylist(
      `${where}.give-back`,
      "Give back the rest",
      null,
      (on) => on.canGiveBack,
      (on) => on.giveBack(),
    ),
  };
}

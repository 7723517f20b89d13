import { afterEach, describe, expect, it } from "vitest";
import type { FrameActions, PairsActions } from "@/app/_commands/command";
import { commandFor, nameOfKey, openCommands } from "@/app/_commands/keys";

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  nameOfKey({
    key,
    code: "",
    repeat: false,
    isComposing: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    target: document.body,
    defaultPrevented: false,
    ...more,
  });

function element(tag: string): HTMLElement {
  const made = document.createElement(tag);
  document.body.append(made);
  return made;
}

const pairsWhere = (more: Partial<PairsActions>): PairsActions => ({
  canAnswer: true,
  canSkip: true,
  canUndo: false,
  canExplain: false,
  isReasonWanted: false,
  hasGuide: true,
  answer: () => {},
  giveReason: () => {},
  passReason: () => {},
  skip: () => {},
  undo: () => {},
  toggleWhy: () => {},
  toggleDetails: () => {},
  toggleZoom: () => {},
  nextPhoto: () => {},
  toggleGuide: () => {},
  canNote: true,
  canTakeAlong: true,
  canGiveBack: false,
  writeNote: () => {},
  takeAlong: () => {},
  giveBack: () => {},
  switchMode: () => {},
  openMine: () => {},
  ...more,
});
const frame: FrameActions = {
  openPalette: () => {},
  openHelp: () => {},
  go: () => {},
  mayOpen: (capability) => capability === "judge-pairs",
  changeTheme: () => {},
  signOut: () => {},
};

afterEach(() => document.body.replaceChildren());

describe("a key press", () => {
  it("is a command's name when nothing else claims it", () => {
    expect(press("F")).toBe("f");
    expect(press("?")).toBe("?");
  });

  it("counts once, however long the key is held", () => {
    expect(press("f", { repeat: true })).toBeNull();
  });

  it("is left alone while someone types, composes or holds a modifier", () => {
    expect(press("f", { target: element("textarea") })).toBeNull();
    expect(press("f", { target: element("input") })).toBeNull();
    expect(press("f", { isComposing: true })).toBeNull();
    expect(press("f", { ctrlKey: true })).toBeNull();
    expect(press("f", { altKey: true })).toBeNull();
  });

  it("opens the palette with command or control and K, in a field too", () => {
    expect(press("k", { metaKey: true })).toBe("mod+k");
    expect(press("k", { ctrlKey: true, target: element("input") })).toBe("mod+k");
  });

  it("lets Enter press the button that has the focus", () => {
    expect(press("Enter", { target: element("button") })).toBeNull();
    expect(press("Enter")).toBe("enter");
  });

  it("finds the number keys on keyboards where digits need Shift", () => {
    expect(press("&", { code: "Digit1" })).toBe("1");
  });
});

describe("a command", () => {
  it("runs only where it holds and when it can", () => {
    const given: string[] = [];
    const on = pairsWhere({ answer: (verdict) => given.push(verdict) });
    commandFor("f", { everywhere: frame, pairs: on })?.();
    expect(given).toEqual(["fits"]);
    expect(commandFor("f", { everywhere: frame })).toBeNull();
    expect(commandFor("u", { everywhere: frame, pairs: on })).toBeNull();
  });

  it("gives a reason by its number only while one is asked for", () => {
    const given: string[] = [];
    const giveReason = (reason: string) => given.push(reason);
    expect(commandFor("1", { pairs: pairsWhere({ giveReason }) })).toBeNull();
    commandFor("8", { pairs: pairsWhere({ giveReason, isReasonWanted: true }) })?.();
    expect(given).toEqual(["photo-or-data-wrong"]);
  });

  it("is offered by the palette only when the role may go there", () => {
    const offered = openCommands({ everywhere: frame })
      .filter(({ isEnabled }) => isEnabled)
      .map(({ command }) => command.id);
    expect(offered).toContain("go.pairs");
    expect(offered).not.toContain("go.training");
  });
});

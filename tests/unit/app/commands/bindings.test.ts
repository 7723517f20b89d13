import { describe, expect, it } from "vitest";
import { holderOf, isSingle, knownBindings } from "@/app/_commands/bindings";
import type { Command } from "@/app/_commands/command";
import { commandFor } from "@/app/_commands/keys";
import { openHelp } from "@/app/_commands/registry/frame";
import { pairs } from "@/app/_commands/registry/pairs";
import { review } from "@/app/_commands/registry/review";

const command = (one: unknown) => one as Command;

describe("keys that a person has changed", () => {
  it("drop commands that there are no longer, and keys that can't be pressed alone", () => {
    const keys = { "pairs.fits": "j", "pairs.gone": "x", "pairs.skip": "f12", "pairs.why": null };
    expect(knownBindings({ keys })).toEqual({ "pairs.fits": "j", "pairs.why": null });
  });

  it("are refused where another command of the same place has them", () => {
    expect(holderOf("s", command(pairs.fits), {})?.id).toBe("pairs.skip");
    expect(holderOf("?", command(pairs.fits), {})?.id).toBe("frame.help");
    expect(holderOf("k", command(pairs.fits), {}), "K is Review's own").toBeNull();
    expect(holderOf("t", command(openHelp), {})?.id, "what holds everywhere clashes anywhere").toBe("pairs.take-along");
    expect(holderOf("s", command(pairs.fits), { "pairs.skip": "x" }), "given up by who had it").toBeNull();
    expect(holderOf("h", command(review.keep), {})?.id).toBe("frame.help");
  });

  it("are one character, whatever the alphabet", () => {
    expect(["j", "é", "7", "/"].every(isSingle)).toBe(true);
    expect(["", " ", "enter", "ab"].some(isSingle)).toBe(false);
  });

  it("run the command, and the old key does nothing any more", () => {
    const on = { canAnswer: true, answer: () => {} } as never;
    const bindings = { "pairs.fits": "j" };
    expect(commandFor("j", { pairs: on }, bindings)).not.toBeNull();
    expect(commandFor("f", { pairs: on }, bindings)).toBeNull();
  });
});

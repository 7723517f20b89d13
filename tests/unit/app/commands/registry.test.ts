import { describe, expect, it } from "vitest";
import { type Command, keyOf, places } from "@/app/_commands/command";
import { commands } from "@/app/_commands/registry";
import { reasons } from "@/app/_commands/registry/pairs";
import { pairReasons } from "@/lib/labels/schema";

const all = commands as readonly Command[];

describe("the command registry", () => {
  for (const place of places) {
    it(`has no two commands on one key in ${place}`, () => {
      const here = all.filter(({ where }) => where === place || where === "everywhere");
      const keys = here.flatMap((command) => keyOf(command, place) ?? []);
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    });
  }

  it("has each id once and a title for each", () => {
    const ids = all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(all.filter(({ title }) => title.trim() === "")).toEqual([]);
  });

  it("offers every reason under the number of its place", () => {
    expect(reasons.map(({ key }) => key)).toEqual(pairReasons.map((_, index) => String(index + 1)));
  });

  it("keeps the keys that stylists and reviewers were promised", () => {
    const keyed = (place: "pairs" | "review") =>
      all.filter(({ where }) => where === place).flatMap((command) => keyOf(command, place) ?? []);
    expect(keyed("pairs")).toEqual(expect.arrayContaining(["f", "c", "n", "s", "u", "d", "z", "g", "w"]));
    expect(keyed("review")).toEqual(expect.arrayContaining(["k", "t", "o", "a", "?", "u", "s"]));
  });
});

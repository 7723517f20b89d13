import { expect, it } from "vitest";
import { canCatchUp } from "@/lib/recommend/neighbours/rules";

const kept = { encoderId: "a", position: "9000000000000000001", at: 0 };
const now = { encoderId: "a", position: "9000000000000000002", at: 3_600_000 };

it("an index that was kept an hour ago is brought up to date", () => {
  expect(canCatchUp(kept, now)).toBe(true);
});

it.each([
  ["of another encoder", { ...now, encoderId: "b" }],
  ["so old that what has changed since is forgotten", { ...now, at: 25 * 3_600_000 }],
  ["of a database whose transactions count anew", { ...now, position: "9000000000000000000" }],
])("one %s is made anew", (_, then) => {
  expect(canCatchUp(kept, then)).toBe(false);
});

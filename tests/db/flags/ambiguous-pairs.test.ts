import { expect, it } from "vitest";
import { ambiguousPairs, flagFindings } from "@/lib/flags/answers/data";
import { undoLabel } from "@/lib/labels/undo-label";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makeCategory, makeProduct } from "@/tests/support/factories";
import { answered, made, reviewer } from "./catalogue-rules/rule-world";

it("lists the pairs that are called the same again and again, in either order, and what they weigh now", async () => {
  // The lower id comes first in the list.
  const tops = await makeCategory();
  const [blouses, skirts] = await Promise.all([makeCategory(), makeCategory()]);
  const ask = async (given: number, proposed: number, verdict: "ambiguous" | "take" | "keep") =>
    answered((await makeProduct({ categoryId: given })).id, proposed, verdict);
  for (let i = 0; i < 3; i++) {
    await ask(tops.id, blouses.id, "ambiguous");
    await ask(tops.id, skirts.id, "take");
  }
  await ask(blouses.id, tops.id, "ambiguous");
  await ask(tops.id, blouses.id, "keep");
  await ask(tops.id, skirts.id, "ambiguous");
  const pairs = await ambiguousPairs(await makeAllowed("manager", "oversee"));
  expect(pairs).toMatchObject([
    { first: { id: tops.id, name: tops.name }, second: { id: blouses.id }, ambiguous: 4, kept: 1, errors: 0 },
  ]);
  expect(pairs[0]!.weight).toBeLessThan(0.8);
});

it("a finding is a person's standing answer to a flag of the network: no rule's, none undone", async () => {
  const before = (await flagFindings()).length;
  const [given, proposed] = await Promise.all([makeCategory(), makeCategory()]);
  const first = await answered((await makeProduct({ categoryId: given.id })).id, proposed.id, "keep");
  const found = (await flagFindings()).filter((finding) => finding.given === given.id);
  expect(found).toEqual([{ given: given.id, proposed: proposed.id, score: 0.9, outcome: "keep" }]);
  await undoLabel(first.by, { labelId: first.labelId });
  await made(await reviewer(), {
    id: crypto.randomUUID(),
    name: "all of it",
    says: "belongs",
    mode: "fix",
    categoryId: proposed.id,
    conditions: [{ about: "category", categoryIds: [given.id] }],
  });
  expect(await flagFindings()).toHaveLength(before);
});

it("the list is for those who oversee", async () => {
  expect(await allow((await reviewer()).userId, "oversee")).toMatchObject({ ok: false, code: "not-allowed" });
});

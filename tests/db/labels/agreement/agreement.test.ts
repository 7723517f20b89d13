import { beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { agreement } from "@/lib/labels/agreement/data";
import { makePair, makeUser } from "@/tests/support/factories";
import { opine } from "../opinions";

beforeEach(() => db().label.updateMany({ data: { supersededAt: new Date() } }));

it("nothing measured is nothing claimed, and left out of a set weighs what is assumed", async () => {
  expect(await agreement()).toEqual({
    interAnnotator: null,
    selfConsistency: null,
    gold: null,
    notChosen: { clashing: null, weight: 0.3 },
  });
});

it("self-consistency is one person's sure repeats of sure first looks, with Wilson's interval", async () => {
  for (const [first, again] of [
    ["fits", "fits"],
    ["clashes", "clashes"],
    ["fits", "clashes"],
    ["unsure", "fits"],
  ] as const) {
    const pair = await makePair();
    const userId = (await makeUser()).id;
    await opine(pair.id, first, { userId });
    await opine(pair.id, again, { userId, occasion: 1, slice: "repeat" });
    await opine(pair.id, again, { occasion: 1, slice: "repeat" });
  }
  const { selfConsistency } = await agreement();
  expect(selfConsistency).toMatchObject({ value: 2 / 3, n: 3 });
  expect(selfConsistency!.lower).toBeCloseTo(0.208, 2);
  expect(selfConsistency!.upper).toBeCloseTo(0.939, 2);
});

it("agreement between people is over pairs that several judged blind, alone and for sure", async () => {
  for (const second of ["fits", "fits", "fits", "clashes"] as const) {
    const pair = await makePair();
    await opine(pair.id, "fits");
    await opine(pair.id, second);
  }
  for (const verdict of ["clashes", "clashes"] as const) {
    const pair = await makePair();
    await opine(pair.id, verdict);
    await opine(pair.id, verdict);
    await opine(pair.id, "fits", { setId: crypto.randomUUID() });
    await opine(pair.id, "unsure");
  }
  const { interAnnotator } = await agreement();
  // Six units of two; 7 fits and 5 clashes in all, one unit differs: 1 - (2 / 12) / ((2 * 7 * 5) / (12 * 11)).
  expect(interAnnotator!.n).toBe(6);
  expect(interAnnotator!.value).toBeCloseTo(1 - 2 / 12 / (70 / 132), 6);
  expect(interAnnotator!.lower).toBeLessThanOrEqual(interAnnotator!.value);
});

it("gold is answered as agreed or not", async () => {
  const pair = await makePair();
  await db().goldPair.create({ data: { pairId: pair.id, verdict: "clashes", explanation: "Black keeps to itself." } });
  await opine(pair.id, "clashes", { slice: "gold", occasion: 2 });
  await opine(pair.id, "fits", { slice: "gold", occasion: 2 });
  await opine(pair.id, "fits");
  expect((await agreement()).gold).toMatchObject({ value: 0.5, n: 2 });
});

it("what left out of a set means is measured on pairs that were judged alone too", async () => {
  const setId = crypto.randomUUID();
  for (const alone of [["clashes"], ["fits"], ["fits", "clashes"], []] as const) {
    const pair = await makePair();
    await opine(pair.id, "notChosen", { setId });
    for (const verdict of alone) await opine(pair.id, verdict);
  }
  const never = await makePair();
  await opine(never.id, "clashes");
  const { clashing, weight } = (await agreement()).notChosen;
  expect(clashing).toMatchObject({ value: 0.5, n: 3 });
  expect(weight).toBeCloseTo((1.5 + 3) / 13, 6);
});

import { beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { notChosenWeight } from "@/lib/labels/agreement/data";
import { makePair } from "@/tests/support/factories";
import { opine } from "../opinions";

beforeEach(() => db().label.updateMany({ data: { supersededAt: new Date() } }));

it("left out of a set weighs what is assumed while nothing was measured", async () => {
  expect(await notChosenWeight()).toEqual({ clashing: null, weight: 0.3 });
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
  const { clashing, weight } = await notChosenWeight();
  expect(clashing).toMatchObject({ value: 0.5, n: 3 });
  expect(weight).toBeCloseTo((1.5 + 3) / 13, 6);
});

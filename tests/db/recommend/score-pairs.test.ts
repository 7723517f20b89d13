import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { closeJobs } from "@/lib/jobs/boss";
import { scorePairs } from "@/lib/recommend/score-pairs";
import { trainRun } from "@/lib/training/run/train-run";
import { startTraining } from "@/lib/training/start-training";
import { asSystem } from "@/lib/users/allow";
import { makeTinyHouse, type TinyHouse } from "../../support/tiny-house";

let house: TinyHouse;
beforeAll(async () => {
  house = await makeTinyHouse({ products: 120, outfits: 150 });
});
afterAll(closeJobs);

const scoresOf = async (pairs: [string, string][]) => {
  const result = await scorePairs(pairs.map(([a, b]) => ({ a, b })));
  if (!result.ok) throw new Error(result.code);
  return result.value;
};

it("before the first version there is nothing to score with", async () => {
  expect(await scorePairs([{ a: house.productIds[0]!, b: house.productIds[1]! }])).toMatchObject({
    ok: false,
    code: "unavailable",
  });
});

it("garments of one style go together better than garments of two", async () => {
  const started = await startTraining(asSystem("commandLine", "test"), { head: "compatibility", seed: 3 });
  if (!started.ok) throw new Error(started.code);
  await trainRun(started.value.runId, { config: { members: 3, epochs: 6, fewestSteps: 120 } });
  const rows = await db().product.findMany({ where: { isHoldout: false }, include: { correctedCategory: true } });
  const pairs = rows.flatMap((a) =>
    rows.filter((b) => a.id < b.id && a.categoryId !== b.categoryId).map((b) => [a.id, b.id] as [string, string]),
  );
  const scores = await scoresOf(pairs);
  const mean = (isSame: boolean) => {
    const kept = scores.filter(({ a, b }) => (house.styleOf.get(a) === house.styleOf.get(b)) === isSame);
    return kept.reduce((sum, row) => sum + row.score!, 0) / kept.length;
  };
  expect(mean(true)).toBeGreaterThan(mean(false) + 0.2);
  expect(
    scores.every(({ uncertainty, model }) => uncertainty! >= 0 && uncertainty! <= 1 && model === "compatibility v1"),
  ).toBe(true);
});

it("the order of the two garments makes no difference", async () => {
  const [a, b] = [house.productIds[2]!, house.productIds[9]!];
  const [ab, ba] = await scoresOf([
    [a, b],
    [b, a],
  ]);
  expect(ab!.score).toBeCloseTo(ba!.score!, 6);
});

it("an unknown product gets no score and is named, the other pairs keep theirs", async () => {
  const [a, b] = [house.productIds[2]!, house.productIds[9]!];
  const [known, unknown] = await scoresOf([
    [a, b],
    [a, "no-such-product"],
  ]);
  expect(unknown).toMatchObject({ score: null, uncertainty: null, unknown: ["no-such-product"] });
  expect(known!.score).not.toBeNull();
});

it("products that came after the training are scored too", async () => {
  const categoryId = house.categoryIds.get("Shoes")!;
  await db().product.create({
    data: {
      id: "late",
      groupId: "late",
      isHoldout: false,
      title: "Late shoe",
      sourceCategoryId: categoryId,
      sourceValues: { colour: ["unheard-of"] },
    },
  });
  const [row] = await scoresOf([["late", house.productIds[1]!]]);
  expect(row!.score).toBeGreaterThan(0);
});

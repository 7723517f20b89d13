import { readFileSync } from "node:fs";
import { join } from "node:path";
import { closeDb, db } from "@/lib/db";
import { demoFolder } from "@/lib/demo/create-demo";
import { simulateAnswers } from "@/lib/demo/simulate-answers";
import { closeJobs } from "@/lib/jobs/boss";
import { scorePairs } from "@/lib/recommend/score-pairs";
import { rankPairs } from "@/lib/training/rank/rank-pairs";
import { areaUnderCurve } from "@/ml/evaluation/ranking";
import { rngOf } from "@/ml/runtime/seed";
import { type Garment, makeHouse } from "@/prisma/demo/house";
import { areWorn, fitsTogether } from "@/prisma/demo/style-guide";
import { trainAndRank } from "./train-and-rank";

/* One arm of demo-quality, in a process and on a database of its own: answers, trains, ranks, measures, again and again.
   Arguments: seed, policy ("mix" or "random"), then the numbers of answers to measure at. Prints one line of JSON. */

export type ArmPoint = {
  answers: number;
  /** AUC of the house's own rule on pairs with a garment of the holdout. */
  pairAuc: number;
  /** Planted errors that the catalogue no longer has, and how many flags were answered for it. */
  errorsFound: number;
  flagsAnswered: number;
};

const testedPairs = 4_000;

function houseOf(): Map<string, Garment> {
  const { seed, products } = JSON.parse(readFileSync(join(demoFolder(), "truth.json"), "utf8"));
  return new Map(makeHouse(products, seed).map((garment) => [garment.id, garment]));
}

/** The same pairs for every arm: drawn among those that can be worn together, one end of the holdout. */
async function testPairs(house: Map<string, Garment>): Promise<{ a: string; b: string; fits: number }[]> {
  const rows = await db().product.findMany({ select: { id: true, isHoldout: true }, orderBy: { id: "asc" } });
  const holdout = rows.filter((row) => row.isHoldout);
  const rng = rngOf(20261124);
  const pairs: { a: string; b: string; fits: number }[] = [];
  while (pairs.length < testedPairs) {
    const a = house.get(holdout[Math.floor(rng() * holdout.length)]!.id)!;
    const b = house.get(rows[Math.floor(rng() * rows.length)]!.id)!;
    if (a.model !== b.model && areWorn(a, b)) pairs.push({ a: a.id, b: b.id, fits: fitsTogether(a, b) ? 1 : 0 });
  }
  return pairs;
}

async function measure(house: Map<string, Garment>, answers: number): Promise<ArmPoint> {
  const pairs = await testPairs(house);
  const scored = await scorePairs(pairs);
  if (!scored.ok) throw new Error(scored.code);
  const scores = Float32Array.from(scored.value, (row) => row.score!);
  const pairAuc = areaUnderCurve(
    scores,
    Float32Array.from(pairs, (pair) => pair.fits),
  );
  const fixed = await db().product.findMany({
    where: { correctedCategoryId: { not: null } },
    select: { id: true, correctedCategory: { select: { name: true } }, sourceCategory: { select: { name: true } } },
  });
  const errorsFound = fixed.filter(({ id, correctedCategory, sourceCategory }) => {
    const truth = house.get(id)!.category;
    return sourceCategory!.name !== truth && correctedCategory!.name === truth;
  }).length;
  const flagsAnswered = await db().label.count({ where: { head: "category", supersededAt: null } });
  return { answers, pairAuc, errorsFound, flagsAnswered };
}

const [seedText = "1", policy = "mix", ...stops] = process.argv.slice(2);
const seed = Number(seedText);
const house = houseOf();
const points: ArmPoint[] = [];
let answered = 0;
// From the first answer on the queue stands in this arm's order.
await rankPairs({ seed, policy: policy as "mix" | "random" });
for (const stop of stops.map(Number)) {
  if (stop > answered) {
    const done = await simulateAnswers({ labels: stop - answered, head: "both", seed: 1_000 * seed + stop });
    if (!done.ok) throw new Error(done.detail);
    answered = stop;
    await trainAndRank("compatibility", { seed, policy: policy as "mix" | "random" });
    await trainAndRank("category", { seed });
  }
  points.push(await measure(house, stop));
}
console.log(JSON.stringify(points));
await closeJobs();
await closeDb();
process.exit(0);

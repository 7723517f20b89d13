import { pairRates } from "@/ml/acquisition/pair-rates";
import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { pairKey, pairKeys } from "@/ml/datasets/pairs";
import { PART, splitByGroup } from "@/ml/datasets/split";
import { areaUnderCurve } from "@/ml/evaluation/ranking";
import { drawIndex, rngOf, seedFor } from "@/ml/runtime/seed";
import type { Garment } from "@/prisma/demo/house";
import { makeOutfits } from "@/prisma/demo/outfits";
import { areWorn, fitsTogether } from "@/prisma/demo/style-guide";
import { answerPair } from "@/prisma/demo/stylist";
import type { DemoGarments } from "./demo-garments";
import type { PairWorld } from "./pair-world";

const HOLDOUT_SHARE = 0.2;
const OUTFITS = 420;
const POOL = 12_000;
const TESTED = 4_000;
/** One answer in ten is wrong. */
const NOISE = 0.1;

/** The demo house with a holdout, outfits, a pool and a stylist of this seed. */
export function demoWorld(demo: DemoGarments, seed: number): PairWorld {
  const { garments } = demo;
  const n = garments.length;
  const part = splitByGroup(demo.group, new Uint8Array(n), HOLDOUT_SHARE, seedFor(seed, "holdout"));
  const holdout = part.map((side) => (side === PART.validation ? 1 : 0));
  const start = startOf(demo, holdout, seed);
  const test = testPairs(garments, holdout, seed);
  const truth = truthOf(garments, test);
  return {
    start,
    pool: drawPool(start, seed),
    ask(a, b, look) {
      const rng = rngOf(seedFor(seed, `answer ${pairKey(a, b, n)}/${look}`));
      const { verdict, reason } = answerPair(garments[a], garments[b], rng, NOISE);
      return verdict === "unsure" ? null : { fits: verdict === "fits" ? 1 : 0, reason };
    },
    measure: (score) => areaUnderCurve(score(test), truth),
  };
}

function startOf(demo: DemoGarments, holdout: Uint8Array, seed: number): CompatibilityDataset {
  const { garments, columns, attributes, family, season, group, encoder, embedding } = demo;
  const rowById = new Map(garments.map(({ id }, i) => [id, i]));
  const n = garments.length;
  const seen = new Set<number>();
  const positives: number[] = [];
  const outfit: number[] = [];
  makeOutfits(garments, OUTFITS, seed).forEach(({ items }, place) => {
    const rows = items.map(({ id }) => rowById.get(id) as number);
    for (let i = 0; i < rows.length; i++) {
      for (let j = i + 1; j < rows.length; j++) {
        const key = pairKey(rows[i], rows[j], n);
        if (seen.has(key)) continue;
        seen.add(key);
        positives.push(rows[i], rows[j]);
        outfit.push(place);
      }
    }
  });
  return {
    head: "compatibility",
    seed,
    columns,
    encoder,
    productIds: garments.map(({ id }) => id),
    embedding,
    attributes,
    group,
    holdout,
    family,
    season,
    positives: Int32Array.from(positives),
    positiveWeight: new Float32Array(outfit.length).fill(1),
    outfit: Int32Array.from(outfit),
    judged: new Int32Array(0),
    judgedY: new Float32Array(0),
    judgedWeight: new Float32Array(0),
    holdoutJudged: new Int32Array(0),
    holdoutJudgedY: new Float32Array(0),
  };
}

/** Pairs of visible products over the categories that outfits combine, by their rates, as the product's uniform slice
 *  draws them. */
function drawPool({ family, positives, holdout, group, productIds }: CompatibilityDataset, seed: number): Int32Array {
  const n = productIds.length;
  const rng = rngOf(seedFor(seed, "pool"));
  const rates = pairRates(family, positives, holdout);
  const taken = pairKeys(n, positives);
  const pairs: number[] = [];
  for (let tries = 0; pairs.length < 2 * POOL && tries < 20 * POOL; tries++) {
    const cell = rates.draw(rng);
    if (!cell) break;
    const a = cell.membersA[drawIndex(rng, cell.membersA.length)];
    const b = cell.membersB[drawIndex(rng, cell.membersB.length)];
    if (holdout[a] === 1 || holdout[b] === 1 || group[a] === group[b] || taken.has(pairKey(a, b, n))) continue;
    taken.add(pairKey(a, b, n));
    pairs.push(a, b);
  }
  return Int32Array.from(pairs);
}

/** Wearable pairs with a garment of the holdout, the other one any. */
function testPairs(garments: Garment[], holdout: Uint8Array, seed: number): Int32Array {
  const rng = rngOf(seedFor(seed, "test"));
  const unseen = Array.from(holdout.keys()).filter((i) => holdout[i] === 1);
  const pairs: number[] = [];
  while (pairs.length < 2 * TESTED) {
    const [a, b] = [unseen[drawIndex(rng, unseen.length)], drawIndex(rng, garments.length)];
    if (garments[a].model !== garments[b].model && areWorn(garments[a], garments[b])) pairs.push(a, b);
  }
  return Int32Array.from(pairs);
}

function truthOf(garments: Garment[], pairs: Int32Array): Float32Array {
  return Float32Array.from({ length: pairs.length / 2 }, (_, p) =>
    fitsTogether(garments[pairs[2 * p]], garments[pairs[2 * p + 1]]) ? 1 : 0,
  );
}

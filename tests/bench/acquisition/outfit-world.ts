import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { NegativeSampler } from "@/ml/datasets/negatives";
import { pairKey, pairKeys, selectPairs, takePairs } from "@/ml/datasets/pairs";
import { PART, splitByGroup } from "@/ml/datasets/split";
import { sameFamilySeasonQuestions } from "@/ml/evaluation/pair-questions";
import { areaUnderCurve } from "@/ml/evaluation/ranking";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, takeRows } from "@/ml/runtime/matrix";
import { fitReduction, reduce } from "@/ml/runtime/reduction";
import { permutation, rngOf, seedFor } from "@/ml/runtime/seed";
import type { PairWorld } from "./pair-world";

const HOLDOUT_SHARE = 0.1;
/** Share of the outfits that the first model has seen; the pairs of the others are what there is to find out. */
const SEEN_SHARE = 0.03;
const POOL_POSITIVES = 6_000;
const COMPONENTS = 64;

/** A real catalogue without its own holdout products, its embeddings reduced once: what a replay needs of it. */
export function visibleCatalogue(tf: TensorFlow, dataset: CompatibilityDataset): CompatibilityDataset {
  const { productIds, columns, positives, encoder } = dataset;
  const kept = Int32Array.from(productIds.keys()).filter((i) => dataset.holdout[i] === 0);
  const placeOf = new Map(Array.from(kept, (i, place) => [i, place]));
  const pick = (values: Int32Array) => Int32Array.from(kept, (i) => values[i]);
  const chosen = selectPairs(positives, (i, j) => placeOf.has(i) && placeOf.has(j));
  const embedding = reduceOnce(tf, takeRows(dataset.embedding, kept));
  return {
    ...dataset,
    productIds: Array.from(kept, (i) => productIds[i]),
    embedding,
    encoder: { ...encoder, dimension: embedding.columns },
    attributes: Int32Array.from({ length: kept.length * columns.length }, (_, at) => {
      const [row, column] = [Math.floor(at / columns.length), at % columns.length];
      return dataset.attributes[kept[row] * columns.length + column];
    }),
    group: pick(dataset.group),
    family: pick(dataset.family),
    season: pick(dataset.season),
    holdout: new Uint8Array(kept.length),
    positives: takePairs(positives, chosen).map((i) => placeOf.get(i) as number),
    positiveWeight: Float32Array.from(chosen, (p) => dataset.positiveWeight[p]),
    outfit: Int32Array.from(chosen, (p) => dataset.outfit[p]),
    judged: new Int32Array(0),
    judgedY: new Float32Array(0),
    judgedWeight: new Float32Array(0),
    holdoutJudged: new Int32Array(0),
    holdoutJudgedY: new Float32Array(0),
    queued: new Int32Array(0),
  };
}

function reduceOnce(tf: TensorFlow, embedding: Matrix): Matrix {
  const rows = Int32Array.from({ length: embedding.rows }, (_, i) => i);
  return reduce(fitReduction(tf, embedding, rows, COMPONENTS), embedding, tf);
}

/** A house whose outfits are a one-sided truth: a pair of an outfit fits, and a pair that none holds is taken for a clash.
 *  The first model has seen some outfits; the pool holds pairs of the others, each beside one with an end of the same
 *  family and season instead. Measured on products of a holdout of this seed. */
export function outfitWorld(all: CompatibilityDataset, seed: number): PairWorld {
  const n = all.productIds.length;
  const part = splitByGroup(all.group, new Uint8Array(n), HOLDOUT_SHARE, seedFor(seed, "holdout"));
  const holdout = part.map((side) => (side === PART.validation ? 1 : 0));
  const house = { ...all, holdout };
  const isSeen = seenOutfits(all.outfit, seed);
  const known = pairKeys(n, all.positives);
  const questions = sameFamilySeasonQuestions(house, seed);
  const shown = selectPairs(all.positives, () => true).filter((p) => isSeen(all.outfit[p]));
  return {
    start: {
      ...house,
      positives: takePairs(all.positives, shown),
      positiveWeight: Float32Array.from(shown, (p) => all.positiveWeight[p]),
      outfit: Int32Array.from(shown, (p) => all.outfit[p]),
    },
    pool: drawPool(house, isSeen, known, seed),
    ask: (a, b) => ({ fits: known.has(pairKey(a, b, n)) ? 1 : 0 }),
    measure: (score) => areaUnderCurve(score(questions.pairs), questions.target),
  };
}

function seenOutfits(outfit: Int32Array, seed: number): (outfit: number) => boolean {
  const outfits = [...new Set(outfit)];
  const order = permutation(rngOf(seedFor(seed, "outfits")), outfits.length);
  const seen = new Set(Array.from(order.subarray(0, Math.round(SEEN_SHARE * outfits.length)), (at) => outfits[at]));
  return (one) => seen.has(one);
}

function drawPool(
  house: CompatibilityDataset,
  isSeen: (outfit: number) => boolean,
  known: Set<number>,
  seed: number,
): Int32Array {
  const { positives, holdout, outfit, productIds } = house;
  const rng = rngOf(seedFor(seed, "pool"));
  const visible = Int32Array.from(productIds.keys()).filter((i) => holdout[i] === 0);
  const sampler = new NegativeSampler(house, visible, known);
  const unseen = selectPairs(positives, (i, j) => holdout[i] === 0 && holdout[j] === 0).filter(
    (p) => !isSeen(outfit[p]),
  );
  const pairs: number[] = [];
  const taken = new Set<number>();
  const add = (a: number, b: number) => {
    const key = pairKey(a, b, productIds.length);
    if (taken.has(key)) return;
    taken.add(key);
    pairs.push(a, b);
  };
  for (const at of permutation(rng, unseen.length).subarray(0, POOL_POSITIVES)) {
    const [a, b] = [positives[2 * unseen[at]], positives[2 * unseen[at] + 1]];
    const [kept, replaced] = rng() < 0.5 ? [a, b] : [b, a];
    const drawn = sampler.drawSameFamilySeason(rng, kept, replaced);
    add(a, b);
    if (drawn !== null) add(kept, drawn);
  }
  return Int32Array.from(pairs);
}

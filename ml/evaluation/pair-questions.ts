import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { NegativeSampler } from "@/ml/datasets/negatives";
import { pairKey, pairKeys, selectPairs } from "@/ml/datasets/pairs";
import { drawIndex, type Rng, rngOf, seedFor } from "@/ml/runtime/seed";

/** Pairs [p, 2] to be told apart, with the garment model of the holdout product that each turns on: the unit that
 *  intervals are drawn over. */
export type PairQuestions = { pairs: Int32Array; target: Float32Array; cluster: Int32Array };

/** FITB questions: pairs [q · candidates, 2], the true one first in each block; cluster [q]. */
export type ChoiceQuestions = { pairs: Int32Array; candidates: number; cluster: Int32Array };

type True = { kept: number; replaced: number }[];

/** The outfit pairs with a holdout product, each with the end that a question replaces: always a holdout one, so that
 *  a wrong answer is as new to the model as the right one. */
function truePairs(dataset: CompatibilityDataset, rng: Rng): True {
  const { positives, holdout } = dataset;
  return Array.from(
    selectPairs(positives, (i, j) => holdout[i] === 1 || holdout[j] === 1),
    (p) => {
      const [a, b] = [positives[2 * p], positives[2 * p + 1]];
      const isFirst = holdout[a] === 1 && (holdout[b] === 0 || rng() < 0.5);
      return isFirst ? { kept: b, replaced: a } : { kept: a, replaced: b };
    },
  );
}

/** Headline: negatives of the same family and the same season among the holdout products. */
export function sameFamilySeasonQuestions(dataset: CompatibilityDataset, seed: number): PairQuestions {
  const rng = rngOf(seedFor(seed, "same family and season"));
  const sampler = holdoutSampler(dataset);
  return questionsOf(dataset, truePairs(dataset, rng), ({ kept, replaced }) =>
    sampler.drawSameFamilySeason(rng, kept, replaced),
  );
}

/** The same kind of question about pairs of seen products: `heldBack` are outfit pairs [h, 2] that were taken out of the
 *  training. Either end is replaced, by a visible product that forms no outfit pair with the other, held back or not. */
export function heldBackQuestions(dataset: CompatibilityDataset, heldBack: Int32Array, seed: number): PairQuestions {
  const rng = rngOf(seedFor(seed, "held back"));
  const n = dataset.productIds.length;
  const visible = Int32Array.from({ length: n }, (_, i) => i).filter((i) => dataset.holdout[i] === 0);
  const sampler = new NegativeSampler(dataset, visible, pairKeys(n, dataset.positives, heldBack));
  const seen = selectPairs(heldBack, (i, j) => dataset.holdout[i] === 0 && dataset.holdout[j] === 0);
  const truths = Array.from(seen, (p) => {
    const [a, b] = [heldBack[2 * p], heldBack[2 * p + 1]];
    return rng() < 0.5 ? { kept: b, replaced: a } : { kept: a, replaced: b };
  });
  return questionsOf(dataset, truths, ({ kept, replaced }) => sampler.drawSameFamilySeason(rng, kept, replaced));
}

/** Second headline: the same, but drawn as often as they stand in outfits, since an end of a true pair is popular by
 *  construction. */
export function degreeMatchedQuestions(dataset: CompatibilityDataset, seed: number): PairQuestions {
  const rng = rngOf(seedFor(seed, "degree-matched"));
  const truths = truePairs(dataset, rng);
  const known = pairKeys(dataset.productIds.length, dataset.positives);
  // A list with every product as often as it is the end of a true pair: a uniform draw from it is matched by degree.
  const ends = new Map<string, number[]>();
  const keyOf = (i: number) => `${dataset.family[i]}/${dataset.season[i]}`;
  for (const { replaced } of truths) {
    if (!ends.has(keyOf(replaced))) ends.set(keyOf(replaced), []);
    ends.get(keyOf(replaced))?.push(replaced);
  }
  return questionsOf(dataset, truths, ({ kept, replaced }) => {
    const alike = ends.get(keyOf(replaced)) ?? [];
    for (let attempt = 0; attempt < 16; attempt++) {
      const drawn = alike[drawIndex(rng, alike.length)];
      if (drawn !== kept && drawn !== replaced && !known.has(pairKey(kept, drawn, dataset.productIds.length)))
        return drawn;
    }
    return null;
  });
}

/** Fill in the blank among `candidates` holdout products of one family and season. */
export function choiceQuestions(dataset: CompatibilityDataset, seed: number, candidates = 4): ChoiceQuestions {
  const rng = rngOf(seedFor(seed, "fill in the blank"));
  const sampler = holdoutSampler(dataset);
  const pairs: number[] = [];
  const cluster: number[] = [];
  for (const { kept, replaced } of truePairs(dataset, rng)) {
    const others = new Set<number>();
    for (let attempt = 0; attempt < 4 * candidates && others.size < candidates - 1; attempt++) {
      const drawn = sampler.drawSameFamilySeason(rng, kept, replaced);
      if (drawn === null) break;
      others.add(drawn);
    }
    if (others.size < candidates - 1) continue;
    for (const end of [replaced, ...others]) pairs.push(kept, end);
    cluster.push(dataset.group[replaced]);
  }
  return { pairs: Int32Array.from(pairs), candidates, cluster: Int32Array.from(cluster) };
}

function holdoutSampler(dataset: CompatibilityDataset): NegativeSampler {
  const n = dataset.productIds.length;
  const pool = Int32Array.from({ length: n }, (_, i) => i).filter((i) => dataset.holdout[i] === 1);
  return new NegativeSampler(dataset, pool, pairKeys(n, dataset.positives));
}

function questionsOf(
  dataset: CompatibilityDataset,
  truths: True,
  draw: (truth: True[number]) => number | null,
): PairQuestions {
  const pairs: number[] = [];
  const target: number[] = [];
  const cluster: number[] = [];
  for (const truth of truths) {
    const drawn = draw(truth);
    if (drawn === null) continue;
    pairs.push(truth.kept, truth.replaced, truth.kept, drawn);
    target.push(1, 0);
    cluster.push(dataset.group[truth.replaced], dataset.group[truth.replaced]);
  }
  return { pairs: Int32Array.from(pairs), target: Float32Array.from(target), cluster: Int32Array.from(cluster) };
}

import { generateCandidates } from "@/ml/acquisition/candidates";
import { coverCells } from "@/ml/acquisition/cover-cells";
import { tellOtherColours } from "@/ml/acquisition/other-colours";
import { contradiction, margin, mix, mutualInformation, productMix, random } from "@/ml/acquisition/strategies";
import type { AcquisitionStrategy } from "@/ml/acquisition/strategy";
import { capPerItem, clustered, diverse, newFirst, softRank } from "@/ml/acquisition/wrappers";
import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { pairKey, pairKeys, selectPairs, takePairs } from "@/ml/datasets/pairs";
import type { PairScorer } from "@/ml/evaluation/controls";
import { normaliseRows } from "@/ml/runtime/matrix";
import { permutation } from "@/ml/runtime/seed";
import type { PairWorld } from "./pair-world";
import type { Answered, Arm } from "./replay";

/** The arm that every other one is compared with. */
export const CONTROL = "random";

/** Picks that are spread over clusters or kept apart; k-means over more would take longer than a training. */
const SPREAD = 300;
const TURNS_PER_PRODUCT = 3;

/** Mostly what the members disagree on: the mix that the product had before this bench. */
const DOUBTS = "5 mutual information, 3 margin, 2 random";
const doubts = mix([
  { strategy: mutualInformation, share: 5 },
  { strategy: margin, share: 3 },
  { strategy: random, share: 2 },
]);

/** What the model finds plausible: a clash among it is a hard negative. */
const plausible: AcquisitionStrategy = {
  name: "plausible",
  acquire(pool, n, rng) {
    const fits = (i: number) => pool.probabilities.data[2 * i + 1];
    return permutation(rng, pool.probabilities.rows)
      .sort((a, b) => fits(b) - fits(a))
      .slice(0, n);
  },
};

const byStrategy: Record<string, AcquisitionStrategy> = {
  [CONTROL]: random,
  margin,
  "mutual information": mutualInformation,
  [DOUBTS]: capPerItem(doubts, TURNS_PER_PRODUCT),
  "margin, clustered": clustered(margin, SPREAD),
  "mutual information, core-set": diverse(mutualInformation, SPREAD),
  "mutual information, drawn by rank": softRank(mutualInformation),
  "plausible, drawn by rank": softRank(plausible),
  "category pairs": coverCells(random),
  "product's mix": capPerItem(productMix(), TURNS_PER_PRODUCT),
};

/** Every strategy, then ways to use more of each answer. */
export const pairArms: Arm[] = [
  ...Object.entries(byStrategy).map(([name, strategy]) => ({ name, strategy, learn: learnAnswers })),
  { name: "random of the product's pool", strategy: random, learn: learnAnswers, pool: productPool },
  {
    name: "1 contradiction to 9 random",
    strategy: mix([
      { strategy: newFirst(random), share: 9 },
      { strategy: contradiction, share: 1 },
    ]),
    learn: learnAnswers,
    revisits: true,
  },
  { name: "random, fits as outfits", strategy: random, learn: learnAsOutfits },
  { name: "random, told of other colours", strategy: random, learn: learnForColours },
  { name: `${DOUBTS}, told of other colours`, strategy: capPerItem(doubts, TURNS_PER_PRODUCT), learn: learnForColours },
  {
    name: "product's mix, told of other colours",
    strategy: capPerItem(productMix(), TURNS_PER_PRODUCT),
    learn: learnForColours,
  },
];

/** Retraining alone, which learning between the trainings is compared with. */
export const ALONE = "product's mix, told of other colours";

const shipped = { strategy: capPerItem(productMix(), TURNS_PER_PRODUCT), learn: learnForColours };

/** The product's way with what its online learning adds, whole and in parts. */
export const onlineArms: Arm[] = [
  { name: ALONE, ...shipped },
  { name: "learning from each answer", ...shipped, online: { learns: true, spreads: true } },
  { name: "learning from each answer, twins do not wait", ...shipped, online: { learns: true, spreads: false } },
  { name: "twins wait, nothing is learnt", ...shipped, online: { learns: false, spreads: true } },
];

/** Each answer as one judged pair. An outfit pair that was judged a clash is no positive any more. */
function learnAnswers(start: CompatibilityDataset, answers: Answered[]): CompatibilityDataset {
  return {
    ...withoutClashes(start, answers),
    judged: endsOf(answers),
    judgedY: Float32Array.from(answers, ({ fits }) => fits),
    judgedWeight: new Float32Array(answers.length).fill(1),
  };
}

/** The same, and a clash that was explained by anything but colour is told of the models' other colours. */
function learnForColours(start: CompatibilityDataset, answers: Answered[]): CompatibilityDataset {
  const own = learnAnswers(start, answers);
  const told = tellOtherColours(
    { pairs: own.judged, target: own.judgedY, holdsForModels: Uint8Array.from(answers, isOfTheModels) },
    start,
    own.positives,
  );
  return {
    ...own,
    judged: Int32Array.from([...own.judged, ...told.pairs]),
    judgedY: Float32Array.from([...own.judgedY, ...told.target]),
    judgedWeight: Float32Array.from([...own.judgedWeight, ...told.weight]),
  };
}

const isOfTheModels = ({ fits, reason }: Answered) =>
  fits === 0 && reason !== undefined && reason !== "colour" ? 1 : 0;

/** Pairs that fit join those of the outfits, each with fresh negatives in every epoch; clashes are judged pairs. */
function learnAsOutfits(start: CompatibilityDataset, answers: Answered[]): CompatibilityDataset {
  const { positives, positiveWeight, outfit, ...rest } = withoutClashes(start, answers);
  const fits = answers.filter((answer) => answer.fits === 1);
  const clashes = answers.filter((answer) => answer.fits === 0);
  const next = outfit.reduce((most, one) => Math.max(most, one + 1), 0);
  return {
    ...rest,
    positives: Int32Array.from([...positives, ...endsOf(fits)]),
    positiveWeight: Float32Array.from([...positiveWeight, ...fits.map(() => 1)]),
    outfit: Int32Array.from([...outfit, ...fits.map((_, at) => next + at)]),
    judged: endsOf(clashes),
    judgedY: new Float32Array(clashes.length),
    judgedWeight: new Float32Array(clashes.length).fill(1),
  };
}

function withoutClashes(start: CompatibilityDataset, answers: Answered[]): CompatibilityDataset {
  const n = start.productIds.length;
  const clashes = pairKeys(n, endsOf(answers.filter(({ fits }) => fits === 0)));
  const kept = selectPairs(start.positives, (i, j) => !clashes.has(pairKey(i, j, n)));
  return {
    ...start,
    positives: takePairs(start.positives, kept),
    positiveWeight: Float32Array.from(kept, (p) => start.positiveWeight[p]),
    outfit: Int32Array.from(kept, (p) => start.outfit[p]),
  };
}

const endsOf = (answers: Answered[]) => Int32Array.from(answers.flatMap(({ a, b }) => [a, b]));

/** What the product would queue: look-alikes of outfit pairs, best partners, and an eighth drawn uniformly. */
async function productPool({ start, pool }: PairWorld, score: PairScorer, seed: number): Promise<Int32Array> {
  const { family, holdout, group, positives, productIds } = start;
  const none = new Int32Array(0);
  const inputs = {
    embedding: normaliseRows(start.embedding),
    family,
    holdout,
    group,
    positives,
    known: none,
    open: new Int32Array(productIds.length),
    score: async (pairs: Int32Array) => score(pairs),
  };
  const options = { target: pool.length / 2, perItem: 100, uniformShare: 1 / 8 };
  const { pairs } = await generateCandidates(inputs, options, seed);
  const visible = Array.from({ length: pairs.length / 2 }, (_, p) => [pairs[2 * p], pairs[2 * p + 1]]).filter(
    ([a, b]) => holdout[a] === 0 && holdout[b] === 0,
  );
  return Int32Array.from(visible.flat());
}

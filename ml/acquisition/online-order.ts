import { type Matrix, rowOf } from "@/ml/runtime/matrix";
import { type Rng, rngOf, seedFor } from "@/ml/runtime/seed";
import { leadingColumns } from "@/ml/siamese/online-features";
import { type OnlinePosterior, posteriorLogits, posteriorVariance, probitChance } from "./online-posterior";
import { interleave, LEANING, SHARES, TURNS_PER_PRODUCT } from "./strategies";

/** A pool whose pairs are ordered again and again as answers come. features [n, d] and logit [n] as the posterior takes
 *  them; mutualInformation [n] of the network's members; items [n, 2] the products of each pair; twins [n] a number that
 *  pairs of the same two garment models share, whatever their colours. */
export type OnlinePool = {
  features: Matrix;
  logit: Float32Array;
  mutualInformation: Float32Array;
  items: Int32Array;
  twins: Int32Array;
};

/** What chance decides, drawn once for each pair, so that one more answer moves only what it is about. */
export type OnlineLots = { lean: Float32Array; draw: Float32Array };

/** isOpen [n]: 1 where a pair may be asked. answered: rows that answers were given to, once for each answer. */
export type OnlineState = {
  posterior: OnlinePosterior;
  pool: OnlinePool;
  lots: OnlineLots;
  isOpen: Uint8Array;
  answered: ArrayLike<number>;
};

/** The pairs to ask next, best first, with the chance of "fits" that each has now. */
export type OnlineOrder = { rows: Int32Array; chance: Float32Array };

/** Pairs looked at closely for each that is wanted: enough that the cap per product does not empty the list. */
const SHORTLIST = 3;

/** Precision of the prior [d]. Shift and stretch are free, since many a first model is badly calibrated for judged pairs.
 *  The components' weights are held near the network's: at variance 1 the demo's AUC on unseen garments fell by .01 to .03
 *  after 250 answers, at .1 it rose by .005 after 1,000; the evidence alone asks for .3 to 1. */
export function onlinePrior(d: number): Float64Array {
  return Float64Array.from({ length: d }, (_, j) => (j < leadingColumns ? 1 : 10));
}

/** Lots of n pairs. Same seed and n, same lots. */
export function drawLots(n: number, seed: number): OnlineLots {
  const [lean, draw] = [rngOf(seedFor(seed, "lean")), rngOf(seedFor(seed, "draw"))];
  const gumbel = (rng: Rng) => -Math.log(-Math.log(1 - rng() || Number.MIN_VALUE));
  return {
    lean: Float32Array.from({ length: n }, () => gumbel(lean)),
    draw: Float32Array.from({ length: n }, () => draw()),
  };
}

/** A number for each pair of garment models: pairs [n, 2] of products, group their garment models → [n]. */
export function twinsOf(pairs: Int32Array, group: ArrayLike<number>): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from({ length: pairs.length / 2 }, (_, i) => {
    const [a, b] = [group[pairs[2 * i]], group[pairs[2 * i + 1]]];
    const key = `${Math.min(a, b)}/${Math.max(a, b)}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

/** The product's mix over what the posterior believes now: the same shares, leaning and cap, of the open pairs alone. What
 *  a pair is worth is divided by one more than the answers that its twins have, so that the tenth near-duplicate of what
 *  was just answered is not asked. At most `count` rows; O(n · d) for the pool and O(d²) for each of a shortlist. */
export function onlineOrder({ posterior, pool, lots, isOpen, answered }: OnlineState, count: number): OnlineOrder {
  const { features, logit, mutualInformation, items } = pool;
  const rows = Int32Array.from(isOpen.keys()).filter((i) => isOpen[i] === 1);
  const wanted = Math.min(rows.length, SHORTLIST * count);
  const fewer = Math.min(rows.length, count);
  const discount = discounts(pool.twins, answered);
  const logits = posteriorLogits(posterior, features, logit);
  const scratch = new Float64Array(features.columns);
  const chanceOf = (i: number) => probitChance(logits[i], posteriorVariance(posterior, rowOf(features, i), scratch));

  const doubt = (i: number) => discount[i] * (1 - Math.abs(Math.tanh(logits[i] / 2)));
  const ladder = Float32Array.from(rows, doubt).sort();
  const orders = [
    best(rows, (i) => lots.lean[i] - LEANING * Math.log(1 + countAbove(ladder, doubt(i))), wanted),
    best(rows, (i) => discount[i] * mutualInformation[i], fewer),
    best(rows, (i) => discount[i] * lots.draw[i], fewer),
  ];
  const mixed = interleave(orders, [SHARES.margin, SHARES.mutualInformation, SHARES.random], wanted);
  const picked = capped(mixed, items, count);
  return { rows: picked, chance: Float32Array.from(picked, chanceOf) };
}

function discounts(twins: Int32Array, answered: ArrayLike<number>): Float32Array {
  const answers = new Map<number, number>();
  for (let at = 0; at < answered.length; at++) {
    const twin = twins[answered[at]];
    answers.set(twin, (answers.get(twin) ?? 0) + 1);
  }
  return Float32Array.from(twins, (twin) => 1 / (1 + (answers.get(twin) ?? 0)));
}

/** How many of the sorted values are larger. */
function countAbove(sorted: Float32Array, value: number): number {
  let [low, high] = [0, sorted.length];
  const same = Math.fround(value);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= same) low = middle + 1;
    else high = middle;
  }
  return sorted.length - low;
}

/** The `count` rows of the largest values, largest first; of equal ones the first. Sorting numbers alone is ten times
 *  faster than sorting rows by them, so the bar that they have to clear comes first. */
function best(rows: Int32Array, worthOf: (row: number) => number, count: number): Int32Array {
  const values = Float32Array.from(rows, worthOf);
  const bar = values.slice().sort()[Math.max(0, values.length - count)] ?? 0;
  const cleared = Int32Array.from(rows.keys()).filter((at) => values[at] >= bar);
  return cleared
    .sort((a, b) => values[b] - values[a] || a - b)
    .slice(0, count)
    .map((at) => rows[at]);
}

/** At most a few pairs of any product first, then the rest → at most `count`. */
function capped(order: Int32Array, items: Int32Array, count: number): Int32Array {
  const turns = new Map<number, number>();
  const turnsOf = (item: number) => turns.get(item) ?? 0;
  const [first, rest]: [number[], number[]] = [[], []];
  for (const i of order) {
    const [a, b] = [items[2 * i], items[2 * i + 1]];
    const hasTurn = turnsOf(a) < TURNS_PER_PRODUCT && turnsOf(b) < TURNS_PER_PRODUCT;
    if (hasTurn) for (const item of [a, b]) turns.set(item, turnsOf(item) + 1);
    (hasTurn ? first : rest).push(i);
  }
  return Int32Array.from([...first, ...rest].slice(0, count));
}

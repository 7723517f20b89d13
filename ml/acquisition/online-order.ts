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

/** Answers about twins that halve what one more is worth. A second look at the same models is no waste where one answer in
 *  ten is wrong: waiting after the first answer already looked worse on the one seed that was run. */
const FEW = 3;

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
 *  a pair is worth falls with the answers that its twins have: hardly after the first, to a tenth after nine, so that the
 *  tenth near-duplicate of what was just answered is not asked. At most `count` rows; O(n · d) for the pool and O(d²) for each of a shortlist. */
export function onlineOrder({ posterior, pool, lots, isOpen, answered }: OnlineState, count: number): OnlineOrder {
  const { features, logit, mutualInformation, items } = pool;
  const rows = openRows(isOpen);
  const wanted = Math.min(rows.length, SHORTLIST * count);
  const fewer = Math.min(rows.length, count);
  const discount = discounts(pool.twins, answered);
  const logits = posteriorLogits(posterior, features, logit);
  const worth = (of: (row: number) => number) => {
    const values = new Float32Array(rows.length);
    for (let at = 0; at < rows.length; at++) values[at] = discount[rows[at]] * of(rows[at]);
    return values;
  };
  const orders = [
    best(
      rows,
      leaning(
        worth((i) => 2 / (1 + Math.exp(Math.abs(logits[i])))),
        rows,
        lots.lean,
      ),
      wanted,
    ),
    best(
      rows,
      worth((i) => mutualInformation[i]),
      fewer,
    ),
    best(
      rows,
      worth((i) => lots.draw[i]),
      fewer,
    ),
  ];
  const mixed = interleave(orders, [SHARES.margin, SHARES.mutualInformation, SHARES.random], wanted);
  const picked = capped(mixed, items, count);
  const scratch = new Float64Array(features.columns);
  const chanceOf = (i: number) => probitChance(logits[i], posteriorVariance(posterior, rowOf(features, i), scratch));
  return { rows: picked, chance: Float32Array.from(picked, chanceOf) };
}

/** Keys of a draw that leans to larger values: by their rank, as softRank does, with each row's own lot. */
function leaning(values: Float32Array, rows: Int32Array, lots: Float32Array): Float32Array {
  const ladder = values.slice().sort();
  const keys = new Float32Array(rows.length);
  for (let at = 0; at < rows.length; at++)
    keys[at] = lots[rows[at]] - LEANING * Math.log(1 + countAbove(ladder, values[at]));
  return keys;
}

function openRows(isOpen: Uint8Array): Int32Array {
  const rows = new Int32Array(isOpen.length);
  let open = 0;
  for (let i = 0; i < isOpen.length; i++) if (isOpen[i] === 1) rows[open++] = i;
  return rows.slice(0, open);
}

function discounts(twins: Int32Array, answered: ArrayLike<number>): Float32Array {
  const answers = new Map<number, number>();
  for (let at = 0; at < answered.length; at++) {
    const twin = twins[answered[at]];
    answers.set(twin, (answers.get(twin) ?? 0) + 1);
  }
  const out = new Float32Array(twins.length).fill(1);
  for (let i = 0; i < twins.length; i++) out[i] /= 1 + ((answers.get(twins[i]) ?? 0) / FEW) ** 2;
  return out;
}

/** How many of the sorted values are larger. */
function countAbove(sorted: Float32Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return sorted.length - low;
}

/** The `count` rows of the largest values, largest first; of equal ones the first. Sorting numbers alone is ten times
 *  faster than sorting rows by them, so the bar that they have to clear comes first. */
function best(rows: Int32Array, values: Float32Array, count: number): Int32Array {
  const bar = values.slice().sort()[Math.max(0, values.length - count)] ?? 0;
  const cleared: number[] = [];
  for (let at = 0; at < values.length; at++) if (values[at] >= bar) cleared.push(at);
  cleared.sort((a, b) => values[b] - values[a] || a - b);
  return Int32Array.from(cleared.slice(0, count), (at) => rows[at]);
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

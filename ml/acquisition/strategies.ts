import { rowOf } from "@/ml/runtime/matrix";
import { permutation, sampleDistinct } from "@/ml/runtime/seed";
import { type AcquisitionStrategy, checkAsked, need, type Pool } from "./strategy";
import { softRank } from "./wrappers";

/** Highest value first; ties in random order, so that the pool's own order never decides. */
function byValue(name: string, scoreOf: (pool: Pool) => ArrayLike<number>): AcquisitionStrategy {
  return {
    name,
    acquire(pool, n, rng) {
      checkAsked(pool, n);
      const values = scoreOf(pool);
      return permutation(rng, pool.probabilities.rows)
        .sort((a, b) => values[b] - values[a])
        .slice(0, n);
    },
  };
}

const perRow = (pool: Pool, scoreOf: (row: Float32Array, i: number) => number): Float32Array =>
  Float32Array.from({ length: pool.probabilities.rows }, (_, i) => scoreOf(rowOf(pool.probabilities, i), i));

function topTwo(row: Float32Array): [number, number] {
  let first = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (const p of row) {
    if (p > first) [first, second] = [p, first];
    else if (p > second) second = p;
  }
  return [first, second];
}

/** Every example with the same chance. */
export const random: AcquisitionStrategy = {
  name: "random",
  acquire(pool, n, rng) {
    checkAsked(pool, n);
    return sampleDistinct(rng, pool.probabilities.rows, n);
  },
};

/** Shannon entropy of the prediction, in nats (Settles 2009, §3.1). */
export const entropy = byValue("entropy", (pool) =>
  perRow(pool, (row) => row.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0)),
);

/** 1 − gap between the two most probable classes (Scheffer et al. 2001). */
export const margin = byValue("margin", (pool) =>
  perRow(pool, (row) => {
    const [first, second] = topTwo(row);
    return 1 - (first - second);
  }),
);

/** 1 − probability of the most probable class (Lewis & Gale 1994). */
export const leastConfidence = byValue("least-confidence", (pool) => perRow(pool, (row) => 1 - topTwo(row)[0]));

/** What the members disagree on: BALD (Houlsby et al. 2011), here over an ensemble. */
export const mutualInformation = byValue("mutual-information", (pool) =>
  need(pool.mutualInformation, "mutualInformation", "mutual-information"),
);

/** Probability that the given class is wrong: for flags, the chance that a look finds an error. */
export const expectedError = byValue("expected-error", (pool) => {
  const given = need(pool.given, "given", "expected-error");
  return perRow(pool, (row, i) => 1 - (row[given[i]] ?? 0));
});

/** Least believed first among what is given already (an outfit's pair, an earlier label): a confident model at odds with
 *  it has met an error or an exception (self-confidence, Northcutt et al. 2021). Where nothing is given comes last. */
export const contradiction = byValue("contradiction", (pool) => {
  const given = need(pool.given, "given", "contradiction");
  return perRow(pool, (row, i) => (given[i] < 0 ? -1 : 1 - row[given[i]]));
});

/** Takes from several strategies in turn, in proportion to their shares, and never the same example twice. */
export function mix(parts: { strategy: AcquisitionStrategy; share: number }[]): AcquisitionStrategy {
  return {
    name: `mix(${parts.map(({ strategy, share }) => `${strategy.name} ${share}`).join(", ")})`,
    acquire(pool, n, rng) {
      checkAsked(pool, n);
      const orders = parts.map(({ strategy }) => strategy.acquire(pool, pool.probabilities.rows, rng));
      return interleave(
        orders,
        parts.map(({ share }) => share),
        n,
      );
    },
  };
}

/** Takes from orders in turn, in proportion to their shares, each example once → at most n, fewer when the orders end. */
export function interleave(orders: Int32Array[], shares: readonly number[], n: number): Int32Array {
  const taken = new Set<number>();
  const next = orders.map(() => 0);
  const debt = orders.map(() => 0);
  while (taken.size < n) {
    for (let part = 0; part < orders.length; part++) debt[part] += shares[part];
    const part = debt.indexOf(Math.max(...debt));
    if (debt[part] === Number.NEGATIVE_INFINITY) break;
    debt[part] -= shares.reduce((sum, share) => sum + share, 0);
    while (taken.has(orders[part][next[part]])) next[part]++;
    if (next[part] < orders[part].length) taken.add(orders[part][next[part]]);
    else debt[part] = Number.NEGATIVE_INFINITY;
  }
  return Int32Array.from(taken);
}

/** What the product uses for pairs: draws that lean to what the members doubt together, some of what they disagree on,
 *  some at random so that no region is never seen. On the demo house the members' disagreement alone taught less than a
 *  random order, doubt did not; with explained clashes told of other colours the mix is ahead of random, without them
 *  level. Shares: DECISIONS, "The acquisition mix". */
export const productMix = (): AcquisitionStrategy =>
  mix([
    { strategy: softRank(margin, LEANING), share: SHARES.margin },
    { strategy: mutualInformation, share: SHARES.mutualInformation },
    { strategy: random, share: SHARES.random },
  ]);

/** Places in ten of each part. */
export const SHARES = { margin: 6, mutualInformation: 2, random: 2 } as const;

/** Steepness of the draw: the same lean in a pool of any size, seven in ten of the first picks from the more doubtful half. */
export const LEANING = 0.5;

/** The same product comes at most this often before every other had its turn. */
export const TURNS_PER_PRODUCT = 3;

import { type Matrix, rowOf } from "@/ml/runtime/matrix";
import type { Rng } from "@/ml/runtime/seed";
import { clusterRepresentatives } from "./k-means";
import { type AcquisitionStrategy, checkAsked, need } from "./strategy";

/** At most `cap` pairs of any item before every pair under the cap is taken; the rest follow in the inner order. */
export function capPerItem(inner: AcquisitionStrategy, cap: number): AcquisitionStrategy {
  return {
    name: `${inner.name}, ≤ ${cap} per item`,
    acquire(pool, n, rng) {
      checkAsked(pool, n);
      const items = need(pool.items, "items", "a cap per item");
      const order = inner.acquire(pool, pool.probabilities.rows, rng);
      const seen = new Map<number, number>();
      const under: number[] = [];
      const over: number[] = [];
      for (const i of order) {
        const pair = [items[2 * i], items[2 * i + 1]];
        const fits = pair.every((item) => (seen.get(item) ?? 0) < cap);
        if (fits) for (const item of pair) seen.set(item, (seen.get(item) ?? 0) + 1);
        (fits ? under : over).push(i);
      }
      return Int32Array.from([...under, ...over].slice(0, n));
    },
  };
}

/** What nothing is given of before the rest, each in the inner order: beside contradiction in a mix, so that only the
 *  latter asks again. */
export function newFirst(inner: AcquisitionStrategy): AcquisitionStrategy {
  return {
    name: `${inner.name}, new ones`,
    acquire(pool, n, rng) {
      checkAsked(pool, n);
      const given = need(pool.given, "given", "a choice of new ones");
      const order = inner.acquire(pool, pool.probabilities.rows, rng);
      return followedBy(
        order.filter((i) => given[i] < 0),
        order,
        n,
      );
    },
  };
}

/** An order from which each next pick is drawn with a chance that falls as 1 / rank^steepness of the inner order: a batch
 *  drawn so repeats itself less than the top does (soft-rank acquisition, Kirsch et al. 2023, by Gumbel's trick). */
export function softRank(inner: AcquisitionStrategy, steepness = 1): AcquisitionStrategy {
  return {
    name: `${inner.name}, drawn by rank`,
    acquire(pool, n, rng) {
      checkAsked(pool, n);
      const order = inner.acquire(pool, pool.probabilities.rows, rng);
      const keys = Float64Array.from(
        order,
        (_, rank) => -steepness * Math.log(rank + 1) - Math.log(-Math.log(1 - rng() || Number.MIN_VALUE)),
      );
      return Int32Array.from(order.keys())
        .sort((a, b) => keys[b] - keys[a])
        .slice(0, n)
        .map((rank) => order[rank]);
    },
  };
}

const oversample = 4;

/** Spreads the first `spread` picks over clusters: k-means over the inner strategy's best 4 × spread, then the example
 *  nearest to each centre (Zhdanov 2019). The rest follow in the inner order. */
export function clustered(inner: AcquisitionStrategy, spread: number): AcquisitionStrategy {
  return {
    name: `${inner.name}, clustered`,
    acquire(pool, n, rng) {
      checkAsked(pool, n);
      const features = need(pool.features, "features", "clustering");
      const order = inner.acquire(pool, pool.probabilities.rows, rng);
      const top = order.subarray(0, Math.min(order.length, oversample * spread));
      const picked = clusterRepresentatives(features, top, Math.min(spread, n, top.length), rng);
      return followedBy(picked, order, n);
    },
  };
}

/** The picked ones, then what is left of the order → n. */
function followedBy(picked: ArrayLike<number>, order: Int32Array, n: number): Int32Array {
  const isPicked = new Set(Array.from(picked));
  return Int32Array.from([...isPicked, ...order.filter((i) => !isPicked.has(i))].slice(0, n));
}

/** Spreads the first `spread` picks: from the inner strategy's best 4 × spread, each next one lies farthest from those
 *  already picked (greedy k-centre; Sener & Savarese 2018). The rest follow in the inner order. */
export function diverse(inner: AcquisitionStrategy, spread: number): AcquisitionStrategy {
  return {
    name: `${inner.name}, diverse`,
    acquire(pool, n, rng: Rng) {
      checkAsked(pool, n);
      const features = need(pool.features, "features", "diversity");
      const order = inner.acquire(pool, pool.probabilities.rows, rng);
      const near = order.subarray(0, Math.min(order.length, oversample * spread));
      const picked = kCentre(features, near, Math.min(spread, n, near.length));
      return followedBy(picked, order, n);
    },
  };
}

function kCentre(features: Matrix, candidates: Int32Array, count: number): number[] {
  const distance = new Float64Array(candidates.length).fill(Number.POSITIVE_INFINITY);
  const picked: number[] = [];
  let at = 0;
  while (picked.length < count) {
    picked.push(candidates[at]);
    const centre = rowOf(features, candidates[at]);
    distance[at] = -1;
    for (let c = 0; c < candidates.length; c++) {
      if (distance[c] >= 0) distance[c] = Math.min(distance[c], squared(centre, rowOf(features, candidates[c])));
    }
    at = distance.indexOf(Math.max(...distance));
  }
  return picked;
}

function squared(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j] - b[j]) ** 2;
  return sum;
}

import { type Matrix, rowOf } from "@/ml/runtime/matrix";
import type { Rng } from "@/ml/runtime/seed";
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

const oversample = 4;

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
      const isPicked = new Set(picked);
      return Int32Array.from([...picked, ...order.filter((i) => !isPicked.has(i))].slice(0, n));
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

import type { Catalogue } from "@/ml/datasets/dataset";
import { type Matrix, normaliseRows, presentRows, takeRows } from "@/ml/runtime/matrix";
import { topK } from "@/ml/similarity/exact";

/** For each product with a photo, its k nearest products of other garment models; row r belongs to products[r]. */
export type NearestOthers = { products: Int32Array; k: number; index: Int32Array; cosine: Float32Array };

/** Looks them up in the encoder's own space, the one for "the same garment". index −1 where there are fewer than k. */
export function nearestOthers({ embedding, group }: Pick<Catalogue, "embedding" | "group">, k: number): NearestOthers {
  const present = presentRows(embedding);
  const products = Int32Array.from(present, (_, i) => i).filter((i) => present[i] === 1);
  const space: Matrix = takeRows(normaliseRows(embedding), products);
  const groups = products.map((i) => group[i]);
  const found = topK(space, space, k, { excludeGroup: { query: groups, base: groups } });
  return {
    products,
    k,
    index: found.index.map((at) => (at < 0 ? -1 : products[at])),
    cosine: found.score,
  };
}

/** Photos nearer than this are the same photo: float32 sums differ in the sixth place. */
const SAME = 1e-5;

/** 1 − cosine, on a logarithmic scale and never below that of the same photo. */
export function logDistance(cosine: number): number {
  return Math.log(Math.max(SAME, 1 - cosine));
}

/** Whether two photos are the same by content. */
export function isSamePhoto(cosine: number): boolean {
  return 1 - cosine <= SAME;
}

/** Median and robust deviation (1.4826 × median absolute deviation, as for a normal distribution); NaN of nothing. */
export function robustSpread(values: ArrayLike<number>): { median: number; deviation: number } {
  const median = medianOf(values);
  return { median, deviation: 1.4826 * medianOf(Array.from(values, (value) => Math.abs(value - median))) };
}

function medianOf(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

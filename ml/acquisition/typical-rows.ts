import { type Matrix, rowOf } from "@/ml/runtime/matrix";
import type { Rng } from "@/ml/runtime/seed";
import { clusterRepresentatives } from "./k-means";

/** Rows that clusters are looked for in: enough to show what a class looks like, few enough for a read. */
const MOST_ROWS = 400;

/** At most `count` of `rows` that show what their class looks like: from the half that lies nearest to the class's mean,
 *  one of each visual cluster and no two of one group. features [n, d], group [n], rows distinct indices into them. A row
 *  of zeros (no photo) is never typical. */
export function typicalRows(
  features: Matrix,
  rows: Int32Array,
  group: Int32Array,
  count: number,
  rng: Rng,
): Int32Array {
  const mean = meanOf(features, rows);
  const closeness = new Map(Array.from(rows, (row) => [row, dot(rowOf(features, row), mean)]));
  const seen = new Set<number>();
  const single = Array.from(rows)
    .filter((row) => rowOf(features, row).some((value) => value !== 0))
    .sort((a, b) => closeness.get(b)! - closeness.get(a)! || a - b)
    .filter((row) => !seen.has(group[row]) && seen.add(group[row]));
  const near = single.slice(0, Math.min(MOST_ROWS, Math.max(count, Math.ceil(single.length / 2))));
  return clusterRepresentatives(features, Int32Array.from(near), Math.min(count, near.length), rng);
}

function meanOf(features: Matrix, rows: Int32Array): Float32Array {
  const mean = new Float32Array(features.columns);
  for (const row of rows) {
    const vector = rowOf(features, row);
    for (let j = 0; j < mean.length; j++) mean[j] += vector[j] / rows.length;
  }
  return mean;
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, j) => sum + value * b[j], 0);

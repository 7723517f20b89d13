import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { drawIndex, type Rng } from "@/ml/runtime/seed";

/** Lloyd's rounds; the sum of distances hardly falls after a few. */
const ROUNDS = 6;

/** One row for each of `count` clusters of the rows named by `rows`: the one nearest to the cluster's centre, in the order
 *  in which the clusters were seeded. features [n, d], rows distinct indices → `count` distinct ones of them.
 *  Seeding: k-means++ (Arthur & Vassilvitskii 2007), then Lloyd's rounds. Throws RangeError when count > rows. */
export function clusterRepresentatives(features: Matrix, rows: Int32Array, count: number, rng: Rng): Int32Array {
  if (count > rows.length) throw new RangeError(`${count} clusters asked of ${rows.length} rows`);
  if (count === 0) return new Int32Array(0);
  return nearestOf(features, rows, centresOf(features, rows, count, rng));
}

/** The cluster of each of the rows named by `rows`, out of `count` → [rows.length]; a cluster may be empty. Seeding and
 *  rounds as for clusterRepresentatives. Throws RangeError when count > rows, or is 0 for some rows. */
export function clusterRows(features: Matrix, rows: Int32Array, count: number, rng: Rng): Int32Array {
  if (count > rows.length) throw new RangeError(`${count} clusters asked of ${rows.length} rows`);
  if (count === 0 && rows.length > 0) throw new RangeError(`no cluster for ${rows.length} rows`);
  const centres = centresOf(features, rows, count, rng);
  return rows.map((row) => nearestCentre(features, row, centres));
}

function centresOf(features: Matrix, rows: Int32Array, count: number, rng: Rng): Matrix {
  const centres = seedCentres(features, rows, count, rng);
  for (let round = 0; round < ROUNDS; round++) moveCentres(features, rows, centres);
  return centres;
}

/** Each next centre is a row drawn by its squared distance to the nearest centre so far. */
function seedCentres(features: Matrix, rows: Int32Array, count: number, rng: Rng): Matrix {
  const centres = matrixOf(count, features.columns);
  const distance = new Float64Array(rows.length).fill(Number.POSITIVE_INFINITY);
  let drawn = drawIndex(rng, rows.length);
  for (let c = 0; c < count; c++) {
    const centre = rowOf(features, rows[drawn]);
    rowOf(centres, c).set(centre);
    let total = 0;
    for (let r = 0; r < rows.length; r++) {
      distance[r] = Math.min(distance[r], squaredDistance(features, rows[r], centre));
      total += distance[r];
    }
    drawn = drawByWeight(distance, total, rng);
  }
  return centres;
}

/** A position by its weight; any position when all weights are zero, as for rows that are all the same. */
function drawByWeight(weights: Float64Array, total: number, rng: Rng): number {
  if (!(total > 0)) return drawIndex(rng, weights.length);
  let left = rng() * total;
  for (let r = 0; r < weights.length; r++) {
    left -= weights[r];
    if (left < 0) return r;
  }
  return weights.length - 1;
}

function moveCentres(features: Matrix, rows: Int32Array, centres: Matrix): void {
  const sums = new Float64Array(centres.data.length);
  const sizes = new Int32Array(centres.rows);
  const d = centres.columns;
  for (const i of rows) {
    const c = nearestCentre(features, i, centres);
    sizes[c] += 1;
    for (let j = 0; j < d; j++) sums[c * d + j] += features.data[i * d + j];
  }
  for (let c = 0; c < centres.rows; c++) {
    // An empty cluster stays where it was seeded.
    if (sizes[c] > 0) for (let j = 0; j < d; j++) centres.data[c * d + j] = sums[c * d + j] / sizes[c];
  }
}

/** The nearest row of each centre that no earlier centre has taken. */
function nearestOf(features: Matrix, rows: Int32Array, centres: Matrix): Int32Array {
  const taken = new Uint8Array(rows.length);
  return Int32Array.from({ length: centres.rows }, (_, c) => {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let r = 0; r < rows.length; r++) {
      if (taken[r] === 1) continue;
      const distance = squaredDistance(features, rows[r], rowOf(centres, c), least);
      if (distance < least || best < 0) [best, least] = [r, distance];
    }
    taken[best] = 1;
    return rows[best];
  });
}

function nearestCentre(features: Matrix, i: number, centres: Matrix): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c < centres.rows; c++) {
    const distance = squaredDistance(features, i, rowOf(centres, c), least);
    if (distance < least) [best, least] = [c, distance];
  }
  return best;
}

/** Squared Euclidean distance; gives up, with a number that is large enough, once it is past `limit`. */
function squaredDistance(features: Matrix, i: number, centre: Float32Array, limit = Number.POSITIVE_INFINITY): number {
  const start = i * features.columns;
  let sum = 0;
  for (let j = 0; j < centre.length && sum < limit; j++) {
    const gap = features.data[start + j] - centre[j];
    sum += gap * gap;
  }
  return sum;
}

import { type Matrix, matrixOf, rowOf } from "../runtime/matrix";
import type { Rng } from "../runtime/seed";

/** Directions [r, d] in which the colour-ways of one garment differ most, orthonormal, and how much of a squared length
 *  along each is taken away, 0 … 1. A garment's likeness without them is likeness in all but colour and print. */
export type GarmentSpace = { directions: Matrix; taken: Float32Array };

const mostDirections = 24;
const rounds = 6;
/** Fewer tell nothing. */
export const fewestDeviations = 60;
export const mostDeviations = 2_048;

/** Learns it from deviations [m, d]: each row a product's unit vector less the mean of its garment model. Within-class
 *  covariance normalisation (Hatch et al. 2006) of the leading directions alone: along a direction of which the colours
 *  of one garment use more than their share, lengths shrink to that share. null below 60 rows. */
export function garmentSpace(deviations: Matrix, rng: Rng): GarmentSpace | null {
  const { rows: m, columns: d } = deviations;
  if (m < fewestDeviations) return null;
  const r = Math.min(mostDirections, Math.floor(d / 4) - (Math.floor(d / 4) % 4));
  if (r < 4) return null;
  const basis = matrixOf(
    r,
    d,
    Float32Array.from({ length: r * d }, () => rng() - 0.5),
  );
  let variance = new Float64Array(r);
  for (let round = 0; round < rounds; round++) {
    orthonormalise(basis);
    variance = applyCovariance(deviations, basis);
  }
  orthonormalise(basis);
  let total = 0;
  for (const value of deviations.data) total += value * value;
  const rest = (total / m - variance.reduce((sum, value) => sum + value, 0)) / (d - r);
  if (!(rest > 0)) return null;
  return {
    directions: basis,
    taken: Float32Array.from(variance, (value) => Math.min(0.98, Math.max(0, 1 - rest / value))),
  };
}

/** basis [r, d] ← basis · DᵀD / m; answers the variance along each row as it was. */
function applyCovariance(deviations: Matrix, basis: Matrix): Float64Array<ArrayBuffer> {
  const next = matrixOf(basis.rows, basis.columns);
  const variance = new Float64Array(basis.rows);
  for (let i = 0; i < deviations.rows; i++) {
    const x = rowOf(deviations, i);
    for (let k = 0; k < basis.rows; k++) {
      const along = dot(x, rowOf(basis, k));
      variance[k] = variance[k]! + (along * along) / deviations.rows;
      addTimes(rowOf(next, k), x, along / deviations.rows);
    }
  }
  basis.data.set(next.data);
  return variance;
}

/** Deviations [m, d] of the vectors of garment models that come in several items each, at most mostDeviations; null where
 *  they are too few to tell anything. */
export function deviationsOf(models: Iterable<Float32Array[]>, dimension: number): Matrix | null {
  const rows: Float32Array[] = [];
  for (const vectors of models) {
    if (rows.length === mostDeviations) break;
    for (const vector of vectors.slice(0, mostDeviations - rows.length)) {
      const mean = (j: number) => vectors.reduce((sum, other) => sum + other[j]!, 0) / vectors.length;
      rows.push(vector.map((value, j) => value - mean(j)));
    }
  }
  if (rows.length < fewestDeviations) return null;
  const out = matrixOf(rows.length, dimension);
  rows.forEach((row, i) => {
    rowOf(out, i).set(row);
  });
  return out;
}

/** Gram and Schmidt, row by row; a row that vanishes stays zero. */
function orthonormalise(basis: Matrix): void {
  for (let k = 0; k < basis.rows; k++) {
    const row = rowOf(basis, k);
    for (let before = 0; before < k; before++) addTimes(row, rowOf(basis, before), -dot(row, rowOf(basis, before)));
    const length = Math.sqrt(dot(row, row));
    for (let j = 0; j < row.length; j++) row[j] = length > 1e-12 ? row[j]! / length : 0;
  }
}

/** The square of a unit vector's length in the space, from its products with the directions [r]. */
export function squaredLength({ taken }: GarmentSpace, along: ArrayLike<number>): number {
  let rest = 1;
  for (let k = 0; k < taken.length; k++) rest -= taken[k]! * along[k]! * along[k]!;
  return Math.max(rest, 1e-4);
}

/** What a unit vector [d] is multiplied with unit vectors of the catalogue by, so that the product over the square root of
 *  their squaredLength is their cosine in the space. No longer than 1. */
export function asQuery(space: GarmentSpace, vector: Float32Array): Float32Array {
  const along = alongOf(space, vector);
  const scale = 1 / Math.sqrt(squaredLength(space, along));
  const query = vector.map((value) => value * scale);
  along.forEach((value, k) => {
    addTimes(query, rowOf(space.directions, k), -space.taken[k]! * value * scale);
  });
  return query;
}

/** Its products with the directions → [r]. */
export const alongOf = ({ directions }: GarmentSpace, vector: Float32Array): Float64Array =>
  Float64Array.from({ length: directions.rows }, (_, k) => dot(vector, rowOf(directions, k)));

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

function addTimes(to: Float32Array, row: Float32Array, factor: number): void {
  for (let j = 0; j < to.length; j++) to[j] = to[j]! + row[j]! * factor;
}

import type { TensorFlow } from "./backend";
import { type Matrix, matrixOf, normaliseRows, presentRows, rowOf, takeRows } from "./matrix";
import { readTensor } from "./parameters";
import { drawNormal, rngOf } from "./seed";

/** Mean [d], directions [components, d] and one scale: reduced = scale · (unit(x) − mean) · directionsᵀ. */
export type Reduction = { mean: Float32Array; directions: Matrix; scale: number };

/** Principal components of the unit-length rows of `embedding` named by `rows`, by subspace iteration on the
 *  covariance (Halko et al. 2011). At most `components`, and never more than rows − 1 or columns. */
export function fitReduction(tf: TensorFlow, embedding: Matrix, rows: Int32Array, components: number): Reduction {
  const x = normaliseRows(takeRows(embedding, rows));
  const mean = columnMeans(x);
  for (let i = 0; i < x.rows; i++) {
    const row = rowOf(x, i);
    for (let j = 0; j < x.columns; j++) row[j] -= mean[j];
  }
  const kept = Math.max(1, Math.min(components, x.columns, x.rows - 1));
  const covariance = covarianceOf(tf, x);
  const directions = leadingDirections(tf, covariance, kept);
  return { mean, directions, scale: scaleFor(tf, covariance, directions) };
}

/** Components of each row → [n, components]; rows of zeros or of numbers that are not finite give zeros. With a tensor
 *  backend the projection is one product. Throws RangeError when the embedding is not as wide as the mean. */
export function reduce({ mean, directions, scale }: Reduction, embedding: Matrix, tf?: TensorFlow): Matrix {
  if (embedding.columns !== directions.columns) {
    throw new RangeError(
      `embedding is [${embedding.rows}, ${embedding.columns}], the reduction expects [n, ${directions.columns}]`,
    );
  }
  const present = presentRows(embedding);
  const centred = normaliseRows(embedding);
  for (let i = 0; i < centred.rows; i++) {
    const row = rowOf(centred, i);
    for (let j = 0; j < row.length; j++) row[j] = present[i] ? (row[j] - mean[j]) * scale : 0;
  }
  return tf ? projectInBulk(tf, centred, directions) : project(centred, directions);
}

function project(centred: Matrix, directions: Matrix): Matrix {
  const out = matrixOf(centred.rows, directions.rows);
  for (let i = 0; i < centred.rows; i++) {
    const [row, target] = [rowOf(centred, i), rowOf(out, i)];
    for (let c = 0; c < directions.rows; c++) target[c] = dot(row, directions.data, c * directions.columns);
  }
  return out;
}

function projectInBulk(tf: TensorFlow, centred: Matrix, directions: Matrix): Matrix {
  const data = readTensor(tf, () => tf.matMul(tensorOf(tf, centred), tensorOf(tf, directions), false, true));
  return matrixOf(centred.rows, directions.rows, data);
}

function tensorOf(tf: TensorFlow, { data, rows, columns }: Matrix) {
  return tf.tensor2d(data, [rows, columns]);
}

function dot(a: Float32Array, b: Float32Array, at: number): number {
  let even = 0;
  let odd = 0;
  const whole = a.length - (a.length % 2);
  for (let j = 0; j < whole; j += 2) {
    even += a[j] * b[at + j];
    odd += a[j + 1] * b[at + j + 1];
  }
  return whole < a.length ? even + odd + a[whole] * b[at + whole] : even + odd;
}

function columnMeans(x: Matrix): Float32Array {
  const mean = new Float64Array(x.columns);
  for (let i = 0; i < x.rows; i++) {
    const row = rowOf(x, i);
    for (let j = 0; j < x.columns; j++) mean[j] += row[j] / x.rows;
  }
  return Float32Array.from(mean);
}

function covarianceOf(tf: TensorFlow, x: Matrix): Matrix {
  const data = readTensor(tf, () => {
    const t = tensorOf(tf, x);
    return tf.mul(tf.matMul(t, t, true, false), tf.scalar(1 / x.rows));
  });
  return matrixOf(x.columns, x.columns, data);
}

/** Rows of unit length spanning the leading subspace → [kept, d], leading ones first as far as the rounds sort them. */
function leadingDirections(tf: TensorFlow, covariance: Matrix, kept: number): Matrix {
  const d = covariance.columns;
  const rng = rngOf(1);
  let basis = matrixOf(
    kept,
    d,
    Float32Array.from({ length: kept * d }, () => drawNormal(rng)),
  );
  orthonormalise(basis, 1);
  const c = tensorOf(tf, covariance);
  const rounds = 5;
  for (let round = 0; round < rounds; round++) {
    // Twice between two orthonormalisations: float32 bears the square of the spread of eigenvalues, and this is the slow part.
    basis = matrixOf(
      kept,
      d,
      readTensor(tf, () => tf.matMul(tf.matMul(tensorOf(tf, basis), c), c)),
    );
    orthonormalise(basis, round === rounds - 1 ? 2 : 1);
  }
  c.dispose();
  return basis;
}

/** Gram-Schmidt in place, `passes` times for round-off. A row that vanishes becomes zero. */
function orthonormalise(basis: Matrix, passes: number): void {
  for (let i = 0; i < basis.rows; i++) {
    const row = rowOf(basis, i);
    const before = lengthOf(row);
    for (let pass = 0; pass < passes; pass++) {
      for (let p = 0; p < i; p++) {
        const at = p * basis.columns;
        const overlap = dot(row, basis.data, at);
        for (let j = 0; j < row.length; j++) row[j] -= overlap * basis.data[at + j];
      }
    }
    const length = lengthOf(row);
    for (let j = 0; j < row.length; j++) row[j] = length > before * 1e-6 ? row[j] / length : 0;
  }
}

function lengthOf(row: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += row[j] * row[j];
  return Math.sqrt(sum);
}

/** One factor for all components, so that they vary by 1 on average while keeping their proportions. */
function scaleFor(tf: TensorFlow, covariance: Matrix, directions: Matrix): number {
  const [variance] = readTensor(tf, () => {
    const d = tensorOf(tf, directions);
    return tf.sum(tf.mul(tf.matMul(d, tensorOf(tf, covariance)), d));
  });
  return variance > 0 ? Math.sqrt(directions.rows / variance) : 1;
}

import type { Column } from "@/ml/datasets/dataset";
import { type Matrix, matrixOf, normaliseRows, presentRows, rowOf } from "@/ml/runtime/matrix";

/** How an embedding is brought to zero mean and unit variance: its square root first when no number is below zero. */
export type Standardiser = { squareRoot: boolean; mean: Float32Array; deviation: Float32Array };

/** Fits the standardiser on the rows named by `rows`; rows without a usable embedding do not count. */
export function fitStandardiser(embedding: Matrix, rows: Int32Array): Standardiser {
  const present = presentRows(embedding);
  const used = rows.filter((i) => present[i] === 1);
  const unit = normaliseRows(embedding);
  const squareRoot = used.every((i) => rowOf(unit, i).every((value) => value >= 0));
  const d = embedding.columns;
  const [sum, squares] = [new Float64Array(d), new Float64Array(d)];
  for (const i of used) {
    const row = rowOf(unit, i);
    for (let j = 0; j < d; j++) {
      const value = squareRoot ? Math.sqrt(row[j]) : row[j];
      sum[j] += value;
      squares[j] += value * value;
    }
  }
  const n = Math.max(1, used.length);
  const mean = Float32Array.from(sum, (total) => total / n);
  const deviation = Float32Array.from(
    squares,
    (total, j) => Math.sqrt(Math.max(total / n - (sum[j] / n) ** 2, 0)) || 1,
  );
  return { squareRoot, mean, deviation };
}

/** Standardised unit-length embeddings [n, d], zeros where there is none, then 1 for a missing embedding and one number
 *  per attribute value: 1 where the product has it → [n, d + 1 + vocabulary]. Unknown attributes leave their column zero.
 *  Throws RangeError on an embedding of another width. */
export function categoryInputs(
  embedding: Matrix,
  attributes: Int32Array,
  columns: Column[],
  standardiser: Standardiser,
): Matrix {
  const d = standardiser.mean.length;
  if (embedding.columns !== d)
    throw new RangeError(`embedding is [${embedding.rows}, ${embedding.columns}], the model expects [n, ${d}]`);
  if (attributes.length !== embedding.rows * columns.length) {
    throw new RangeError(
      `attributes hold ${attributes.length} codes, [${embedding.rows}, ${columns.length}] were expected`,
    );
  }
  const present = presentRows(embedding);
  const unit = normaliseRows(embedding);
  const out = matrixOf(embedding.rows, inputWidth(d, columns));
  for (let i = 0; i < out.rows; i++) {
    const [row, target] = [rowOf(unit, i), rowOf(out, i)];
    if (present[i]) standardiseInto(target, row, standardiser);
    else target[d] = 1;
    let at = d + 1;
    columns.forEach((column, a) => {
      const code = attributes[i * columns.length + a];
      if (code > 0 && code < column.values.length) target[at + code] = 1;
      at += column.values.length;
    });
  }
  return out;
}

/** Standardised unit-length embeddings alone → [n, d]; rows without a usable embedding are zero. */
export function standardise(embedding: Matrix, standardiser: Standardiser): Matrix {
  const present = presentRows(embedding);
  const out = normaliseRows(embedding);
  for (let i = 0; i < out.rows; i++) if (present[i]) standardiseInto(rowOf(out, i), rowOf(out, i), standardiser);
  return out;
}

/** Width of categoryInputs' rows. */
export function inputWidth(d: number, columns: Column[]): number {
  return d + 1 + columns.reduce((sum, column) => sum + column.values.length, 0);
}

/** Numbers further from the mean than this many deviations are brought back: one odd photo must not rule a step. */
const FURTHEST = 6;

function standardiseInto(target: Float32Array, row: Float32Array, { squareRoot, mean, deviation }: Standardiser): void {
  for (let j = 0; j < row.length; j++) {
    const value = squareRoot ? Math.sqrt(Math.max(0, row[j])) : row[j];
    target[j] = Math.max(-FURTHEST, Math.min(FURTHEST, (value - mean[j]) / deviation[j]));
  }
}

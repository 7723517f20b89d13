import type { Column } from "@/ml/datasets/dataset";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, normaliseRows, presentRows, rowOf } from "@/ml/runtime/matrix";
import { type Reduction, reduce } from "@/ml/runtime/reduction";

/** How an embedding is brought to zero mean. Where no number is below zero, as after a network's rectifier, the square root
 *  is taken first and every number brought to unit variance. Signed numbers keep their proportions: an encoder that was
 *  trained to a cosine says by their size what counts, and the last of its components hold hardly more than noise. weight
 *  [d] is a number's share then, 1 on average of the variances; 1 for each of the others. */
export type Standardiser = {
  squareRoot: boolean;
  mean: Float32Array;
  deviation: Float32Array;
  weight: Float32Array;
};

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
  const common = Math.sqrt(deviation.reduce((total, value) => total + value * value, 0) / d);
  const weight = squareRoot ? new Float32Array(d).fill(1) : deviation.map((value) => value / common);
  return { squareRoot, mean, deviation, weight };
}

/** How products become inputs: standardised, then reduced to principal components (null: not reduced), then the columns
 *  whose values are read. */
export type InputPlan = { standardiser: Standardiser; reduction: Reduction | null; columns: Column[] };

/** What an attribute value that the product has counts for, in deviations of a component: with 1, one product in 250 less
 *  is told apart. */
const HAS_VALUE = 2;

/** Components of the embedding [n, d], zeros where there is none, then 1 for a missing embedding and one number per
 *  attribute value: 2 where the product has it → [n, inputWidth]. Unknown attributes leave their column zero.
 *  attributes [n, columns] codes. With a tensor backend the reduction is one product. Throws RangeError on an embedding
 *  of another width or another number of codes. */
export function categoryInputs(embedding: Matrix, attributes: Int32Array, plan: InputPlan, tf?: TensorFlow): Matrix {
  const { columns } = plan;
  if (attributes.length !== embedding.rows * columns.length) {
    throw new RangeError(
      `attributes hold ${attributes.length} codes, [${embedding.rows}, ${columns.length}] were expected`,
    );
  }
  const image = imageInputs(embedding, plan, tf);
  const present = presentRows(embedding);
  const out = matrixOf(embedding.rows, inputWidth(plan));
  const starts = columnStarts(plan);
  for (let i = 0; i < out.rows; i++) {
    const target = rowOf(out, i);
    target.set(rowOf(image, i));
    if (!present[i]) target[image.columns] = 1;
    columns.forEach((column, a) => {
      const code = attributes[i * columns.length + a];
      if (code > 0 && code < column.values.length) target[starts[a] + code] = HAS_VALUE;
    });
  }
  return out;
}

/** The embedding's share of the inputs: standardised, then reduced → [n, components]; rows without one are zero. */
export function imageInputs(
  embedding: Matrix,
  { standardiser, reduction }: Pick<InputPlan, "standardiser" | "reduction">,
  tf?: TensorFlow,
): Matrix {
  const standardised = standardise(embedding, standardiser);
  return reduction ? reduce(reduction, standardised, tf) : standardised;
}

/** Where the numbers of each column start within a row of inputs. */
export function columnStarts(plan: InputPlan): Int32Array {
  let at = imageWidth(plan) + 1;
  return Int32Array.from(plan.columns, ({ values }) => {
    at += values.length;
    return at - values.length;
  });
}

/** Standardised unit-length embeddings alone → [n, d]; rows without a usable embedding are zero. Throws RangeError on an
 *  embedding of another width. */
export function standardise(embedding: Matrix, standardiser: Standardiser): Matrix {
  const d = standardiser.mean.length;
  if (embedding.columns !== d)
    throw new RangeError(`embedding is [${embedding.rows}, ${embedding.columns}], the model expects [n, ${d}]`);
  const present = presentRows(embedding);
  const out = normaliseRows(embedding);
  for (let i = 0; i < out.rows; i++) if (present[i]) standardiseInto(rowOf(out, i), rowOf(out, i), standardiser);
  return out;
}

/** Width of categoryInputs' rows. */
export function inputWidth(plan: InputPlan): number {
  return imageWidth(plan) + 1 + plan.columns.reduce((sum, column) => sum + column.values.length, 0);
}

function imageWidth({ standardiser, reduction }: InputPlan): number {
  return reduction ? reduction.directions.rows : standardiser.mean.length;
}

/** Numbers further from the mean than this many deviations are brought back: one odd photo must not rule a step. */
const FURTHEST = 6;

function standardiseInto(
  target: Float32Array,
  row: Float32Array,
  { squareRoot, mean, deviation, weight }: Standardiser,
): void {
  for (let j = 0; j < row.length; j++) {
    const value = squareRoot ? Math.sqrt(Math.max(0, row[j])) : row[j];
    target[j] = weight[j] * Math.max(-FURTHEST, Math.min(FURTHEST, (value - mean[j]) / deviation[j]));
  }
}

import type { Tensor } from "@tensorflow/tfjs-core";
import { foldsByGroup } from "@/ml/datasets/split";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, presentRows, rowOf, takeRows } from "@/ml/runtime/matrix";
import { readTensor } from "@/ml/runtime/parameters";
import { breathe } from "@/ml/runtime/progress";
import { fitReduction, reduce } from "@/ml/runtime/reduction";
import { seedFor } from "@/ml/runtime/seed";

/** How the probe is fitted: the same for every encoder that is compared. */
const COMPONENTS = 256;
const FOLDS = 3;
const STEPS = 120;
const PENALTY = 3e-3;

type Subjects = { embedding: Matrix; label: Int32Array; group: Int32Array };

/** What a linear probe says of each product when it was fitted on other garment models: multinomial logistic regression
 *  on the leading principal components of the frozen embedding, out of fold → class [n], −1 where there is no label
 *  or no embedding. embedding [n, d], label [n] (−1 unknown), group [n]. Same seed, same answers. Throws RangeError when
 *  there are fewer garment models than folds, the signal's reason when it is aborted. */
export async function probeAnswers(
  tf: TensorFlow,
  { embedding, label, group }: Subjects,
  classes: number,
  seed: number,
  signal?: AbortSignal,
): Promise<Int32Array> {
  const present = presentRows(embedding);
  const rows = Int32Array.from(label.keys()).filter((i) => label[i] >= 0 && present[i] === 1);
  const x = scaled(reduce(fitReduction(tf, embedding, rows, COMPONENTS), takeRows(embedding, rows), tf));
  const fold = foldsByGroup(
    Int32Array.from(rows, (i) => group[i]),
    FOLDS,
    seedFor(seed, "probe"),
  );
  const answers = new Int32Array(label.length).fill(-1);
  for (let k = 0; k < FOLDS; k++) {
    await breathe(signal);
    const [seen, asked] = [Int32Array.from(rows.keys()), Int32Array.from(rows.keys())].map((places, side) =>
      places.filter((r) => (fold[r] === k) === (side === 1)),
    );
    const weights = fitted(
      tf,
      takeRows(x, seen),
      Int32Array.from(seen, (r) => label[rows[r]]),
      classes,
    );
    const found = best(tf, takeRows(x, asked), weights);
    asked.forEach((r, at) => {
      answers[rows[r]] = found[at];
    });
  }
  return answers;
}

/** All columns by one scale, the first component's deviation, and a column of ones for the bias. Each by its own would blow
 *  the last components up: on 3,781 clothing photos that costs 5 points, on a tenth of them 20. */
function scaled(x: Matrix): Matrix {
  let most = 1e-12;
  for (let j = 0; j < x.columns; j++) {
    let squares = 0;
    for (let i = 0; i < x.rows; i++) squares += x.data[i * x.columns + j] ** 2;
    most = Math.max(most, Math.sqrt(squares / Math.max(1, x.rows)));
  }
  const out = matrixOf(x.rows, x.columns + 1);
  for (let i = 0; i < x.rows; i++) {
    rowOf(out, i).set(rowOf(x, i).map((value) => value / most));
    rowOf(out, i)[x.columns] = 1;
  }
  return out;
}

/** Weights [c, classes] after so many steps of Nesterov's accelerated gradient on the whole of x [n, c]. */
function fitted(tf: TensorFlow, x: Matrix, label: Int32Array, classes: number): Matrix {
  const data = readTensor(tf, () => {
    const inputs = tf.tensor2d(x.data, [x.rows, x.columns]);
    const target = tf.cast(tf.oneHot(tf.tensor1d(label, "int32"), classes), "float32");
    // The loss curves at most half as much as the inputs do, whose largest direction power iteration finds.
    const step = 1 / (0.5 * largestCurvature(x) + PENALTY);
    let weights: Tensor = tf.zeros([x.columns, classes]);
    let ahead: Tensor = tf.zeros([x.columns, classes]);
    for (let s = 0; s < STEPS; s++) {
      const [next, far] = tf.tidy((): [Tensor, Tensor] => {
        const error = tf.sub(tf.softmax(tf.matMul(inputs, ahead)), target);
        const slope = tf.add(tf.div(tf.matMul(inputs, error, true), x.rows), tf.mul(ahead, PENALTY));
        const moved = tf.sub(ahead, tf.mul(slope, step));
        return [moved, tf.add(moved, tf.mul(tf.sub(moved, weights), s / (s + 3)))];
      });
      tf.dispose([weights, ahead]);
      [weights, ahead] = [next, far];
    }
    return weights;
  });
  return matrixOf(x.columns, classes, data);
}

/** Largest eigenvalue of xᵀx / n, a little above. */
function largestCurvature(x: Matrix): number {
  let direction = new Float64Array(x.columns).fill(1);
  let value = 1;
  for (let round = 0; round < 12; round++) {
    const next = new Float64Array(x.columns);
    for (let i = 0; i < x.rows; i++) {
      const row = rowOf(x, i);
      let along = 0;
      for (let j = 0; j < row.length; j++) along += row[j] * direction[j];
      for (let j = 0; j < row.length; j++) next[j] += along * row[j];
    }
    value = Math.hypot(...next) / Math.max(1e-12, Math.hypot(...direction));
    direction = next.map((part) => part / Math.max(1e-12, value));
  }
  return (1.1 * value) / Math.max(1, x.rows);
}

function best(tf: TensorFlow, x: Matrix, weights: Matrix): Int32Array {
  const logits = readTensor(tf, () =>
    tf.matMul(tf.tensor2d(x.data, [x.rows, x.columns]), tf.tensor2d(weights.data, [weights.rows, weights.columns])),
  );
  return Int32Array.from({ length: x.rows }, (_, i) => {
    let at = 0;
    for (let c = 1; c < weights.columns; c++)
      if (logits[i * weights.columns + c] > logits[i * weights.columns + at]) at = c;
    return at;
  });
}

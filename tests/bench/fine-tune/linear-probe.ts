import type { Labelled, Question } from "@/ml/category/fine-tuning/worth";
import { largestOf } from "@/ml/category/softmax";
import { splitByGroup } from "@/ml/datasets/split";
import type { TensorFlow } from "@/ml/runtime/backend";
import { operationsOf } from "@/ml/runtime/differentiable";
import { type Matrix, matrixOf, rowOf, takeRows } from "@/ml/runtime/matrix";
import {
  copyParameters,
  lossAndGradients,
  type Parameters,
  readTensor,
  uploadParameters,
  zeros,
} from "@/ml/runtime/parameters";

const STEPS = 200;
/** Weights of the squared norm; of these the one that does best on a fifth of the senders taught. */
const DECAYS = [0.001, 0.01, 0.1];

/** For each photo asked, 1 where softmax regression on the embedding is right. The numbers keep their proportions, and steps
 *  are of the gradient itself: Adam's, like numbers of unit spread, count an embedding's smallest components as much as its
 *  largest. */
export function linearProbe(tf: TensorFlow, photos: Labelled, { taught, asked }: Question, given: Matrix): number[] {
  const embedding = centred(given, taught);
  const part = splitByGroup(
    taught.map((i) => photos.group[i]!),
    new Uint8Array(taught.length),
    0.2,
    1,
  );
  const [inner, choice] = [0, 1].map((wanted) => taught.filter((_, at) => part[at] === wanted));
  const share = (decay: number) => {
    const right = rightOf(tf, photos, embedding, { taught: inner!, asked: choice! }, decay);
    return right.reduce((sum, one) => sum + one, 0);
  };
  const found = DECAYS.map(share);
  return rightOf(tf, photos, embedding, { taught, asked }, DECAYS[found.indexOf(Math.max(...found))]!);
}

function rightOf(
  tf: TensorFlow,
  { label, classes }: Labelled,
  embedding: Matrix,
  { taught, asked }: Question,
  decay: number,
): number[] {
  const ops = operationsOf(tf);
  const [d, k, n] = [embedding.columns, classes.length, taught.length];
  const x = takeRows(embedding, taught).data;
  const targets = new Float32Array(n * k);
  taught.forEach((i, at) => {
    targets[at * k + label[i]!] = 1;
  });
  const weights = new Float32Array(n).fill(1 / n);
  const parameters: Parameters = { w: zeros([1, d, k]), b: zeros([1, 1, k]) };
  const before = copyParameters(parameters);
  // The loss bends by half of the largest variance at most (Böhning 1992).
  const rate = 1 / (0.5 * largestVariance(tf, x, n, d) + decay);
  for (let step = 0; step < STEPS; step++) {
    const { gradients } = lossAndGradients(tf, parameters, ({ w, b }) =>
      ops.softmaxLoss(
        ops.addBias(ops.productOfInput(tf.tensor3d(x, [1, n, d]), w!), b!),
        tf.tensor3d(targets, [1, n, k]),
        tf.tensor3d(weights, [1, n, 1]),
      ),
    );
    // Accelerated gradient descent (Nesterov 1983).
    for (const [name, { data }] of Object.entries(parameters)) {
      const [last, slope] = [before[name]!.data, gradients[name]!];
      for (let i = 0; i < data.length; i++) {
        const next = data[i]! - rate * (slope[i]! + (name === "w" ? decay * data[i]! : 0));
        data[i] = next + (step / (step + 3)) * (next - last[i]!);
        last[i] = next;
      }
    }
  }
  const logits = readTensor(tf, () => {
    const { w, b } = uploadParameters(tf, parameters);
    return ops.addBias(ops.product(tf.tensor3d(takeRows(embedding, asked).data, [1, asked.length, d]), w!), b!);
  });
  return Array.from(asked, (i, at) => (largestOf(logits, at * k, k) === label[i] ? 1 : 0));
}

/** Of centred rows [n, d], by power iteration. */
function largestVariance(tf: TensorFlow, x: Float32Array, n: number, d: number): number {
  let length = 0;
  let direction = new Float32Array(d).fill(1 / Math.sqrt(d));
  for (let pass = 0; pass < 20; pass++) {
    const along = direction;
    const next = readTensor(tf, () => {
      const rows = tf.tensor2d(x, [n, d]);
      return tf.matMul(rows, tf.matMul(rows, tf.tensor2d(along, [d, 1])), true, false);
    });
    length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0));
    direction = next.map((value) => value / length);
  }
  return length / n;
}

/** The embedding without the mean of the photos taught, at one scale for all numbers. */
function centred(embedding: Matrix, taught: Int32Array): Matrix {
  const d = embedding.columns;
  const mean = new Float64Array(d);
  for (const i of taught)
    rowOf(embedding, i).forEach((value, j) => {
      mean[j]! += value / taught.length;
    });
  const out = matrixOf(
    embedding.rows,
    d,
    embedding.data.map((value, at) => value - mean[at % d]!),
  );
  let variance = 0;
  for (const i of taught) variance += rowOf(out, i).reduce((sum, value) => sum + value * value, 0) / taught.length;
  const scale = Math.sqrt(d / variance);
  return matrixOf(
    out.rows,
    d,
    out.data.map((value) => value * scale),
  );
}

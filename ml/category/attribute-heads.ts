import type { Tensor } from "@tensorflow/tfjs-core";
import type { Column } from "@/ml/datasets/dataset";
import type { TensorFlow } from "@/ml/runtime/backend";

/** The run of logits that predicts one column: code c of the column stands at start + c − 1, for unknown is no answer. */
export type AttributeHead = { column: number; start: number; size: number };

/** Columns of more values than this get no head: names and numbers of styles, not attributes. */
const MOST_VALUES = 256;

/** One head for each column with two known values or more, side by side in one layer. */
export function attributeHeads(columns: Column[]): AttributeHead[] {
  const heads: AttributeHead[] = [];
  let start = 0;
  columns.forEach(({ values }, column) => {
    const size = values.length - 1;
    if (size < 2 || size > MOST_VALUES) return;
    heads.push({ column, start, size });
    start += size;
  });
  return heads;
}

/** Width of all heads together. */
export function headsWidth(heads: AttributeHead[]): number {
  return heads.reduce((sum, { size }) => sum + size, 0);
}

/** Σ weight · cross-entropy of every head → scalar, with its gradient by the logits. logits, targets [m, u, v] hold the
 *  heads side by side, each a distribution of its own; weights [m, u, heads] are 0 where the value is unknown or shown. */
export function attributeLoss(
  tf: TensorFlow,
  heads: AttributeHead[],
  logits: Tensor,
  targets: Tensor,
  weights: Tensor,
): Tensor {
  const sizes = heads.map(({ size }) => size);
  const each = heads.map(() => 1);
  const loss = (...args: unknown[]) => {
    const [z, save] = args as [Tensor, (tensors: Tensor[]) => void];
    const [wanted, weight] = [tf.split(targets, sizes, -1), tf.split(weights, each, -1)];
    const found = tf.split(z, sizes, -1).map((part) => tf.softmax(part));
    const losses = found.map((p, h) =>
      tf.sum(tf.mul(weight[h], tf.sum(tf.mul(wanted[h], tf.log(tf.add(p, tf.scalar(1e-12)))), -1, true))),
    );
    save([
      tf.concat(
        found.map((p, h) => tf.mul(weight[h], tf.sub(p, wanted[h]))),
        -1,
      ),
    ]);
    return {
      value: tf.neg(tf.addN(losses)),
      gradFunc: (dy: Tensor, saved: Tensor[]) => [tf.mul(dy, saved[0])],
    };
  };
  return tf.customGrad(loss as Parameters<typeof tf.customGrad>[0])(logits);
}

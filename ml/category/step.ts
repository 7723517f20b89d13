import type { CategoryDataset } from "@/ml/datasets/dataset";
import type { TensorFlow } from "@/ml/runtime/backend";
import { operationsOf } from "@/ml/runtime/differentiable";
import { DropoutMasks } from "@/ml/runtime/dropout";
import type { Matrix } from "@/ml/runtime/matrix";
import { lossAndGradients, type Parameters } from "@/ml/runtime/parameters";
import { rngOf, seedFor } from "@/ml/runtime/seed";
import { type AttributeHead, attributeLoss, headsWidth } from "./attribute-heads";
import { type CategoryConfig, memberCount } from "./config";
import { attributeLogits, categoryLogits, hiddenLayer } from "./network";
import { classWeights } from "./prepare";

/** x [n, width] inputs of all products, starts: where each read column begins in a row of x (empty: none is read),
 *  heads: the attribute heads (empty: none), taught: the products to learn from. */
export type StepInput = {
  dataset: CategoryDataset;
  x: Matrix;
  starts: Int32Array;
  heads: AttributeHead[];
  taught: Int32Array;
  config: CategoryConfig;
  seed: number;
};

/** Builds the training step on b products for each member. The inputs stay on the backend until dispose(). */
export function stepOf(tf: TensorFlow, input: StepInput, b: number) {
  const { config, heads, seed, x } = input;
  const ops = operationsOf(tf);
  const masks = new DropoutMasks(seedFor(seed, "dropout"));
  const m = memberCount(config);
  const inputs = tf.tensor2d(x.data, [x.rows, x.columns]);
  const targetsOf = categoryTargets(input, b);
  const hiding = attributeTargets(input, b);
  const mask = (name: string, width: number, rate: number) =>
    rate > 0 ? tf.tensor3d(masks.draw(name, m * b * width, rate), [m, b, width]) : null;
  const shownRows = (index: Int32Array, hide: (mask: Float32Array) => void) => {
    const rows = tf.reshape(tf.gather(inputs, tf.tensor1d(index, "int32")), [m, b, x.columns]);
    const shown = masks.draw("input", m * b * x.columns, config.inputDropout);
    hide(shown);
    return tf.mul(rows, tf.tensor3d(shown, [m, b, x.columns]));
  };
  return {
    /** Loss summed over the members and its gradients. members: b products for each. */
    differentiate(parameters: Parameters, members: Int32Array[]) {
      const index = new Int32Array(m * b);
      members.forEach((items, q) => {
        index.set(items, q * b);
      });
      const { targets, weights } = targetsOf(index);
      const attributes = hiding(index);
      tf.engine().startScope();
      try {
        const seen = shownRows(index, attributes.hide);
        const kept = mask("hidden", config.hidden, config.hiddenDropout);
        const [target, weight] = [
          tf.tensor3d(targets, [m, b, targets.length / (m * b)]),
          tf.tensor3d(weights, [m, b, 1]),
        ];
        const wanted = heads.length > 0 ? tf.tensor3d(attributes.targets, [m, b, headsWidth(heads)]) : null;
        const asked = heads.length > 0 ? tf.tensor3d(attributes.weights, [m, b, heads.length]) : null;
        return lossAndGradients(tf, parameters, (w) => {
          const hidden = hiddenLayer(ops, w, seen, kept);
          const loss = ops.softmaxLoss(categoryLogits(ops, w, hidden), target, weight);
          if (!wanted || !asked) return loss;
          return ops.add(loss, attributeLoss(tf, heads, attributeLogits(ops, w, hidden), wanted, asked));
        });
      } finally {
        tf.engine().endScope();
      }
    },
    dispose: () => inputs.dispose(),
  };
}

function categoryTargets({ dataset, taught, config }: StepInput, b: number) {
  const k = dataset.classes.length;
  const weightOf = classWeights(dataset, taught, config);
  return (index: Int32Array) => {
    const [targets, weights] = [new Float32Array(index.length * k), new Float32Array(index.length)];
    index.forEach((i, at) => {
      targets[at * k + dataset.label[i]] = 1;
      weights[at] = weightOf(i) / b;
    });
    return { targets, weights };
  };
}

/** Hides values of the input by chance, and asks the heads for those that are hidden and known. */
function attributeTargets({ dataset, starts, heads, config, seed, x }: StepInput, b: number) {
  const rng = rngOf(seedFor(seed, "hidden attributes"));
  const a = dataset.columns.length;
  const width = headsWidth(heads);
  const isRead = starts.length > 0;
  const rate = isRead ? config.attributeDropout : 1;
  // Divided by the rate, so that the heads weigh as much however seldom they are asked.
  const weight = rate > 0 ? config.attributeWeight / (Math.max(1, heads.length) * rate * b) : 0;
  return (index: Int32Array) => {
    const targets = new Float32Array(index.length * width);
    const weights = new Float32Array(index.length * heads.length);
    const hidden: [at: number, column: number][] = [];
    index.forEach((i, at) => {
      heads.forEach(({ column, start }, h) => {
        const isHidden = !isRead || rng() < rate;
        if (isHidden && isRead) hidden.push([at, column]);
        const code = dataset.attributes[i * a + column];
        if (!isHidden || code === 0) return;
        targets[at * width + start + code - 1] = 1;
        weights[at * heads.length + h] = weight;
      });
    });
    const hide = (mask: Float32Array) => {
      for (const [at, column] of hidden) {
        const from = at * x.columns + starts[column];
        mask.fill(0, from, from + dataset.columns[column].values.length);
      }
    };
    return { targets, weights, hide };
  };
}

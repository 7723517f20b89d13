import type { Tensor } from "@tensorflow/tfjs-core";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import { AdamW, warmUpCosine } from "@/ml/runtime/adamw";
import type { TensorFlow } from "@/ml/runtime/backend";
import { operationsOf } from "@/ml/runtime/differentiable";
import { DropoutMasks } from "@/ml/runtime/dropout";
import type { Matrix } from "@/ml/runtime/matrix";
import { lossAndGradients, type Parameters } from "@/ml/runtime/parameters";
import { breathe, type OnProgress } from "@/ml/runtime/progress";
import { permutation, type Rng, rngOf, seedFor } from "@/ml/runtime/seed";
import type { CategoryConfig } from "./config";
import { categoryLogits } from "./network";
import { classWeights } from "./prepare";

/** What optimisation works on: inputs x [n, width], fold [n], the products `taught`, and the weights it changes. */
export type CategoryWork = {
  dataset: CategoryDataset;
  x: Matrix;
  fold: Int32Array;
  taught: Int32Array;
  parameters: Parameters;
  config: CategoryConfig;
  seed: number;
};

/** Trains the member of each fold on the products outside it, all members in one graph; changes work.parameters. */
export async function optimise(
  tf: TensorFlow,
  work: CategoryWork,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<void> {
  const { config, fold, taught, seed, parameters, x } = work;
  const shares = Array.from({ length: config.folds }, (_, f) => taught.filter((i) => fold[i] !== f));
  const smallest = Math.min(...shares.map((share) => share.length));
  const batch = Math.min(smallest, config.batch, Math.max(16, Math.ceil(smallest / 10)));
  const stepsPerEpoch = Math.max(1, Math.floor(smallest / batch));
  const epochs = Math.max(config.epochs, Math.ceil(config.fewestSteps / stepsPerEpoch));
  const rngs = shares.map((_, f) => rngOf(seedFor(seed, `fold ${f}`)));
  const optimiser = new AdamW({ weightDecay: config.weightDecay });
  const step = stepOf(tf, work, batch, tf.tensor2d(x.data, [x.rows, x.columns]));
  try {
    for (let epoch = 0; epoch < epochs; epoch++) {
      const started = performance.now();
      const orders = shares.map((share, f) => shuffle(rngs[f], share));
      let loss = 0;
      for (let s = 0; s < stepsPerEpoch; s++) {
        const result = step.differentiate(orders.map((order) => order.subarray(s * batch, (s + 1) * batch)));
        optimiser.update(
          parameters,
          result.gradients,
          warmUpCosine(epoch * stepsPerEpoch + s, epochs * stepsPerEpoch, config.learningRate),
        );
        loss += result.loss / config.folds / stepsPerEpoch;
        await breathe(signal);
      }
      const itemsPerSecond = (1000 * stepsPerEpoch * batch) / (performance.now() - started);
      onProgress({ phase: "Training", epoch: epoch + 1, epochs, loss, validation: null, itemsPerSecond });
    }
  } finally {
    step.dispose();
  }
}

function shuffle(rng: Rng, values: Int32Array): Int32Array {
  return permutation(rng, values.length).map((at) => values[at]);
}

/** One step on b products for each member; the inputs stay on the backend. */
function stepOf(
  tf: TensorFlow,
  { dataset, config, taught, seed, parameters, x }: CategoryWork,
  b: number,
  inputs: Tensor,
) {
  const ops = operationsOf(tf);
  const masks = new DropoutMasks(seedFor(seed, "dropout"));
  const k = dataset.classes.length;
  const m = config.folds;
  const weightOf = classWeights(dataset, taught, config);
  const mask = (name: string, width: number, rate: number) =>
    rate > 0 ? tf.tensor3d(masks.draw(name, m * b * width, rate), [m, b, width]) : null;
  return {
    differentiate(members: Int32Array[]) {
      const index = new Int32Array(m * b);
      const [targets, weights] = [new Float32Array(m * b * k), new Float32Array(m * b)];
      members.forEach((items, member) => {
        items.forEach((i, s) => {
          const at = member * b + s;
          index[at] = i;
          targets[at * k + dataset.label[i]] = 1;
          weights[at] = weightOf(i) / b;
        });
      });
      tf.engine().startScope();
      try {
        const rows = tf.reshape(tf.gather(inputs, tf.tensor1d(index, "int32")), [m, b, x.columns]);
        const shown = mask("input", x.columns, config.inputDropout);
        const [seen, hidden] = [
          shown ? tf.mul(rows, shown) : rows,
          mask("hidden", config.hidden, config.hiddenDropout),
        ];
        const [target, weight] = [tf.tensor3d(targets, [m, b, k]), tf.tensor3d(weights, [m, b, 1])];
        return lossAndGradients(tf, parameters, (w) =>
          ops.softmaxLoss(categoryLogits(ops, w, seen, hidden), target, weight),
        );
      } finally {
        tf.engine().endScope();
      }
    },
    dispose: () => inputs.dispose(),
  };
}

import { AdamW, warmUpCosine } from "@/ml/runtime/adamw";
import type { TensorFlow } from "@/ml/runtime/backend";
import type { Parameters } from "@/ml/runtime/parameters";
import { breathe, type OnProgress } from "@/ml/runtime/progress";
import { permutation, type Rng, rngOf, seedFor } from "@/ml/runtime/seed";
import { memberCount } from "./config";
import { type StepInput, stepOf } from "./step";

/** What optimisation works on: a step's input, the fold of each product [n], and the weights it changes. */
export type CategoryWork = StepInput & { fold: Int32Array; parameters: Parameters };

/** Trains every member on the products outside its fold, all members in one graph; changes work.parameters. */
export async function optimise(
  tf: TensorFlow,
  work: CategoryWork,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<void> {
  const { config, fold, taught, seed, parameters } = work;
  const members = memberCount(config);
  const shares = Array.from({ length: members }, (_, q) => taught.filter((i) => fold[i] !== q % config.folds));
  const smallest = Math.min(...shares.map((share) => share.length));
  const batch = Math.min(smallest, config.batch, Math.max(16, Math.ceil(smallest / 10)));
  const stepsPerEpoch = Math.max(1, Math.floor(smallest / batch));
  const epochs = Math.max(config.epochs, Math.ceil(config.fewestSteps / stepsPerEpoch));
  const rngs = shares.map((_, q) => rngOf(seedFor(seed, `member ${q}`)));
  const optimiser = new AdamW({ weightDecay: config.weightDecay });
  const step = stepOf(tf, work, batch);
  try {
    for (let epoch = 0; epoch < epochs; epoch++) {
      const started = performance.now();
      const orders = shares.map((share, q) => shuffle(rngs[q], share));
      let loss = 0;
      for (let s = 0; s < stepsPerEpoch; s++) {
        const products = orders.map((order) => order.subarray(s * batch, (s + 1) * batch));
        const result = step.differentiate(parameters, products);
        optimiser.update(
          parameters,
          result.gradients,
          warmUpCosine(epoch * stepsPerEpoch + s, epochs * stepsPerEpoch, config.learningRate),
        );
        loss += result.loss / members / stepsPerEpoch;
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

import type { Tensor } from "@tensorflow/tfjs-core";
import type { Operations } from "@/ml/runtime/differentiable";
import { drawWeights, type Parameters, zeros } from "@/ml/runtime/parameters";
import type { Rng } from "@/ml/runtime/seed";

/** Weights of m stacked members: input → hidden ReLU → one logit a class. */
export function initialiseCategory(rng: Rng, m: number, width: number, hidden: number, classes: number): Parameters {
  return {
    hidden: drawWeights(rng, [m, width, hidden], width),
    hiddenBias: zeros([m, 1, hidden]),
    out: drawWeights(rng, [m, hidden, classes], 2 * hidden),
    outBias: zeros([m, 1, classes]),
  };
}

/** Logits [m, u, k] of inputs [m, u, width]; mask [m, u, hidden] or null. Inside tf.tidy. */
export function categoryLogits(ops: Operations, w: Record<string, Tensor>, x: Tensor, mask: Tensor | null): Tensor {
  const hidden = ops.relu(ops.addBias(ops.productOfInput(x, w.hidden), w.hiddenBias), mask);
  return ops.addBias(ops.product(hidden, w.out), w.outBias);
}

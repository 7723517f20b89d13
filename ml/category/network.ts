import type { Tensor } from "@tensorflow/tfjs-core";
import type { Operations } from "@/ml/runtime/differentiable";
import { drawWeights, type Parameters, zeros } from "@/ml/runtime/parameters";
import type { Rng } from "@/ml/runtime/seed";

export type CategoryShape = { members: number; width: number; hidden: number; classes: number; attributes: number };

/** Weights of m stacked members: input → hidden ReLU → one logit a class and, beside them, `attributes` logits of the
 *  attribute heads, which share the hidden layer. */
export function initialiseCategory(rng: Rng, shape: CategoryShape): Parameters {
  const { members: m, width, hidden, classes, attributes } = shape;
  const heads: Parameters =
    attributes > 0
      ? {
          attributes: drawWeights(rng, [m, hidden, attributes], 2 * hidden),
          attributesBias: zeros([m, 1, attributes]),
        }
      : {};
  return {
    hidden: drawWeights(rng, [m, width, hidden], width),
    hiddenBias: zeros([m, 1, hidden]),
    out: drawWeights(rng, [m, hidden, classes], 2 * hidden),
    outBias: zeros([m, 1, classes]),
    ...heads,
  };
}

type Weights = Record<string, Tensor>;

/** The penultimate layer [m, u, hidden] of inputs [m, u, width]; mask [m, u, hidden] or null. Inside tf.tidy. */
export function hiddenLayer(ops: Operations, w: Weights, x: Tensor, mask: Tensor | null): Tensor {
  return ops.biasedRelu(ops.productOfInput(x, w.hidden), w.hiddenBias, mask);
}

/** Logits [m, u, k] of the penultimate layer [m, u, hidden]. */
export function categoryLogits(ops: Operations, w: Weights, hidden: Tensor): Tensor {
  return ops.addBias(ops.product(hidden, w.out), w.outBias);
}

/** Logits [m, u, v] of all attribute heads, side by side. */
export function attributeLogits(ops: Operations, w: Weights, hidden: Tensor): Tensor {
  return ops.addBias(ops.product(hidden, w.attributes), w.attributesBias);
}

import type { Tensor, Tensor1D } from "@tensorflow/tfjs-core";
import type { Operations } from "@/ml/runtime/differentiable";
import { drawScaled, drawWeights, type Parameters, zeros } from "@/ml/runtime/parameters";
import type { Rng } from "@/ml/runtime/seed";
import type { Merge, SiameseConfig } from "./config";

/** What the network reads of a product: `image` numbers, and one code in each of `columns` columns out of `vocabulary`
 *  rows in all (codes of the columns stand one after another). */
export type InputShape = { image: number; columns: number; vocabulary: number };

/** u items and b pairs of them for each of m members. image [m, u, image]; codes [m · u · columns], rows of the stacked
 *  tables; left and right [m · b], rows of the stacked legs. */
export type NetworkBatch = { image: Tensor; codes: Tensor1D; left: Tensor1D; right: Tensor1D };
export type NetworkMasks = { fusion: Tensor | null; head: Tensor | null };
type Weights = Record<string, Tensor>;

const FUSED: readonly Merge[] = ["maximum", "minimum", "sum", "average", "difference", "product"];

/** Fresh weights of m members, each drawn from its own stream. Their first axis stacks the members. */
export function initialiseSiamese(rng: Rng, input: InputShape, config: SiameseConfig): Parameters {
  const { members: m, fusionWidth, legWidth, headWidth, attributeWidth, merges } = config;
  const fanIn = input.image + input.columns * attributeWidth;
  const parameters: Parameters = {};
  if (input.image > 0) parameters.imageFusion = drawWeights(rng, [m, input.image, fusionWidth], fanIn);
  if (usesAttributes(input, config)) {
    parameters.attributeTable = drawScaled(rng, [m * input.vocabulary, attributeWidth], 0.5);
    parameters.attributeFusion = drawWeights(rng, [m, input.columns * attributeWidth, fusionWidth], fanIn);
  }
  parameters.fusionBias = zeros([m, 1, fusionWidth]);
  parameters.leg = drawWeights(rng, [m, fusionWidth, legWidth], fusionWidth);
  parameters.legBias = zeros([m, 1, legWidth]);
  const parts = merges.length + (merges.includes("concatenation") ? 1 : 0);
  for (const merge of merges)
    parameters[`merge.${merge}`] = drawWeights(rng, [m, legWidth, headWidth], parts * legWidth);
  if (merges.includes("concatenation")) {
    parameters["merge.concatenation2"] = drawWeights(rng, [m, legWidth, headWidth], parts * legWidth);
  }
  parameters.headBias = zeros([m, 1, headWidth]);
  parameters.out = drawScaled(rng, [m, headWidth, 1], Math.sqrt(1 / headWidth));
  parameters.outBias = zeros([m, 1, 1]);
  return parameters;
}

/** Whether attribute embeddings take part at all. */
export function usesAttributes(input: InputShape, config: Pick<SiameseConfig, "attributeWidth">): boolean {
  return input.columns > 0 && config.attributeWidth > 0;
}

/** Shared leg of every item → [m, u, legWidth]. Inside tf.tidy. */
export function legOutputs(
  ops: Operations,
  w: Weights,
  batch: NetworkBatch,
  input: InputShape,
  masks: NetworkMasks,
): Tensor {
  const [m, u] = batch.image.shape as [number, number];
  let fused: Tensor | null = w.imageFusion ? ops.productOfInput(batch.image, w.imageFusion) : null;
  if (w.attributeTable) {
    const width = w.attributeTable.shape[1] as number;
    const embedded = ops.reshape(ops.gatherRows(w.attributeTable, batch.codes), [m, u, input.columns * width]);
    const part = ops.product(embedded, w.attributeFusion);
    fused = fused ? ops.add(fused, part) : part;
  }
  const hidden = ops.relu(ops.addBias(fused as Tensor, w.fusionBias), masks.fusion);
  return ops.addBias(ops.product(hidden, w.leg), w.legBias);
}

/** Logits of pairs [m, b, 1] from the legs of their items [m, u, legWidth]. Inside tf.tidy. */
export function pairLogits(
  ops: Operations,
  w: Weights,
  legs: Tensor,
  batch: NetworkBatch,
  masks: NetworkMasks,
): Tensor {
  const [m, u, width] = legs.shape as [number, number, number];
  const flat = ops.reshape(legs, [m * u, width]);
  const side = (index: Tensor1D) => ops.reshape(ops.gatherRows(flat, index), [m, index.shape[0] / m, width]);
  return logitsOfSides(ops, w, side(batch.left), side(batch.right), masks);
}

/** Logits [m, b, 1] of two sides [m, b, legWidth], the same for both orders. Inside tf.tidy. */
export function logitsOfSides(ops: Operations, w: Weights, a: Tensor, b: Tensor, masks: NetworkMasks): Tensor {
  const parts = FUSED.filter((merge) => w[`merge.${merge}`]).map((merge) =>
    ops.product(mergeLegs(ops, merge, a, b), w[`merge.${merge}`]),
  );
  const finish = (all: Tensor[]) => {
    const hidden = ops.relu(
      ops.addBias(
        all.reduce((sum, part) => ops.add(sum, part)),
        w.headBias,
      ),
      masks.head,
    );
    return ops.addBias(ops.product(hidden, w.out), w.outBias);
  };
  const [first, second] = [w["merge.concatenation"], w["merge.concatenation2"]];
  if (!first) return finish(parts);
  const order = (x: Tensor, y: Tensor) => finish([...parts, ops.product(x, first), ops.product(y, second)]);
  return ops.scale(ops.add(order(a, b), order(b, a)), 0.5);
}

function mergeLegs(ops: Operations, merge: Merge, a: Tensor, b: Tensor): Tensor {
  switch (merge) {
    case "product":
      return ops.multiply(a, b);
    case "difference":
      return ops.absoluteDifference(a, b);
    case "sum":
      return ops.add(a, b);
    case "average":
      return ops.scale(ops.add(a, b), 0.5);
    case "maximum":
      return ops.maximum(a, b);
    case "minimum":
      return ops.minimum(a, b);
    case "concatenation":
      throw new RangeError("concatenation depends on the order and is joined in logitsOfSides");
  }
}

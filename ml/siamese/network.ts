import type { Tensor, Tensor1D } from "@tensorflow/tfjs-core";
import type { Operations } from "@/ml/runtime/differentiable";
import { drawScaled, drawWeights, type Parameters, zeros } from "@/ml/runtime/parameters";
import type { Rng } from "@/ml/runtime/seed";
import type { Merge, SiameseConfig } from "./config";

/** What the network reads of a product: `dense` numbers, and one code in each of `columns` columns out of `vocabulary`
 *  rows in all (codes of the columns stand one after another). */
export type InputShape = { dense: number; columns: number; vocabulary: number };

/** u items of each of m members. dense [m, u, dense]; codes: for the first, second … value of the columns
 *  [m · u · columns], rows of the stacked tables. */
export type ItemBatch = { dense: Tensor; codes: Tensor1D[] };
/** The same with b sets of k items: sides[s] [m · b] names the s-th item of each set, rows of the stacked legs. */
export type NetworkBatch = ItemBatch & { sides: Tensor1D[] };
export type NetworkMasks = { fusion: Tensor | null; head: Tensor | null };
type Weights = Record<string, Tensor>;

const FUSED: readonly Merge[] = ["maximum", "minimum", "sum", "average", "difference", "product"];

/** Fresh weights of m members, each drawn from its own stream. Their first axis stacks the members. */
export function initialiseSiamese(rng: Rng, input: InputShape, config: SiameseConfig): Parameters {
  const { members: m, fusionWidth, legWidth, headWidth, attributeWidth, merges } = config;
  const fanIn = input.dense + input.columns * attributeWidth;
  const parameters: Parameters = {};
  if (input.dense > 0) parameters.denseFusion = drawWeights(rng, [m, input.dense, fusionWidth], fanIn);
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
  batch: ItemBatch,
  input: InputShape,
  masks: NetworkMasks,
): Tensor {
  const [m, u] = batch.dense.shape as [number, number];
  let fused: Tensor | null = w.denseFusion ? ops.productOfInput(batch.dense, w.denseFusion) : null;
  if (w.attributeTable) {
    const width = w.attributeTable.shape[1] as number;
    const embedded = ops.reshape(
      meanOf(
        ops,
        batch.codes.map((codes) => ops.gatherRows(w.attributeTable, codes)),
      ),
      [m, u, input.columns * width],
    );
    const part = ops.product(embedded, w.attributeFusion);
    fused = fused ? ops.add(fused, part) : part;
  }
  const hidden = ops.biasedRelu(fused as Tensor, w.fusionBias, masks.fusion);
  return ops.addBias(ops.product(hidden, w.leg), w.legBias);
}

/** Logits of sets [m, b, 1] from the legs of their items [m, u, legWidth]. Inside tf.tidy. */
export function setLogits(ops: Operations, w: Weights, legs: Tensor, sides: Tensor1D[], masks: NetworkMasks): Tensor {
  const [m, u, width] = legs.shape as [number, number, number];
  const flat = ops.reshape(legs, [m * u, width]);
  return logitsOfSides(
    ops,
    w,
    sides.map((index) => ops.reshape(ops.gatherRows(flat, index), [m, index.shape[0] / m, width])),
    masks,
  );
}

/** Logits [m, b, 1] of two or more sides [m, b, legWidth], the same in every order of them: maximum, minimum, sum and
 *  average are taken over all sides; product and difference are averaged over every two of them before the head;
 *  concatenation reads every two in both orders, and those logits are averaged. Inside tf.tidy. */
export function logitsOfSides(ops: Operations, w: Weights, sides: Tensor[], masks: NetworkMasks): Tensor {
  if (sides.length < 2) throw new RangeError(`${sides.length} sides were given, a set has two or more`);
  const parts = FUSED.filter((merge) => w[`merge.${merge}`]).map((merge) =>
    ops.product(mergeLegs(ops, merge, sides), w[`merge.${merge}`]),
  );
  const finish = (all: Tensor[]) => {
    const hidden = ops.biasedRelu(
      all.reduce((sum, part) => ops.add(sum, part)),
      w.headBias,
      masks.head,
    );
    return ops.addBias(ops.product(hidden, w.out), w.outBias);
  };
  const [first, second] = [w["merge.concatenation"], w["merge.concatenation2"]];
  if (!first) return finish(parts);
  const order = (x: Tensor, y: Tensor) => finish([...parts, ops.product(x, first), ops.product(y, second)]);
  return meanOf(
    ops,
    everyTwo(sides).flatMap(([a, b]) => [order(a, b), order(b, a)]),
  );
}

function mergeLegs(ops: Operations, merge: Merge, sides: Tensor[]): Tensor {
  switch (merge) {
    case "product":
      return meanOf(
        ops,
        everyTwo(sides).map(([a, b]) => ops.multiply(a, b)),
      );
    case "difference":
      return meanOf(
        ops,
        everyTwo(sides).map(([a, b]) => ops.absoluteDifference(a, b)),
      );
    case "sum":
      return sides.reduce((sum, side) => ops.add(sum, side));
    case "average":
      return meanOf(ops, sides);
    case "maximum":
      return sides.reduce((most, side) => ops.maximum(most, side));
    case "minimum":
      return sides.reduce((least, side) => ops.minimum(least, side));
    case "concatenation":
      throw new RangeError("concatenation depends on the order and is joined in logitsOfSides");
  }
}

function meanOf(ops: Operations, tensors: Tensor[]): Tensor {
  const sum = tensors.reduce((total, one) => ops.add(total, one));
  return tensors.length === 1 ? sum : ops.scale(sum, 1 / tensors.length);
}

function everyTwo<T>(all: T[]): [T, T][] {
  return all.flatMap((a, i) => all.slice(i + 1).map((b): [T, T] => [a, b]));
}

import type { Tensor } from "@tensorflow/tfjs-core";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Convolutions, convolutionsOf } from "@/ml/runtime/convolution";
import { type Operations, operationsOf } from "@/ml/runtime/differentiable";
import type { MapShape, Tail, TailStep } from "./tail";

type Weights = Record<string, Tensor>;
type Step<K extends TailStep["kind"]> = Extract<TailStep, { kind: K }>;

/** Builds a tail's way from maps x [1, n · h · w, c] of `images` photos to their vectors [1, images, d], by weights of the
 *  tail's parameters, with gradients on every backend. Inside tf.tidy. */
export function forwardOf(tf: TensorFlow, tail: Tail): (weights: Weights, x: Tensor, images: number) => Tensor {
  const [ops, maps] = [operationsOf(tf), convolutionsOf(tf)];
  return (weights, x, images) => {
    const values = new Map([[tail.input, x]]);
    for (const step of tail.steps) {
      const from = values.get(step.from)!;
      const shape = tail.shapes.get(step.from)!;
      values.set(step.to, run(tf, ops, maps, { step, from, shape, images, weights, values }));
    }
    return values.get(tail.output)!;
  };
}

type Run = {
  step: TailStep;
  from: Tensor;
  shape: MapShape;
  images: number;
  weights: Weights;
  values: Map<string, Tensor>;
};

function run(tf: TensorFlow, ops: Operations, maps: Convolutions, given: Run): Tensor {
  const { step, from, shape, weights, values } = given;
  switch (step.kind) {
    case "convolution":
      return withBias(ops, convolve(ops, maps, step, given), step.bias, weights);
    case "dense":
      return withBias(ops, ops.product(from, weights[step.weight]!), step.bias, weights);
    case "bias":
      return withBias(ops, from, step.bias, weights);
    case "clip":
      return maps.clip(from, step.low, step.high);
    case "add":
      return ops.add(from, values.get(step.other)!);
    case "scale": {
      const constant = (data: Float32Array) => tf.tensor3d(data, [1, 1, data.length]);
      return maps.scale(from, constant(step.factor), constant(step.shift));
    }
    case "mean":
      return maps.meanOfPixels(from, shape.height * shape.width);
    case "same":
      return from;
  }
}

const withBias = (ops: Operations, x: Tensor, bias: string | null, weights: Weights) =>
  bias === null ? x : ops.addBias(x, weights[bias]!);

/** One of 1 × 1 is a product of pixels and weights, a larger one a product of windows and weights. */
function convolve(ops: Operations, maps: Convolutions, step: Step<"convolution">, given: Run): Tensor {
  const { from, shape, images, weights } = given;
  const weight = weights[step.weight]!;
  const { height, width } = shape;
  const window = { images, height, width, ...step.window };
  if (step.isDepthwise) return maps.depthwise(from, weight, window);
  const isPlain = [...window.size, ...window.stride].every((one) => one === 1);
  return ops.product(isPlain ? from : maps.windows(from, window), weight);
}

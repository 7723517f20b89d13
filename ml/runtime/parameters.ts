import type { Scalar, Tensor } from "@tensorflow/tfjs-core";
import type { TensorFlow } from "./backend";
import { drawNormal, type Rng } from "./seed";

/** Weights by name. They live outside the backend, so an interrupted step leaves them whole. */
export type Parameters = Record<string, { shape: number[]; data: Float32Array }>;

const sizeOf = (shape: number[]) => shape.reduce((size, d) => size * d, 1);

/** Normal weights of standard deviation √(2 / fanIn) (He et al. 2015). */
export function drawWeights(rng: Rng, shape: number[], fanIn: number): { shape: number[]; data: Float32Array } {
  return drawScaled(rng, shape, Math.sqrt(2 / fanIn));
}

/** Normal numbers of the given standard deviation. */
export function drawScaled(rng: Rng, shape: number[], deviation: number): { shape: number[]; data: Float32Array } {
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, () => drawNormal(rng) * deviation) };
}

/** Zeros of a shape. */
export function zeros(shape: number[]): { shape: number[]; data: Float32Array } {
  return { shape, data: new Float32Array(sizeOf(shape)) };
}

/** A copy that later updates do not touch. */
export function copyParameters(parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, p]) => [name, { shape: p.shape, data: p.data.slice() }]),
  );
}

/** The parameters of the members in `chosen` alone; every array has its members on axis 0, of `members` in all. */
export function pickMembers(parameters: Parameters, members: number, chosen: number[]): Parameters {
  const pick = ({ shape, data }: Parameters[string]) => {
    const size = data.length / members;
    const out = new Float32Array(chosen.length * size);
    chosen.forEach((member, i) => {
      out.set(data.subarray(member * size, (member + 1) * size), i * size);
    });
    return { shape: [(shape[0] / members) * chosen.length, ...shape.slice(1)], data: out };
  };
  return Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, pick(p)]));
}

/** Loss and its gradient by every parameter, as plain arrays; no tensor survives the call. */
export function lossAndGradients(
  tf: TensorFlow,
  parameters: Parameters,
  loss: (weights: Record<string, Tensor>) => Tensor,
) {
  const names = Object.keys(parameters);
  const gradients: Record<string, Float32Array> = {};
  let value = Number.NaN;
  // Results leave through these variables: tidy walks what it is given back, number by number.
  tf.tidy(() => {
    const inputs = names.map((name) => tf.tensor(parameters[name].data, parameters[name].shape));
    const named = (tensors: Tensor[]) => Object.fromEntries(names.map((name, i) => [name, tensors[i]]));
    const result = tf.valueAndGrads((...tensors: Tensor[]) => loss(named(tensors)) as Scalar)(inputs);
    names.forEach((name, i) => {
      gradients[name] = result.grads[i].dataSync() as Float32Array;
    });
    value = result.value.dataSync()[0];
  });
  return { loss: value, gradients };
}

/** The numbers of the tensor that `compute` makes; everything made on the way is disposed. */
export function readTensor(tf: TensorFlow, compute: () => Tensor): Float32Array {
  const tensor = tf.tidy(compute);
  const values = tensor.dataSync() as Float32Array;
  tensor.dispose();
  return values;
}

/** Parameters as tensors, for one forward pass. Call inside tf.tidy. */
export function uploadParameters(tf: TensorFlow, parameters: Parameters): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, tf.tensor(p.data, p.shape)]));
}

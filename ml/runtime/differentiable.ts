import type { Tensor, Tensor1D } from "@tensorflow/tfjs-core";
import type { TensorFlow } from "./backend";
import { layerKernels } from "./layer-kernels";

/** Operations that know their gradient on every backend. @tensorflow/tfjs-core alone registers none, and fusing keeps
 *  the number of small kernels down, which is what a training step is bound by. m members are stacked on axis 0. */
export type Operations = ReturnType<typeof operationsOf>;

type Differentiable = (inputs: Tensor[], forward: (...args: Tensor[]) => Gradient) => Tensor;
/** saved: what gradFunc will need besides dy; everything else made on the way forward is disposed before it runs. */
type Gradient = { value: Tensor; saved?: Tensor[]; gradFunc: (dy: Tensor, saved: Tensor[]) => Tensor[] };

/** Builds the operations for one backend. */
export function operationsOf(tf: TensorFlow) {
  const apply: Differentiable = (inputs, forward) => {
    const custom = (...args: unknown[]) => {
      const save = args.at(-1) as (tensors: Tensor[]) => void;
      const { value, saved, gradFunc } = forward(...(args.slice(0, -1) as Tensor[]));
      if (saved) save(saved);
      return { value, gradFunc };
    };
    return tf.customGrad(custom as Parameters<typeof tf.customGrad>[0])(...inputs);
  };
  return { ...layers(tf, apply), ...merges(tf, apply), ...losses(tf, apply) };
}

function layers(tf: TensorFlow, apply: Differentiable) {
  const fused = fusedLayers(tf);
  /** Column sums of [m, u, h] → [m, 1, h]. */
  const sumRows = (dy: Tensor) => fused?.sumRows(dy) ?? tf.matMul(tf.ones([dy.shape[0], 1, dy.shape[1] as number]), dy);
  return {
    /** x [m, u, k] × w [m, k, h] → [m, u, h]. */
    product: (x: Tensor, w: Tensor) =>
      apply([x, w], (x, w) => ({
        value: tf.matMul(x, w),
        saved: [x, w],
        gradFunc: (dy, [x, w]) => [tf.matMul(dy, w, false, true), tf.matMul(x, dy, true, false)],
      })),
    /** The same for an x that needs no gradient, which saves one of three products. */
    productOfInput: (x: Tensor, w: Tensor) =>
      apply([w], (w) => ({
        value: tf.matMul(x, w),
        saved: [x],
        gradFunc: (dy, [x]) => [tf.matMul(x, dy, true, false)],
      })),
    /** x [m, u, h] + bias [m, 1, h]. */
    addBias: (x: Tensor, bias: Tensor) =>
      apply([x, bias], (x, bias) => ({ value: tf.add(x, bias), gradFunc: (dy) => [dy.clone(), sumRows(dy)] })),
    /** max(x [m, u, h] + bias [m, 1, h], 0), times `mask` when one is given: addBias and relu in one. */
    biasedRelu: (x: Tensor, bias: Tensor, mask: Tensor | null) =>
      apply([x, bias], (x, bias) => {
        const relu = fused ? fused.biasedRelu(x, bias, mask) : tf.relu(tf.add(x, bias));
        const value = fused || !mask ? relu : tf.mul(relu, mask);
        return {
          value,
          saved: mask ? [value, mask] : [value],
          gradFunc: (dy, [value, mask]) => {
            const dx = fused
              ? fused.biasedReluGradient(dy, value, mask ?? null)
              : tf.mul(mask ? tf.mul(dy, mask) : dy, tf.step(value));
            return [dx, sumRows(dx)];
          },
        };
      }),
    /** Sum of tensors of one shape. */
    add: (a: Tensor, b: Tensor) =>
      apply([a, b], (a, b) => ({ value: tf.add(a, b), gradFunc: (dy) => [dy.clone(), dy.clone()] })),
    /** max(x, 0), times `mask` when one is given (dropout: 0 or 1 / kept share). */
    relu: (x: Tensor, mask: Tensor | null) =>
      apply([x], (x) => {
        const value = mask ? tf.mul(tf.relu(x), mask) : tf.relu(x);
        const saved = mask ? [value, mask] : [value];
        return {
          value,
          saved,
          gradFunc: (dy, [value, mask]) => [tf.mul(mask ? tf.mul(dy, mask) : dy, tf.step(value))],
        };
      }),
    /** x [n, h], rows by index [r] → [r, h]. */
    gatherRows: (x: Tensor, index: Tensor1D) =>
      apply([x], (x) => ({
        value: tf.gather(x, index),
        saved: [index],
        gradFunc: (dy, [index]) => [tf.unsortedSegmentSum(dy, index as Tensor1D, x.shape[0] as number)],
      })),
    reshape: (x: Tensor, shape: number[]) =>
      apply([x], (x) => ({ value: tf.reshape(x, shape), gradFunc: (dy) => [tf.reshape(dy, x.shape)] })),
  };
}

/** The layers' own kernels, where the backend has them: wasm-layers, native-layers. */
function fusedLayers(tf: TensorFlow) {
  if (!tf.getKernel(layerKernels.sumRows, tf.getBackend())) return null;
  // Each of them answers one tensor.
  const run = (kernel: string, inputs: Record<string, Tensor>) => tf.engine().runKernel(kernel, inputs) as Tensor;
  const masked = (mask: Tensor | null): Record<string, Tensor> => (mask ? { mask } : {});
  return {
    absoluteDifference: (a: Tensor, b: Tensor) => run(layerKernels.absoluteDifference, { a, b }),
    absoluteDifferenceGradient: (dy: Tensor, a: Tensor, b: Tensor) =>
      run(layerKernels.absoluteDifferenceGradient, { dy, a, b }),
    sumRows: (x: Tensor) => run(layerKernels.sumRows, { x }),
    biasedRelu: (x: Tensor, bias: Tensor, mask: Tensor | null) =>
      run(layerKernels.biasedRelu, { x, bias, ...masked(mask) }),
    biasedReluGradient: (dy: Tensor, value: Tensor, mask: Tensor | null) =>
      run(layerKernels.biasedReluGradient, { dy, value, ...masked(mask) }),
  };
}

function merges(tf: TensorFlow, apply: Differentiable) {
  const fused = fusedLayers(tf);
  const selectOf = (dy: Tensor, chosen: Tensor): Tensor[] => {
    const first = tf.mul(dy, chosen);
    return [first, tf.sub(dy, first)];
  };
  return {
    multiply: (a: Tensor, b: Tensor) =>
      apply([a, b], (a, b) => ({
        value: tf.mul(a, b),
        saved: [a, b],
        gradFunc: (dy, [a, b]) => [tf.mul(dy, b), tf.mul(dy, a)],
      })),
    absoluteDifference: (a: Tensor, b: Tensor) =>
      apply([a, b], (a, b) => ({
        value: fused?.absoluteDifference(a, b) ?? tf.abs(tf.sub(a, b)),
        saved: [a, b],
        gradFunc: (dy, [a, b]) => {
          const da = fused?.absoluteDifferenceGradient(dy, a, b) ?? tf.mul(dy, tf.sign(tf.sub(a, b)));
          return [da, tf.neg(da)];
        },
      })),
    /** The gradient of a tie goes to b. */
    maximum: (a: Tensor, b: Tensor) =>
      apply([a, b], (a, b) => ({
        value: tf.maximum(a, b),
        saved: [a, b],
        gradFunc: (dy, [a, b]) => selectOf(dy, tf.step(tf.sub(a, b))),
      })),
    minimum: (a: Tensor, b: Tensor) =>
      apply([a, b], (a, b) => ({
        value: tf.minimum(a, b),
        saved: [a, b],
        gradFunc: (dy, [a, b]) => selectOf(dy, tf.step(tf.sub(b, a))),
      })),
    scale: (x: Tensor, factor: number) =>
      apply([x], (x) => ({ value: tf.mul(x, tf.scalar(factor)), gradFunc: (dy) => [tf.mul(dy, tf.scalar(factor))] })),
  };
}

function losses(tf: TensorFlow, apply: Differentiable) {
  return {
    /** Σ weight · binary cross-entropy of logits against targets in 0..1, all of one shape → scalar. */
    logisticLoss: (logits: Tensor, targets: Tensor, weights: Tensor) =>
      apply([logits], (logits) => {
        // log(1 + e^−|z|) + max(z, 0) − z·y: no overflow at either end.
        const softplus = tf.log1p(tf.exp(tf.neg(tf.abs(logits))));
        const each = tf.sub(tf.add(softplus, tf.relu(logits)), tf.mul(logits, targets));
        return {
          value: tf.sum(tf.mul(weights, each)),
          saved: [logits, targets, weights],
          gradFunc: (dy, [logits, targets, weights]) => [
            tf.mul(dy, tf.mul(weights, tf.sub(tf.sigmoid(logits), targets))),
          ],
        };
      }),
    /** Σ weight · cross-entropy of logits [m, u, k] against target distributions [m, u, k]; weights [m, u, 1] → scalar. */
    softmaxLoss: (logits: Tensor, targets: Tensor, weights: Tensor) =>
      apply([logits], (logits) => {
        const each = tf.neg(tf.sum(tf.mul(targets, tf.log(tf.add(tf.softmax(logits), tf.scalar(1e-12)))), -1, true));
        return {
          value: tf.sum(tf.mul(weights, each)),
          saved: [logits, targets, weights],
          gradFunc: (dy, [logits, targets, weights]) => [
            tf.mul(dy, tf.mul(weights, tf.sub(tf.softmax(logits), targets))),
          ],
        };
      }),
  };
}

import type { Tensor } from "@tensorflow/tfjs-core";
import type { TensorFlow } from "@/ml/runtime/backend";
import { convolutionsOf } from "@/ml/runtime/convolution";
import { operationsOf } from "@/ml/runtime/differentiable";
import { DropoutMasks } from "@/ml/runtime/dropout";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { drawWeights, type Parameters, readTensor, uploadParameters, zeros } from "@/ml/runtime/parameters";
import { rngOf, seedFor } from "@/ml/runtime/seed";
import type { Batch } from "./batches";
import type { FineTuningConfig } from "./config";

/** The dense head that the block is tuned under: standardised vectors → hidden ReLU → one logit a category. */
export type Head = { parameters: Parameters; factor: Float32Array; shift: Float32Array };

/** A fresh head for vectors like those given [n, d], whose spread it is made for. */
export function initialiseHead(vectors: Matrix, classes: number, { hidden }: FineTuningConfig, seed: number): Head {
  const d = vectors.columns;
  const [sum, squares] = [new Float64Array(d), new Float64Array(d)];
  for (let i = 0; i < vectors.rows; i++) {
    rowOf(vectors, i).forEach((value, j) => {
      sum[j]! += value;
      squares[j]! += value * value;
    });
  }
  const n = Math.max(1, vectors.rows);
  const factor = Float32Array.from(
    squares,
    (total, j) => 1 / (Math.sqrt(Math.max(total / n - (sum[j]! / n) ** 2, 0)) || 1),
  );
  const shift = Float32Array.from(sum, (total, j) => (-total / n) * factor[j]!);
  const rng = rngOf(seedFor(seed, "head"));
  return {
    factor,
    shift,
    parameters: {
      "head.hidden": drawWeights(rng, [1, d, hidden], d),
      "head.hiddenBias": zeros([1, 1, hidden]),
      "head.out": drawWeights(rng, [1, hidden, classes], 2 * hidden),
      "head.outBias": zeros([1, 1, classes]),
    },
  };
}

/** Logits [n, classes] of vectors [n, d] as they leave a graph. */
export function headLogits(tf: TensorFlow, { parameters, factor, shift }: Head, vectors: Matrix): Matrix {
  const [ops, maps] = [operationsOf(tf), convolutionsOf(tf)];
  const d = vectors.columns;
  const classes = parameters["head.outBias"]!.shape[2]!;
  const logits = readTensor(tf, () => {
    const w = uploadParameters(tf, parameters);
    const constant = (data: Float32Array) => tf.tensor3d(data, [1, 1, d]);
    const x = maps.scale(tf.tensor3d(vectors.data, [1, vectors.rows, d]), constant(factor), constant(shift));
    const hidden = ops.biasedRelu(ops.product(x, w["head.hidden"]!), w["head.hiddenBias"]!, null);
    return ops.addBias(ops.product(hidden, w["head.out"]!), w["head.outBias"]!);
  });
  return matrixOf(vectors.rows, classes, logits);
}

/** Builds the loss of a batch under the head, of vectors [1, b, d] → scalar. Dropout is drawn anew at each call. */
export function headLossOf(tf: TensorFlow, { factor, shift }: Head, config: FineTuningConfig, seed: number) {
  const [ops, maps] = [operationsOf(tf), convolutionsOf(tf)];
  const masks = new DropoutMasks(seedFor(seed, "dropout"));
  return (w: Record<string, Tensor>, vectors: Tensor, { targets, weights }: Batch): Tensor => {
    const [, b, d] = vectors.shape as [number, number, number];
    const mask = (name: string, width: number, rate: number) =>
      tf.tensor3d(masks.draw(name, b * width, rate), [1, b, width]);
    const constant = (data: Float32Array) => tf.tensor3d(data, [1, 1, d]);
    const shown = ops.multiply(
      maps.scale(vectors, constant(factor), constant(shift)),
      mask("input", d, config.inputDropout),
    );
    const hidden = ops.biasedRelu(
      ops.product(shown, w["head.hidden"]!),
      w["head.hiddenBias"]!,
      mask("hidden", config.hidden, config.hiddenDropout),
    );
    const logits = ops.addBias(ops.product(hidden, w["head.out"]!), w["head.outBias"]!);
    return ops.softmaxLoss(logits, tf.tensor3d(targets, [1, b, targets.length / b]), tf.tensor3d(weights, [1, b, 1]));
  };
}

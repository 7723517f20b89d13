import type { Tensor } from "@tensorflow/tfjs-core";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Operations, operationsOf } from "@/ml/runtime/differentiable";
import { type Matrix, matrixOf } from "@/ml/runtime/matrix";
import { type Parameters, pickMembers, readTensor, uploadParameters } from "@/ml/runtime/parameters";
import { attributeLogits, categoryLogits, hiddenLayer } from "./network";

const CHUNK = 2048;

type Weights = Record<string, Tensor>;

/** What one of `members` stacked members makes of inputs [n, width] (see categoryInputs). */
export type MemberOutputs = {
  /** The penultimate layer → [n, hidden]. */
  hidden(x: Matrix): Matrix;
  /** Category logits of the penultimate layer → [n, k]. */
  categories(hidden: Matrix): Matrix;
  /** Logits of the attribute heads side by side → [n, v]; only for a network that has heads. */
  attributes(hidden: Matrix): Matrix;
};

/** Uploads one member, lets `read` ask for its outputs, and frees it. Tensor backends only. */
export function withMember<T>(
  tf: TensorFlow,
  parameters: Parameters,
  members: number,
  member: number,
  read: (outputs: MemberOutputs) => T,
): T {
  const ops = operationsOf(tf);
  const weights = uploadParameters(tf, pickMembers(parameters, members, [member]));
  const widthOf = (name: string) => parameters[name].shape[2];
  const through = (layer: (ops: Operations, w: Weights, x: Tensor) => Tensor, bias: string) => (x: Matrix) =>
    inChunks(tf, x, widthOf(bias), (rows) => layer(ops, weights, rows));
  try {
    return read({
      hidden: through((ops, w, x) => hiddenLayer(ops, w, x, null), "hiddenBias"),
      categories: through(categoryLogits, "outBias"),
      attributes: through(attributeLogits, "attributesBias"),
    });
  } finally {
    tf.dispose(weights);
  }
}

function inChunks(tf: TensorFlow, x: Matrix, width: number, layer: (rows: Tensor) => Tensor): Matrix {
  const out = matrixOf(x.rows, width);
  for (let start = 0; start < x.rows; start += CHUNK) {
    const size = Math.min(CHUNK, x.rows - start);
    const rows = x.data.subarray(start * x.columns, (start + size) * x.columns);
    out.data.set(
      readTensor(tf, () => layer(tf.tensor3d(rows, [1, size, x.columns]))),
      start * width,
    );
  }
  return out;
}

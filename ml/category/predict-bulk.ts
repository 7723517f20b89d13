import type { TensorFlow } from "@/ml/runtime/backend";
import { operationsOf } from "@/ml/runtime/differentiable";
import { type Matrix, matrixOf } from "@/ml/runtime/matrix";
import { type Parameters, pickMembers, readTensor, uploadParameters } from "@/ml/runtime/parameters";
import { categoryInputs } from "./inputs";
import type { CategoryModel } from "./model";
import { categoryLogits } from "./network";
import { softmaxRows } from "./softmax";

const CHUNK = 2048;

/** Logits of one of `members` stacked members for inputs [n, width] (see categoryInputs) → [n, k]. */
export function memberLogits(
  tf: TensorFlow,
  parameters: Parameters,
  members: number,
  member: number,
  x: Matrix,
): Matrix {
  const ops = operationsOf(tf);
  const k = parameters.outBias.shape[2];
  const out = matrixOf(x.rows, k);
  const weights = uploadParameters(tf, pickMembers(parameters, members, [member]));
  for (let start = 0; start < x.rows; start += CHUNK) {
    const size = Math.min(CHUNK, x.rows - start);
    const rows = x.data.subarray(start * x.columns, (start + size) * x.columns);
    out.data.set(
      readTensor(tf, () => categoryLogits(ops, weights, tf.tensor3d(rows, [1, size, x.columns]), null)),
      start * k,
    );
  }
  tf.dispose(weights);
  return out;
}

/** The same numbers as predictCategories, on a tensor backend → [n, k]. */
export function predictCategoriesInBulk(
  tf: TensorFlow,
  model: CategoryModel,
  embedding: Matrix,
  attributes: Int32Array,
): Matrix {
  const x = categoryInputs(embedding, attributes, model.columns, model.standardiser);
  const k = model.classes.length;
  const out = matrixOf(x.rows, k);
  for (let member = 0; member < model.config.folds; member++) {
    const { data } = memberLogits(tf, model.parameters, model.config.folds, member, x);
    softmaxRows(data, k, model.temperature);
    for (let at = 0; at < data.length; at++) out.data[at] += data[at] / model.config.folds;
  }
  return out;
}

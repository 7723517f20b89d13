import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, normaliseRows, rowOf } from "@/ml/runtime/matrix";
import { memberCount } from "./config";
import { withMember } from "./forward";
import { type CategoryModel, modelInputs } from "./model";

/** The category network's own embedding: the penultimate layers of all members side by side → [n, members · hidden] unit
 *  rows, so that a dot product is the cosine. Products alike in category, colour and fabric are near each other in it; for
 *  "the same garment" the encoder's embedding is the one to ask. Vectors of two models never meet. embedding [n, d] (zeros:
 *  unknown), attributes [n, a] codes in the model's columns. Throws RangeError on an embedding of another width. */
export function categoryEmbedding(
  tf: TensorFlow,
  model: CategoryModel,
  embedding: Matrix,
  attributes: Int32Array,
): Matrix {
  const x = modelInputs(model, embedding, attributes, tf);
  return penultimateLayers(
    tf,
    model,
    x,
    Array.from({ length: memberCount(model.config) }, (_, q) => q),
  );
}

/** The same of the members that left out fold `fold` alone → [n, membersPerFold · hidden] unit rows: a space that was
 *  not shaped by the categories of that fold's products. x [n, width]: see modelInputs. */
export function unseenEmbedding(tf: TensorFlow, model: CategoryModel, x: Matrix, fold: number): Matrix {
  const { folds, membersPerFold } = model.config;
  return penultimateLayers(
    tf,
    model,
    x,
    Array.from({ length: membersPerFold }, (_, round) => round * folds + fold),
  );
}

function penultimateLayers(tf: TensorFlow, model: CategoryModel, x: Matrix, members: number[]): Matrix {
  const { hidden } = model.config;
  const out = matrixOf(x.rows, members.length * hidden);
  members.forEach((member, at) => {
    const layer = withMember(tf, model.parameters, memberCount(model.config), member, (outputs) => outputs.hidden(x));
    for (let i = 0; i < x.rows; i++) rowOf(out, i).set(rowOf(layer, i), at * hidden);
  });
  return normaliseRows(out);
}

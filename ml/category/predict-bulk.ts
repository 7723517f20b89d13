import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf } from "@/ml/runtime/matrix";
import { memberCount } from "./config";
import { withMember } from "./forward";
import { type CategoryModel, modelInputs } from "./model";
import { softmaxRows } from "./softmax";

/** The same numbers as predictCategories, on a tensor backend → [n, k]. */
export function predictCategoriesInBulk(
  tf: TensorFlow,
  model: CategoryModel,
  embedding: Matrix,
  attributes: Int32Array,
): Matrix {
  const x = modelInputs(model, embedding, attributes, tf);
  const k = model.classes.length;
  const members = memberCount(model.config);
  const out = matrixOf(x.rows, k);
  for (let member = 0; member < members; member++) {
    const { data } = withMember(tf, model.parameters, members, member, (outputs) =>
      outputs.categories(outputs.hidden(x)),
    );
    softmaxRows(data, k, model.temperature);
    for (let at = 0; at < data.length; at++) out.data[at] += data[at] / members;
  }
  return out;
}

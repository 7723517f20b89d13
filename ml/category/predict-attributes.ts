import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { type AttributeHead, headsWidth } from "./attribute-heads";
import { memberCount } from "./config";
import { type MemberOutputs, withMember } from "./forward";
import { columnStarts, type InputPlan } from "./inputs";
import { type CategoryModel, headsOf, modelInputs } from "./model";
import { softmaxRows } from "./softmax";

/** Calibrated probability of each attribute value for each product, the heads side by side (see headsOf) → [n, v]. Each
 *  column is predicted from the photo and the other columns, never from its own value. embedding [n, d], attributes
 *  [n, a] codes in the model's columns. Throws RangeError on an embedding of another width. */
export function predictAttributesInBulk(
  tf: TensorFlow,
  model: CategoryModel,
  embedding: Matrix,
  attributes: Int32Array,
): Matrix {
  const heads = headsOf(model);
  const out = matrixOf(embedding.rows, headsWidth(heads));
  if (heads.length === 0) return out;
  const x = modelInputs(model, embedding, attributes, tf);
  const members = memberCount(model.config);
  for (let member = 0; member < members; member++) {
    const logits = withMember(tf, model.parameters, members, member, (outputs) =>
      attributeLogitsUnseen(outputs, x, heads, model.inputs),
    );
    softmaxHeads(logits, heads, model.attributeTemperatures);
    for (let at = 0; at < out.data.length; at++) out.data[at] += logits.data[at] / members;
  }
  return out;
}

/** Logits [n, v] of one member, each head's with its own column hidden from the inputs x [n, width]. */
export function attributeLogitsUnseen(
  outputs: MemberOutputs,
  x: Matrix,
  heads: AttributeHead[],
  inputs: InputPlan,
): Matrix {
  const out = matrixOf(x.rows, headsWidth(heads));
  const starts = columnStarts(inputs);
  const copy = (from: Matrix, { start, size }: AttributeHead) => {
    for (let i = 0; i < x.rows; i++) rowOf(out, i).set(rowOf(from, i).subarray(start, start + size), start);
  };
  const isRead = inputs.columns.length > 0;
  const everything = isRead ? null : outputs.attributes(outputs.hidden(x));
  for (const head of heads) {
    copy(everything ?? outputs.attributes(outputs.hidden(hideColumn(x, starts, inputs, head.column))), head);
  }
  return out;
}

function hideColumn(x: Matrix, starts: Int32Array, { columns }: InputPlan, column: number): Matrix {
  const out = matrixOf(x.rows, x.columns, x.data.slice());
  for (let i = 0; i < x.rows; i++)
    rowOf(out, i).fill(0, starts[column], starts[column] + columns[column].values.length);
  return out;
}

/** Turns each head's run of logits into probabilities in place, by its own temperature. */
export function softmaxHeads(logits: Matrix, heads: AttributeHead[], temperatures: ArrayLike<number>): void {
  heads.forEach(({ start, size }, h) => {
    for (let i = 0; i < logits.rows; i++) {
      softmaxRows(rowOf(logits, i).subarray(start, start + size), size, temperatures[h]);
    }
  });
}

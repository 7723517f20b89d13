import type { CategoryDataset } from "@/ml/datasets/dataset";
import { fitTemperature } from "@/ml/evaluation/calibration";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, rowOf, takeRows } from "@/ml/runtime/matrix";
import type { Parameters } from "@/ml/runtime/parameters";
import { type AttributeHead, headsWidth } from "./attribute-heads";
import { type CategoryConfig, memberCount } from "./config";
import { withMember } from "./forward";
import type { InputPlan } from "./inputs";
import type { OutOfFold } from "./model";
import { attributeLogitsUnseen, softmaxHeads } from "./predict-attributes";
import { softmaxRows } from "./softmax";

export type Unfolding = {
  dataset: CategoryDataset;
  /** [n, width] inputs of all products. */
  x: Matrix;
  inputs: InputPlan;
  heads: AttributeHead[];
  fold: Int32Array;
  visible: Int32Array;
  taught: Int32Array;
  parameters: Parameters;
  config: CategoryConfig;
};

export type Unfolded = { outOfFold: OutOfFold; temperature: number; attributeTemperatures: Float32Array };

/** Predicts every visible product by the members that left out its fold, and fits the temperatures on that (temperature
 *  scaling, Guo et al. 2017). */
export function unfold(tf: TensorFlow, work: Unfolding): Unfolded {
  const { dataset, heads, fold, visible, taught } = work;
  const logits = logitsByMember(tf, work);
  const k = dataset.classes.length;
  const temperature = fitTemperature((t) =>
    meanLoss(
      meanOf(logits.categories, taught, (part) => softmaxRows(part.data, k, t)),
      (r) => dataset.label[taught[r]],
    ),
  );
  const attributeTemperatures = Float32Array.from(heads, (head) => calibrateHead(head, logits.attributes, work));
  const probabilities = scatter(
    meanOf(logits.categories, visible, (part) => softmaxRows(part.data, k, temperature)),
    visible,
  );
  const attributes = scatter(
    meanOf(logits.attributes, visible, (part) => softmaxHeads(part, heads, attributeTemperatures)),
    visible,
  );
  return {
    outOfFold: { productIds: dataset.productIds, fold, probabilities, attributes },
    temperature,
    attributeTemperatures,
  };

  function scatter(part: Matrix, rows: Int32Array): Matrix {
    const out = matrixOf(dataset.productIds.length, part.columns);
    rows.forEach((i, r) => {
      rowOf(out, i).set(rowOf(part, r));
    });
    return out;
  }
}

/** For each of the members that left out a product's fold, its logits of all products; rows of holdout products are zero. */
function logitsByMember(tf: TensorFlow, { x, inputs, heads, fold, visible, parameters, config, dataset }: Unfolding) {
  const n = x.rows;
  const empty = (width: number) => Array.from({ length: config.membersPerFold }, () => matrixOf(n, width));
  const categories = empty(dataset.classes.length);
  const attributes = empty(headsWidth(heads));
  const members = memberCount(config);
  for (let member = 0; member < members; member++) {
    const unseen = visible.filter((i) => fold[i] === member % config.folds);
    const round = Math.floor(member / config.folds);
    withMember(tf, parameters, members, member, (outputs) => {
      const own = takeRows(x, unseen);
      const found = outputs.categories(outputs.hidden(own));
      const values = heads.length > 0 ? attributeLogitsUnseen(outputs, own, heads, inputs) : null;
      unseen.forEach((i, r) => {
        rowOf(categories[round], i).set(rowOf(found, r));
        if (values) rowOf(attributes[round], i).set(rowOf(values, r));
      });
    });
  }
  return { categories, attributes };
}

/** Mean over the members of their probabilities for `rows` → [rows, columns]; soften turns logits into them in place. */
function meanOf(logits: Matrix[], rows: Int32Array, soften: (part: Matrix) => void): Matrix {
  const out = matrixOf(rows.length, logits[0].columns);
  for (const member of logits) {
    const part = takeRows(member, rows);
    soften(part);
    for (let at = 0; at < out.data.length; at++) out.data[at] += part.data[at] / logits.length;
  }
  return out;
}

function meanLoss({ data, rows, columns }: Matrix, truth: (row: number) => number): number {
  let loss = 0;
  for (let r = 0; r < rows; r++) loss -= Math.log(data[r * columns + truth(r)] + 1e-12);
  return loss / Math.max(1, rows);
}

function calibrateHead(
  { column, start, size }: AttributeHead,
  logits: Matrix[],
  { dataset, visible }: Unfolding,
): number {
  const codeOf = (i: number) => dataset.attributes[i * dataset.columns.length + column];
  const known = visible.filter((i) => codeOf(i) > 0);
  if (known.length === 0) return 1;
  const own = logits.map((member) => {
    const part = matrixOf(member.rows, size);
    for (const i of known) rowOf(part, i).set(rowOf(member, i).subarray(start, start + size));
    return part;
  });
  return fitTemperature((t) =>
    meanLoss(
      meanOf(own, known, (part) => softmaxRows(part.data, size, t)),
      (r) => codeOf(known[r]) - 1,
    ),
  );
}

import { attributeHeads } from "@/ml/category/attribute-heads";
import { type CategoryModel, headsOf } from "@/ml/category/model";
import { predictAttributesInBulk } from "@/ml/category/predict-attributes";
import { recodeAttributes } from "@/ml/datasets/attributes";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { attributeContradictions, missingAttributes } from "./attribute-flags";
import { type CatalogueFlag, surestFirst } from "./catalogue-flag";
import { nearDuplicates } from "./near-duplicates";
import { nearestOthers } from "./nearest-other";
import { photoFaults } from "./photo-faults";

/** Look-alikes that each product is held against. */
const NEIGHBOURS = 8;

/** Everything that looks wrong about the products but their categories, surest first: photos that are missing, shared or
 *  out of place, near-duplicates of other garment models, empty attributes with a sure proposal, and given ones that the
 *  photo rules out. The dataset may be newer than the model: products are joined by id, attribute values by name. Throws
 *  RangeError on an embedding of another width. */
export function flagCatalogue(tf: TensorFlow, dataset: CategoryDataset, model: CategoryModel): CatalogueFlag[] {
  const nearest = nearestOthers(dataset, NEIGHBOURS);
  const faults = photoFaults(dataset, nearest);
  const shared = new Set(faults.filter(({ fault }) => fault === "shared").map(({ product }) => product));
  const heads = attributeHeads(dataset.columns);
  const probabilities = attributeProbabilities(tf, dataset, model);
  return surestFirst([
    ...faults,
    ...nearDuplicates(dataset, nearest, shared),
    ...missingAttributes(dataset, heads, probabilities),
    ...attributeContradictions(dataset, heads, probabilities),
  ]);
}

/** Probabilities [n, v] of the values in the dataset's own heads and codes: out of fold for products that the model was
 *  trained on, its mean prediction for others; zeros for columns and values that it has not met. */
function attributeProbabilities(tf: TensorFlow, dataset: CategoryDataset, model: CategoryModel): Matrix {
  const heads = attributeHeads(dataset.columns);
  const source = headsOf(model);
  const codes = recodeAttributes(dataset.attributes, dataset.columns, model.columns);
  const fresh = predictAttributesInBulk(tf, model, dataset.embedding, codes);
  const trainedAt = new Map(model.outOfFold.productIds.map((id, row) => [id, row]));
  const from: { at: number; source: number }[] = heads.flatMap((head) => {
    const { name, values } = dataset.columns[head.column];
    const known = source.find(({ column }) => model.columns[column].name === name);
    if (!known) return [];
    const codeOf = new Map(model.columns[known.column].values.map((value, code) => [value, code]));
    return values.slice(1).flatMap((value, v) => {
      const code = codeOf.get(value) ?? 0;
      return code > 0 ? [{ at: head.start + v, source: known.start + code - 1 }] : [];
    });
  });
  const out = matrixOf(
    dataset.productIds.length,
    heads.reduce((sum, { size }) => sum + size, 0),
  );
  dataset.productIds.forEach((id, i) => {
    const row = trainedAt.get(id);
    const unseen = row === undefined ? null : rowOf(model.outOfFold.attributes, row);
    const probabilities = unseen?.some((p) => p > 0) ? unseen : rowOf(fresh, i);
    for (const value of from) out.data[i * out.columns + value.at] = probabilities[value.source];
  });
  return out;
}

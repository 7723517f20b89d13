import { largestOf } from "@/ml/category/softmax";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, takeRows } from "@/ml/runtime/matrix";
import { topK } from "@/ml/similarity/exact";
import type { CategoryConfig } from "../config";
import { predictCategoriesInBulk } from "../predict-bulk";
import { trainCategoryNetwork } from "../train";

/** Photos whose category is known: label and group [n]; photos of one group never help each other. */
export type Labelled = { label: Int32Array; classes: string[]; group: Int32Array };
/** Photos to learn from and photos to ask for, of other groups. */
export type Question = { taught: Int32Array; asked: Int32Array };
/** For each photo asked: 1 where the category network is right, and the share of its ten nearest among the asked, which
 *  nobody learnt from, that have its category. */
export type Worth = { right: number[]; near: number[] };

export const NEAREST = 10;

/** What an embedding [n, d] of unit rows is worth to a category network that learns from the photos taught alone. */
export async function worthOf(
  tf: TensorFlow,
  photos: Labelled,
  { taught, asked }: Question,
  embedding: Matrix,
  { config, seed }: { config: Partial<CategoryConfig>; seed: number },
  signal?: AbortSignal,
): Promise<Worth> {
  const rows = Int32Array.from([...taught, ...asked]);
  const dataset = {
    head: "category" as const,
    seed,
    columns: [],
    attributes: new Int32Array(0),
    encoder: { name: "compared", version: "1", dimension: embedding.columns },
    productIds: Array.from(rows, String),
    embedding: takeRows(embedding, rows),
    group: rows.map((i) => photos.group[i]!),
    holdout: Uint8Array.from(rows, (_, at) => (at < taught.length ? 0 : 1)),
    classes: photos.classes,
    label: rows.map((i) => photos.label[i]!),
    confirmed: new Uint8Array(rows.length),
  };
  const { model } = await trainCategoryNetwork(tf, dataset, config, seed, () => {}, signal);
  const fresh = predictCategoriesInBulk(tf, model, takeRows(embedding, asked), new Int32Array(0));
  const k = photos.classes.length;
  const truth = asked.map((i) => photos.label[i]!);
  return {
    right: Array.from(truth, (label, at) => (largestOf(fresh.data, at * k, k) === label ? 1 : 0)),
    near: sharesOfNearest(
      takeRows(embedding, asked),
      truth,
      asked.map((i) => photos.group[i]!),
    ),
  };
}

function sharesOfNearest(embedding: Matrix, label: Int32Array, group: Int32Array): number[] {
  const { index } = topK(embedding, embedding, NEAREST, { excludeGroup: { query: group, base: group } });
  return Array.from(label, (own, q) => {
    const near = index.subarray(q * NEAREST, (q + 1) * NEAREST).filter((at) => at >= 0);
    return near.length > 0 ? near.filter((at) => label[at] === own).length / near.length : 0;
  });
}

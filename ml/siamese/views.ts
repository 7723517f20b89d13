import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import type { TensorFlow } from "@/ml/runtime/backend";
import { takeRows } from "@/ml/runtime/matrix";
import type { Reduction } from "@/ml/runtime/reduction";
import { withMissingFlag } from "./items";
import type { ItemViews } from "./step-input";

/** Sorts the further views of n products by product, reduced as the products' own embeddings are. */
export function itemViews(
  { product, embedding }: NonNullable<CompatibilityDataset["views"]>,
  reduction: Reduction,
  n: number,
  tf?: TensorFlow,
): ItemViews {
  const start = new Int32Array(n + 1);
  for (const i of product) start[i + 1] += 1;
  for (let i = 0; i < n; i++) start[i + 1] += start[i];
  const order = Int32Array.from(product, (_, w) => w).sort((v, w) => product[v] - product[w] || v - w);
  return { start, rows: withMissingFlag(takeRows(embedding, order), reduction, tf) };
}

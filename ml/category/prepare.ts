import type { CategoryDataset } from "@/ml/datasets/dataset";
import { foldsByGroup } from "@/ml/datasets/split";
import { TrainingRefused } from "@/ml/datasets/training-refused";
import { presentRows, rowOf } from "@/ml/runtime/matrix";
import type { CategoryConfig } from "./config";

/** Throws TrainingRefused, with a sentence, when the products `taught` can't teach categories. */
export function refuseUnteachable(dataset: CategoryDataset, taught: Int32Array): void {
  const { embedding, encoder } = dataset;
  if (embedding.columns !== encoder.dimension) {
    throw new TrainingRefused(
      `The stored embeddings are ${embedding.columns} numbers long, the encoder ${encoder.name} ` +
        `${encoder.version} makes ${encoder.dimension}. Embed the catalogue again.`,
    );
  }
  const classes = new Set(Array.from(taught, (i) => dataset.label[i]));
  if (classes.size === 0)
    throw new TrainingRefused("No product has a category, so there is nothing to learn from. Import categories first.");
  if (classes.size === 1) {
    throw new TrainingRefused(
      `Every product is in the category "${dataset.classes[dataset.label[taught[0]]]}"; telling categories apart needs two or more.`,
    );
  }
  if (new Set(Array.from(taught, (i) => dataset.group[i])).size < 2) {
    throw new TrainingRefused(
      "All products with a category are colours of one garment model; learning needs two or more models.",
    );
  }
  if (!presentRows(embedding).includes(1) && dataset.columns.length === 0) {
    throw new TrainingRefused(
      "No product has an embedding, so there is nothing to tell categories apart by. Embed the catalogue first.",
    );
  }
}

/** Fold of each product; −1 for holdout products. Products without a category join the fold of their garment model. */
export function foldsFor(dataset: CategoryDataset, taught: Int32Array, folds: number, seed: number): Int32Array {
  const foldOfTaught = foldsByGroup(
    taught.map((i) => dataset.group[i]),
    folds,
    seed,
  );
  const byGroup = new Map(Array.from(taught, (i, t) => [dataset.group[i], foldOfTaught[t]]));
  return Int32Array.from(dataset.group, (g, i) => (dataset.holdout[i] ? -1 : (byGroup.get(g) ?? 0)));
}

/** Loss weight of a product: rarer classes count for more, settled categories too; 1 on average over `taught`. */
export function classWeights(
  { label, classes, confirmed }: CategoryDataset,
  taught: Int32Array,
  config: CategoryConfig,
): (i: number) => number {
  const count = new Float64Array(classes.length);
  for (const i of taught) count[label[i]] += 1;
  const raw = (i: number) => count[label[i]] ** -config.levelling * (confirmed[i] ? config.confirmedWeight : 1);
  const mean = taught.reduce((sum, i) => sum + raw(i), 0) / taught.length;
  return (i) => raw(i) / mean;
}

/** What a reader of the version should know of its data, in sentences. */
export function notesOf(dataset: CategoryDataset, taught: Int32Array): string[] {
  const count = new Map<number, number>();
  for (const i of taught) count.set(dataset.label[i], (count.get(dataset.label[i]) ?? 0) + 1);
  const few = [...count.values()].filter((examples) => examples < 5).length;
  const none = dataset.classes.length - count.size;
  const present = presentRows(dataset.embedding);
  const missing = taught.filter((i) => !present[i]).length;
  const torn = contradicting(dataset, taught, present);
  return [
    ...(few > 0 ? [`${few} of ${dataset.classes.length} categories have fewer than 5 products to learn from.`] : []),
    ...(none > 0 ? [`${none} categories have no product to learn from and are never proposed with confidence.`] : []),
    ...(missing > 0 ? [`${missing} products have no usable embedding; only their attributes are read.`] : []),
    ...(torn > 0
      ? [`${torn} products share their photo with one of another category; the network can't be right about both.`]
      : []),
  ];
}

/** How many products have, number for number, the embedding of one with another category. */
function contradicting({ embedding, label }: CategoryDataset, taught: Int32Array, present: Uint8Array): number {
  const byContent = new Map<string, number[]>();
  for (const i of taught) {
    if (!present[i]) continue;
    const row = rowOf(embedding, i);
    // A few numbers are enough to tell two photos apart, and cheaper than all.
    const key = `${row.slice(0, 8)}/${row.reduce((sum, value, j) => sum + value * (j + 1), 0)}`;
    const same = byContent.get(key);
    if (same) same.push(i);
    else byContent.set(key, [i]);
  }
  let count = 0;
  for (const same of byContent.values()) if (same.some((i) => label[i] !== label[same[0]])) count += same.length;
  return count;
}

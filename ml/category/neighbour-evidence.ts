import { recodeAttributes } from "@/ml/datasets/attributes";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, normaliseRows, presentRows, takeRows } from "@/ml/runtime/matrix";
import { fitReduction, reduce } from "@/ml/runtime/reduction";
import { topK } from "@/ml/similarity/exact";
import { unseenEmbedding } from "./embedding";
import { fitStandardiser, standardise } from "./inputs";
import { type CategoryModel, modelInputs } from "./model";

/** Nearest products of other garment models with a known category: for query q, k indices into the dataset (−1 where
 *  there are fewer) and their cosines; and what they say of each category, [n, classes] (rows not asked for are zero). */
export type NeighbourEvidence = { probabilities: Matrix; index: Int32Array; cosine: Float32Array; k: number };

/** Components that neighbours are sought in, of the standardised embedding: a tenth of the work, and no worse. */
const COMPONENTS = 128;

/** A neighbour this much less similar than the nearest weighs 1/e of it. */
const WEIGHT_FALL = 0.1;

/** Neighbours' worth of the catalogue's own shares. */
const PRIOR = 0.5;

/** Looks up the k nearest visible products of each product in `rows`, leaving out its own garment model. A category's
 *  probability is its share of their weight, drawn towards its share of the catalogue by half a neighbour. */
export function neighbourEvidence(
  tf: TensorFlow,
  dataset: CategoryDataset,
  rows: Int32Array,
  k: number,
): NeighbourEvidence {
  const base = teachingRows(dataset);
  const found = emptyEvidence(rows, k);
  if (base.length >= 2) search(dataset, lookAlikeSpace(tf, dataset, base), base, rows, found);
  return { ...found, probabilities: sharesOf(rows, found, dataset, base) };
}

/** What the k nearest neighbours say of each category in the network's own embedding → [n, classes], for all products.
 *  A product that the model was trained on is looked up where the members that left it out see it, so that its own given
 *  category did not shape the space. Products are joined by id, attribute values by name. */
export function learntNeighbours(tf: TensorFlow, dataset: CategoryDataset, model: CategoryModel, k: number): Matrix {
  const base = teachingRows(dataset);
  const codes = recodeAttributes(dataset.attributes, dataset.columns, model.columns);
  const x = modelInputs(model, dataset.embedding, codes, tf);
  const foldOf = new Map(model.outOfFold.productIds.map((id, row) => [id, model.outOfFold.fold[row]]));
  // A product that no member saw may be looked up by any of them.
  const fold = Int32Array.from(dataset.productIds, (id) => Math.max(0, foldOf.get(id) ?? 0));
  const all = fold.map((_, i) => i);
  const found = emptyEvidence(all, k);
  for (let f = 0; f < model.config.folds && base.length >= 2; f++) {
    const rows = all.filter((i) => fold[i] === f);
    const part = emptyEvidence(rows, k);
    search(dataset, unseenEmbedding(tf, model, x, f), base, rows, part);
    rows.forEach((i, q) => {
      found.index.set(part.index.subarray(q * k, (q + 1) * k), i * k);
      found.cosine.set(part.cosine.subarray(q * k, (q + 1) * k), i * k);
    });
  }
  return sharesOf(all, found, dataset, base);
}

type Found = Omit<NeighbourEvidence, "probabilities">;

function emptyEvidence(rows: Int32Array, k: number): Found {
  return { k, index: new Int32Array(rows.length * k).fill(-1), cosine: new Float32Array(rows.length * k) };
}

/** Visible products with a category and an embedding. */
function teachingRows({ label, holdout, embedding }: CategoryDataset): Int32Array {
  const present = presentRows(embedding);
  return Int32Array.from(label, (_, i) => i).filter((i) => holdout[i] === 0 && label[i] >= 0 && present[i] === 1);
}

/** Fills `found` with the nearest of `base` for each product in `rows` that has an embedding; space [n, d] unit rows. */
function search(
  { group, embedding }: CategoryDataset,
  space: Matrix,
  base: Int32Array,
  rows: Int32Array,
  found: Found,
): void {
  const present = presentRows(embedding);
  const near = topK(takeRows(space, rows), takeRows(space, base), found.k, {
    excludeGroup: { query: rows.map((i) => group[i]), base: base.map((i) => group[i]) },
  });
  for (let at = 0; at < found.index.length; at++) {
    if (near.index[at] < 0 || !present[rows[Math.floor(at / found.k)]]) continue;
    found.index[at] = base[near.index[at]];
    found.cosine[at] = near.score[at];
  }
}

/** Unit rows [n, components] in which look-alikes are near: standardised as the network reads them, then reduced. */
function lookAlikeSpace(tf: TensorFlow, { embedding }: CategoryDataset, base: Int32Array): Matrix {
  const standardised = standardise(embedding, fitStandardiser(embedding, base));
  return normaliseRows(reduce(fitReduction(tf, standardised, base, COMPONENTS), standardised, tf));
}

function sharesOf(
  rows: Int32Array,
  { index, cosine, k }: Found,
  { label, classes }: CategoryDataset,
  base: Int32Array,
): Matrix {
  const prior = new Float32Array(classes.length);
  for (const i of base) prior[label[i]] += 1 / base.length;
  const out = matrixOf(label.length, prior.length);
  rows.forEach((i, q) => {
    const row = out.data.subarray(i * prior.length, (i + 1) * prior.length);
    for (let c = 0; c < row.length; c++) row[c] = PRIOR * prior[c];
    let total = PRIOR;
    for (let r = 0; r < k; r++) {
      const neighbour = index[q * k + r];
      if (neighbour < 0) continue;
      const weight = Math.exp((cosine[q * k + r] - cosine[q * k]) / WEIGHT_FALL);
      row[label[neighbour]] += weight;
      total += weight;
    }
    for (let c = 0; c < row.length; c++) row[c] /= total;
  });
  return out;
}

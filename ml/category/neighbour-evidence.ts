import type { CategoryDataset } from "@/ml/datasets/dataset";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, normaliseRows, presentRows, takeRows } from "@/ml/runtime/matrix";
import { fitReduction, reduce } from "@/ml/runtime/reduction";
import { topK } from "@/ml/similarity/exact";
import { fitStandardiser, standardise } from "./inputs";

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
  const { label, group, holdout, classes } = dataset;
  const present = presentRows(dataset.embedding);
  const base = Int32Array.from(label, (_, i) => i).filter((i) => holdout[i] === 0 && label[i] >= 0 && present[i] === 1);
  const shares = new Float32Array(classes.length);
  for (const i of base) shares[label[i]] += 1 / base.length;
  const index = new Int32Array(rows.length * k).fill(-1);
  const cosine = new Float32Array(rows.length * k);
  if (base.length >= 2) {
    const space = lookAlikeSpace(tf, dataset, base);
    const found = topK(takeRows(space, rows), takeRows(space, base), k, {
      excludeGroup: { query: rows.map((i) => group[i]), base: base.map((i) => group[i]) },
    });
    for (let at = 0; at < index.length; at++) {
      if (found.index[at] < 0 || !present[rows[Math.floor(at / k)]]) continue;
      index[at] = base[found.index[at]];
      cosine[at] = found.score[at];
    }
  }
  return { index, cosine, k, probabilities: sharesOf(rows, { index, cosine }, k, dataset, shares) };
}

/** Unit rows [n, components] in which look-alikes are near: standardised as the network reads them, then reduced. */
function lookAlikeSpace(tf: TensorFlow, { embedding }: CategoryDataset, base: Int32Array): Matrix {
  const standardised = standardise(embedding, fitStandardiser(embedding, base));
  return normaliseRows(reduce(fitReduction(tf, standardised, base, COMPONENTS), standardised, tf));
}

function sharesOf(
  rows: Int32Array,
  { index, cosine }: Pick<NeighbourEvidence, "index" | "cosine">,
  k: number,
  { label }: CategoryDataset,
  prior: Float32Array,
): Matrix {
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

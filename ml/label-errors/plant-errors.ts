import type { CategoryDataset } from "@/ml/datasets/dataset";
import type { Matrix } from "@/ml/runtime/matrix";
import { drawIndex, permutation, type Rng, rngOf, seedFor } from "@/ml/runtime/seed";

/** uniform: any other category. confusion: the others in proportion to how often the network takes one for the other.
 *  sibling: another one under the same parent where parents are known, else the one that it is taken for most. */
export type ErrorKind = "uniform" | "confusion" | "sibling";

export type PlantingOptions = {
  kind: ErrorKind;
  /** Share of the products that get a wrong category. */
  rate: number;
  /** Whether all colours of a garment model get the same wrong category, or each product by itself. */
  wholeModels: boolean;
  /** [k, k] row y: how often products of y are taken for each category (see confusionOf). */
  confusion: Matrix;
  /** [k] parent of each category, −1 unknown. */
  parent?: Int32Array;
};

export type Planted = { label: Int32Array; wrong: Uint8Array };

/** Moves the categories of a share of the visible products with a category, for measuring how well they are found again.
 *  Same seed, same errors. label [n] with the errors, wrong [n] 1 where one was planted. Throws RangeError on a confusion
 *  of another size. */
export function plantErrors(dataset: CategoryDataset, options: PlantingOptions, seed: number): Planted {
  const { label: truth, group, holdout, classes } = dataset;
  const { confusion, rate, wholeModels } = options;
  if (confusion.rows !== classes.length || confusion.columns !== classes.length) {
    throw new RangeError(
      `confusion is [${confusion.rows}, ${confusion.columns}], there are ${classes.length} categories`,
    );
  }
  const rng = rngOf(seedFor(seed, `planted ${options.kind}`));
  const able = Array.from(truth, (_, i) => i).filter((i) => holdout[i] === 0 && truth[i] >= 0);
  const units = wholeModels ? byModel(able, group) : able.map((i) => [i]);
  const [label, wrong] = [truth.slice(), new Uint8Array(truth.length)];
  let left = Math.round(rate * able.length);
  for (const at of permutation(rng, units.length)) {
    if (left <= 0) break;
    const drawn = drawWrong(rng, truth[units[at][0]], options);
    for (const i of units[at]) {
      if (truth[i] === drawn) continue;
      label[i] = drawn;
      wrong[i] = 1;
      left--;
    }
  }
  return { label, wrong };
}

function byModel(products: number[], group: Int32Array): number[][] {
  const members = new Map<number, number[]>();
  for (const i of products) members.set(group[i], [...(members.get(group[i]) ?? []), i]);
  return [...members.values()];
}

function drawWrong(rng: Rng, y: number, { kind, confusion, parent }: PlantingOptions): number {
  const k = confusion.rows;
  const weights = Float64Array.from(confusion.data.subarray(y * k, (y + 1) * k));
  weights[y] = 0;
  if (kind === "sibling") {
    const siblings = Array.from(weights, (_, c) => c).filter((c) => c !== y && parent && parent[c] === parent[y]);
    if (parent && parent[y] >= 0 && siblings.length > 0) return siblings[drawIndex(rng, siblings.length)];
    return weights.indexOf(Math.max(...weights));
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (kind === "uniform" || total === 0) return (y + 1 + drawIndex(rng, k - 1)) % k;
  let rest = rng() * total;
  for (let c = 0; c < k; c++) {
    rest -= weights[c];
    if (rest < 0 && c !== y) return c;
  }
  return weights.indexOf(Math.max(...weights));
}

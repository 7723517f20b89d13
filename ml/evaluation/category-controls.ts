import type { CategoryDataset } from "@/ml/datasets/dataset";
import { type Matrix, matrixOf } from "@/ml/runtime/matrix";

/** Chances of each category by rules without learning, counted on visible products → [n, k] each: the category's share of
 *  the catalogue, and its share among products of the same colour or season where the catalogue has such a column. */
export function categoryControls(dataset: CategoryDataset): Record<string, Matrix> {
  const { columns, label, holdout, attributes } = dataset;
  const visible = Int32Array.from(label.keys()).filter((i) => holdout[i] === 0 && label[i] >= 0);
  const by = (pattern: RegExp, name: string) => {
    const column = columns.findIndex((one) => pattern.test(one.name));
    if (column < 0) return {};
    return { [name]: sharesBy(dataset, visible, (i) => attributes[i * columns.length + column]) };
  };
  return {
    commonest: sharesBy(dataset, visible, () => 0),
    ...by(/^colou?r$/i, "colour"),
    ...by(/^season$/i, "season"),
  };
}

/** Share of each category among the visible products of one value, drawn towards its share of all by one product. */
function sharesBy({ label, classes }: CategoryDataset, visible: Int32Array, codeOf: (i: number) => number): Matrix {
  const k = classes.length;
  const all = new Float64Array(k);
  for (const i of visible) all[label[i]] += 1 / Math.max(1, visible.length);
  const counts = new Map<number, Float64Array>();
  for (const i of visible) {
    if (!counts.has(codeOf(i))) counts.set(codeOf(i), all.slice());
    const own = counts.get(codeOf(i)) as Float64Array;
    own[label[i]] += 1;
  }
  const out = matrixOf(label.length, k);
  for (let i = 0; i < label.length; i++) {
    const own = counts.get(codeOf(i)) ?? all;
    const total = own.reduce((sum, share) => sum + share, 0) || 1;
    for (let c = 0; c < k; c++) out.data[i * k + c] = own[c] / total;
  }
  return out;
}

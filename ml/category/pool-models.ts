import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";

/** Below this a probability is not held against a category any further: one odd photo must not outvote three good ones. */
const FLOOR = 1e-6;

/** Predictions [n, k] in which the colours of one garment model share theirs: the geometric mean over the model's products,
 *  for a garment has one category in whatever colour. group [n]; rows of zeros (no prediction) take no part and stay zero.
 *  Throws RangeError when group is not as long as there are rows. */
export function poolModels(probabilities: Matrix, group: Int32Array): Matrix {
  const { rows, columns: k } = probabilities;
  if (group.length !== rows)
    throw new RangeError(`group holds ${group.length} numbers, probabilities are [${rows}, ${k}]`);
  const sums = new Map<number, { logs: Float64Array; products: number[] }>();
  for (let i = 0; i < rows; i++) {
    const row = rowOf(probabilities, i);
    if (!row.some((p) => p > 0)) continue;
    const model = sums.get(group[i]) ?? { logs: new Float64Array(k), products: [] };
    for (let c = 0; c < k; c++) model.logs[c] += Math.log(Math.max(row[c], FLOOR));
    model.products.push(i);
    sums.set(group[i], model);
  }
  const out = matrixOf(rows, k);
  for (const { logs, products } of sums.values()) {
    const pooled = logs.map((log) => Math.exp((log - Math.max(...logs)) / products.length));
    const total = pooled.reduce((sum, p) => sum + p, 0);
    for (const i of products) for (let c = 0; c < k; c++) out.data[i * k + c] = pooled[c] / total;
  }
  return out;
}

import type { CategoryDataset } from "@/ml/datasets/dataset";

/** How usual a product's attribute values are for each category, against all categories: the mean over known columns of
 *  log (seen + 1) / (expected + 1), how often the value stands in the category against chance; the mean, so that columns
 *  do not vote once each for the same fact, and without the product itself. i → [k], 1 where nothing is known. */
export function attributeLikelihood(dataset: CategoryDataset): (i: number) => Float64Array {
  const { label, holdout, attributes, columns, classes } = dataset;
  const k = classes.length;
  const tables = columns.map((column, a) =>
    countValues(column.values.length, k, (visit) => {
      for (let i = 0; i < label.length; i++) {
        if (holdout[i] === 0 && label[i] >= 0) visit(attributes[i * columns.length + a], label[i]);
      }
    }),
  );
  return (i) => {
    const logs = new Float64Array(k);
    let known = 0;
    columns.forEach((_, a) => {
      const code = attributes[i * columns.length + a];
      if (code === 0) return;
      known++;
      const own = holdout[i] === 0 ? label[i] : -1;
      for (let c = 0; c < k; c++) logs[c] += tables[a].logRatio(code, c, own);
    });
    return logs.map((log) => (known > 0 ? Math.exp(log / known) : 1));
  };
}

function countValues(values: number, k: number, each: (visit: (code: number, category: number) => void) => void) {
  const together = new Float64Array(values * k);
  const [ofValue, ofCategory] = [new Float64Array(values), new Float64Array(k)];
  let total = 0;
  each((code, category) => {
    if (code === 0) return;
    together[code * k + category] += 1;
    ofValue[code] += 1;
    ofCategory[category] += 1;
    total += 1;
  });
  return {
    /** own: the category that the product itself was counted in, −1 if in none. */
    logRatio(code: number, c: number, own: number): number {
      const self = own >= 0 ? 1 : 0;
      const inOwn = own === c ? 1 : 0;
      const expected = ((ofCategory[c] - inOwn) * (ofValue[code] - self)) / Math.max(1, total - self);
      return Math.log((together[code * k + c] - inOwn + 1) / (expected + 1));
    },
  };
}

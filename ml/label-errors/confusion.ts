import type { CategoryDataset } from "@/ml/datasets/dataset";
import { type Matrix, matrixOf } from "@/ml/runtime/matrix";

/** Mean out-of-fold probabilities of the products of each category → [k, k], rows sum to 1 where a category occurs. */
export function confusionOf(dataset: CategoryDataset, outOfFold: Matrix): Matrix {
  const k = dataset.classes.length;
  const out = matrixOf(k, k);
  const count = new Float64Array(k);
  dataset.label.forEach((y, i) => {
    if (y < 0 || dataset.holdout[i] === 1) return;
    count[y]++;
    for (let c = 0; c < k; c++) out.data[y * k + c] += outOfFold.data[i * k + c];
  });
  for (let at = 0; at < out.data.length; at++) out.data[at] /= Math.max(1, count[Math.floor(at / k)]);
  return out;
}

/** Share of mistakes that go where the network goes astray too; the rest are slips to any category. On planted errors .3
 *  is the middle: more of it finds confused ones a little better and slips much worse. */
const CONFUSED_SHARE = 0.3;

/** Chance of each given category where the true one is y and the product was filed wrongly → [k, k], rows sum to 1, zero
 *  on the diagonal. People confuse what looks alike, so a part follows the network's own confusion [k, k]. */
export function mistakeChannel(confusion: Matrix): Matrix {
  const k = confusion.rows;
  const out = matrixOf(k, k);
  for (let y = 0; y < k; y++) {
    let off = 0;
    for (let g = 0; g < k; g++) if (g !== y) off += confusion.data[y * k + g];
    const share = off > 0 ? CONFUSED_SHARE : 0;
    for (let g = 0; g < k; g++) {
      if (g === y) continue;
      const astray = off > 0 ? confusion.data[y * k + g] / off : 0;
      out.data[y * k + g] = share * astray + (1 - share) / Math.max(1, k - 1);
    }
  }
  return out;
}

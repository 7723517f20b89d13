import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { memberCount } from "./config";
import { type CategoryModel, modelInputs } from "./model";
import { softmaxRows } from "./softmax";

/** Calibrated probability of each category for each product → [n, k]. Plain loops: no tensor backend is needed for a few
 *  products. embedding [n, d] (zeros: unknown), attributes [n, a] codes. Throws RangeError on an embedding of another
 *  width. */
export function predictCategories(model: CategoryModel, embedding: Matrix, attributes: Int32Array): Matrix {
  const x = modelInputs(model, embedding, attributes);
  const k = model.classes.length;
  const m = memberCount(model.config);
  const out = matrixOf(x.rows, k);
  const layer = new Float32Array(model.config.hidden);
  const logits = new Float32Array(k);
  for (let member = 0; member < m; member++) {
    const block = (name: string) => {
      const { data } = model.parameters[name];
      return data.subarray((member * data.length) / m, ((member + 1) * data.length) / m);
    };
    for (let i = 0; i < x.rows; i++) {
      forwardInto(rowOf(x, i), block("hidden"), block("hiddenBias"), layer);
      for (let h = 0; h < layer.length; h++) layer[h] = Math.max(0, layer[h]);
      forwardInto(layer, block("out"), block("outBias"), logits);
      softmaxRows(logits, k, model.temperature);
      const row = rowOf(out, i);
      for (let c = 0; c < k; c++) row[c] += logits[c] / m;
    }
  }
  return out;
}

function forwardInto(x: Float32Array, w: Float32Array, bias: Float32Array, out: Float32Array): void {
  out.set(bias);
  const width = out.length;
  for (let j = 0; j < x.length; j++) {
    const value = x[j];
    if (value === 0) continue;
    for (let h = 0; h < width; h++) out[h] += value * w[j * width + h];
  }
}

import { DamagedArrays, decodeArrays, encodeArrays, floatsOf, type NamedArrays } from "@/ml/artifacts/arrays";
import type { Column, EncoderRef } from "@/ml/datasets/dataset";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import type { Parameters } from "@/ml/runtime/parameters";
import type { CategoryConfig } from "./config";
import { categoryInputs, type Standardiser } from "./inputs";
import { softmaxRows } from "./softmax";

/** A trained category network: `folds` members whose mean probability is the answer for a new product. */
export type CategoryModel = {
  columns: Column[];
  classes: string[];
  encoder: EncoderRef;
  config: CategoryConfig;
  standardiser: Standardiser;
  parameters: Parameters;
  temperature: number;
  seed: number;
  /** Calibrated predictions by the member that did not see the product, for the products trained on; rows of zeros
   *  for products that were not (holdout, no category). */
  outOfFold: { productIds: string[]; probabilities: Matrix };
};

const FORMAT = 1;
type Meta = Pick<CategoryModel, "columns" | "classes" | "encoder" | "config" | "temperature" | "seed"> & {
  head: string;
  format: number;
  squareRoot: boolean;
  productIds: string[];
};

/** Bytes of a model; the same model gives the same bytes. */
export function encodeCategory(model: CategoryModel): Uint8Array {
  const { columns, classes, encoder, config, temperature, seed, standardiser, outOfFold } = model;
  const { mean, deviation, squareRoot } = standardiser;
  const arrays: NamedArrays = {
    "standardiser/mean": { shape: [mean.length], data: mean },
    "standardiser/deviation": { shape: [deviation.length], data: deviation },
    outOfFold: {
      shape: [outOfFold.probabilities.rows, outOfFold.probabilities.columns],
      data: outOfFold.probabilities.data,
    },
  };
  for (const [name, p] of Object.entries(model.parameters))
    arrays[`weights/${name}`] = { shape: p.shape, data: p.data };
  const meta: Meta = {
    head: "category",
    format: FORMAT,
    columns,
    classes,
    encoder,
    config,
    temperature,
    seed,
    squareRoot,
    productIds: outOfFold.productIds,
  };
  return encodeArrays(meta, arrays);
}

/** Reads a model. Throws DamagedArrays on bytes that are broken or hold something else. */
export function loadCategory(bytes: Uint8Array): CategoryModel {
  const { meta, arrays } = decodeArrays(bytes);
  const { head, format, squareRoot, productIds, ...rest } = meta as Meta;
  if (head !== "category" || format !== FORMAT) {
    throw new DamagedArrays(`a category model of format ${FORMAT} was expected, these bytes hold ${head} ${format}`);
  }
  const parameters: Parameters = {};
  for (const name of Object.keys(arrays)) {
    if (!name.startsWith("weights/")) continue;
    parameters[name.slice("weights/".length)] = { shape: arrays[name].shape, data: floatsOf(arrays, name) };
  }
  const standardiser = {
    squareRoot,
    mean: floatsOf(arrays, "standardiser/mean"),
    deviation: floatsOf(arrays, "standardiser/deviation"),
  };
  const probabilities = matrixOf(productIds.length, rest.classes.length, floatsOf(arrays, "outOfFold"));
  return { ...rest, standardiser, parameters, outOfFold: { productIds, probabilities } };
}

/** Calibrated probability of each category for each product → [n, k]. Plain loops, about 500 products a second.
 *  embedding [n, d] (zeros: unknown), attributes [n, a] codes. Throws RangeError on an embedding of another width. */
export function predictCategories(model: CategoryModel, embedding: Matrix, attributes: Int32Array): Matrix {
  const x = categoryInputs(embedding, attributes, model.columns, model.standardiser);
  const k = model.classes.length;
  const { folds: m, hidden } = model.config;
  const out = matrixOf(x.rows, k);
  const layer = new Float32Array(hidden);
  const logits = new Float32Array(k);
  for (let member = 0; member < m; member++) {
    const block = (name: string) => {
      const { data } = model.parameters[name];
      return data.subarray((member * data.length) / m, ((member + 1) * data.length) / m);
    };
    for (let i = 0; i < x.rows; i++) {
      forwardInto(rowOf(x, i), block("hidden"), block("hiddenBias"), layer);
      for (let h = 0; h < hidden; h++) layer[h] = Math.max(0, layer[h]);
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

import {
  DamagedArrays,
  decodeArrays,
  encodeArrays,
  floatsOf,
  integersOf,
  type NamedArrays,
} from "@/ml/artifacts/arrays";
import type { Column, EncoderRef } from "@/ml/datasets/dataset";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf } from "@/ml/runtime/matrix";
import type { Parameters } from "@/ml/runtime/parameters";
import type { Reduction } from "@/ml/runtime/reduction";
import { type AttributeHead, attributeHeads, headsWidth } from "./attribute-heads";
import type { CategoryConfig } from "./config";
import { categoryInputs, type InputPlan } from "./inputs";

/** A trained category network: its members' mean probability is the answer for a new product. */
export type CategoryModel = {
  /** The dataset's columns, whether they are read or not. */
  columns: Column[];
  classes: string[];
  encoder: EncoderRef;
  config: CategoryConfig;
  inputs: InputPlan;
  parameters: Parameters;
  temperature: number;
  /** One temperature for each attribute head. */
  attributeTemperatures: Float32Array;
  seed: number;
  outOfFold: OutOfFold;
};

/** Calibrated predictions by the members that did not see the product's garment model. Row i is productIds[i]. */
export type OutOfFold = {
  productIds: string[];
  /** [n] the fold that each product is in; −1 for holdout products. */
  fold: Int32Array;
  /** [n, k]; zeros for products that were not trained on (holdout). */
  probabilities: Matrix;
  /** [n, v] the attribute heads side by side, each column predicted without its own value; zeros likewise. */
  attributes: Matrix;
};

/** The model's attribute heads; none when it was trained without. */
export function headsOf({ columns, config }: Pick<CategoryModel, "columns" | "config">): AttributeHead[] {
  return config.attributeWeight > 0 ? attributeHeads(columns) : [];
}

/** The inputs [n, width] of products: embedding [n, d] (zeros: unknown), attributes [n, columns] codes in the model's
 *  columns. Throws RangeError on an embedding of another width. */
export function modelInputs(model: CategoryModel, embedding: Matrix, attributes: Int32Array, tf?: TensorFlow): Matrix {
  return categoryInputs(embedding, model.inputs.columns.length > 0 ? attributes : new Int32Array(0), model.inputs, tf);
}

const FORMAT = 2;
type Meta = Pick<CategoryModel, "columns" | "classes" | "encoder" | "config" | "temperature" | "seed"> & {
  head: string;
  format: number;
  squareRoot: boolean;
  scale: number | null;
  productIds: string[];
};

/** Bytes of a model; the same model gives the same bytes. */
export function encodeCategory(model: CategoryModel): Uint8Array {
  const { columns, classes, encoder, config, temperature, seed, inputs, outOfFold } = model;
  const { standardiser, reduction } = inputs;
  const arrays: NamedArrays = {
    "standardiser/mean": list(standardiser.mean),
    "standardiser/deviation": list(standardiser.deviation),
    "standardiser/weight": list(standardiser.weight),
    attributeTemperatures: list(model.attributeTemperatures),
    "outOfFold/fold": list(outOfFold.fold),
    "outOfFold/probabilities": table(outOfFold.probabilities),
    "outOfFold/attributes": table(outOfFold.attributes),
  };
  if (reduction) {
    arrays["reduction/mean"] = list(reduction.mean);
    arrays["reduction/directions"] = table(reduction.directions);
  }
  for (const [name, p] of Object.entries(model.parameters)) arrays[`weights/${name}`] = p;
  const meta: Meta = {
    head: "category",
    format: FORMAT,
    columns,
    classes,
    encoder,
    config,
    temperature,
    seed,
    squareRoot: standardiser.squareRoot,
    scale: reduction?.scale ?? null,
    productIds: outOfFold.productIds,
  };
  return encodeArrays(meta, arrays);
}

/** Reads a model. Throws DamagedArrays on bytes that are broken, hold something else or are of an older format. */
export function loadCategory(bytes: Uint8Array): CategoryModel {
  const { meta, arrays } = decodeArrays(bytes);
  const { head, format, squareRoot, scale, productIds, ...rest } = meta as Meta;
  if (head !== "category" || format !== FORMAT) {
    throw new DamagedArrays(`a category model of format ${FORMAT} was expected, these bytes hold ${head} ${format}`);
  }
  const parameters: Parameters = {};
  for (const name of Object.keys(arrays)) {
    if (!name.startsWith("weights/")) continue;
    parameters[name.slice("weights/".length)] = { shape: arrays[name].shape, data: floatsOf(arrays, name) };
  }
  const n = productIds.length;
  const outOfFold = {
    productIds,
    fold: integersOf(arrays, "outOfFold/fold"),
    probabilities: matrixOf(n, rest.classes.length, floatsOf(arrays, "outOfFold/probabilities")),
    attributes: matrixOf(n, headsWidth(headsOf(rest)), floatsOf(arrays, "outOfFold/attributes")),
  };
  const mean = floatsOf(arrays, "standardiser/mean");
  const inputs = {
    standardiser: {
      squareRoot,
      mean,
      deviation: floatsOf(arrays, "standardiser/deviation"),
      // Versions from before 2026-11-26 brought every number to unit variance.
      weight: arrays["standardiser/weight"]
        ? floatsOf(arrays, "standardiser/weight")
        : new Float32Array(mean.length).fill(1),
    },
    reduction: readReduction(arrays, scale),
    columns: rest.config.attributes ? rest.columns : [],
  };
  const attributeTemperatures = floatsOf(arrays, "attributeTemperatures");
  return { ...rest, inputs, parameters, attributeTemperatures, outOfFold };
}

function readReduction(arrays: NamedArrays, scale: number | null): Reduction | null {
  if (scale === null) return null;
  const mean = floatsOf(arrays, "reduction/mean");
  const directions = floatsOf(arrays, "reduction/directions");
  return { mean, scale, directions: matrixOf(directions.length / mean.length, mean.length, directions) };
}

const list = (data: Float32Array | Int32Array) => ({ shape: [data.length], data });
const table = ({ rows, columns, data }: Matrix) => ({ shape: [rows, columns], data });

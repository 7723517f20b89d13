import { DamagedArrays, decodeArrays, encodeArrays, floatsOf, type NamedArrays } from "@/ml/artifacts/arrays";
import type { Column, EncoderRef } from "@/ml/datasets/dataset";
import { matrixOf } from "@/ml/runtime/matrix";
import type { Parameters } from "@/ml/runtime/parameters";
import type { Reduction } from "@/ml/runtime/reduction";
import type { SiameseConfig } from "./config";
import type { InputShape } from "./network";

/** A trained compatibility ensemble: all that is needed to score any two products. */
export type CompatibilityModel = {
  columns: Column[];
  encoder: EncoderRef;
  config: SiameseConfig;
  input: InputShape;
  /** Values that are read of a product in each column; more are left out. */
  valuesRead: number;
  /** null when the network does not look at images. */
  reduction: Reduction | null;
  /** null when the network does not read descriptions. */
  descriptionReduction: Reduction | null;
  parameters: Parameters;
  /** Logits are divided by this before the sigmoid. */
  temperature: number;
  seed: number;
};

const FORMAT = 2;

type Meta = Omit<CompatibilityModel, "reduction" | "descriptionReduction" | "parameters"> & {
  head: string;
  format: number;
  scale: number | null;
  descriptionScale: number | null;
};

/** Bytes of a model; the same model gives the same bytes. */
export function encodeCompatibility(model: CompatibilityModel): Uint8Array {
  const { reduction, descriptionReduction, parameters, ...rest } = model;
  const arrays: NamedArrays = {
    ...reductionArrays("reduction", reduction),
    ...reductionArrays("descriptionReduction", descriptionReduction),
  };
  for (const [name, p] of Object.entries(parameters)) arrays[`weights/${name}`] = { shape: p.shape, data: p.data };
  const scales = { scale: reduction?.scale ?? null, descriptionScale: descriptionReduction?.scale ?? null };
  return encodeArrays({ head: "compatibility", format: FORMAT, ...rest, ...scales } satisfies Meta, arrays);
}

/** Reads a model. Throws DamagedArrays on bytes that are broken or hold something else. */
export function loadCompatibility(bytes: Uint8Array): CompatibilityModel {
  const { meta, arrays } = decodeArrays(bytes);
  const { head, format, scale, descriptionScale, ...rest } = meta as Meta;
  if (head !== "compatibility" || (format !== FORMAT && format !== FORMAT_BEFORE_DESCRIPTIONS)) {
    throw new DamagedArrays(
      `a compatibility model of format ${FORMAT} was expected, these bytes hold ${head} ${format}`,
    );
  }
  const parameters: Parameters = {};
  for (const name of Object.keys(arrays)) {
    if (!name.startsWith("weights/")) continue;
    parameters[name.slice("weights/".length)] = { shape: arrays[name].shape, data: floatsOf(arrays, name) };
  }
  const model: CompatibilityModel = {
    ...rest,
    parameters,
    reduction: readReduction(arrays, "reduction", scale),
    descriptionReduction: readReduction(arrays, "descriptionReduction", descriptionScale ?? null),
  };
  return format === FORMAT ? model : upgraded(model);
}

/** Versions stored before descriptions were read keep serving. */
const FORMAT_BEFORE_DESCRIPTIONS = 1;

function upgraded(model: CompatibilityModel): CompatibilityModel {
  const { imageFusion, ...others } = model.parameters;
  const { image, columns, vocabulary } = model.input as unknown as {
    image: number;
    columns: number;
    vocabulary: number;
  };
  return {
    ...model,
    valuesRead: 1,
    input: { dense: image, columns, vocabulary },
    parameters: imageFusion ? { denseFusion: imageFusion, ...others } : others,
  };
}

function reductionArrays(name: string, reduction: Reduction | null): NamedArrays {
  if (!reduction) return {};
  const { rows, columns, data } = reduction.directions;
  return {
    [`${name}/mean`]: { shape: [reduction.mean.length], data: reduction.mean },
    [`${name}/directions`]: { shape: [rows, columns], data },
  };
}

function readReduction(arrays: NamedArrays, name: string, scale: number | null): Reduction | null {
  if (scale === null) return null;
  const directions = floatsOf(arrays, `${name}/directions`);
  const [rows, columns] = arrays[`${name}/directions`].shape;
  return { mean: floatsOf(arrays, `${name}/mean`), directions: matrixOf(rows, columns, directions), scale };
}

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
  /** null when the network does not look at images. */
  reduction: Reduction | null;
  parameters: Parameters;
  /** Logits are divided by this before the sigmoid. */
  temperature: number;
  seed: number;
};

const FORMAT = 1;

type Meta = Omit<CompatibilityModel, "reduction" | "parameters"> & {
  head: string;
  format: number;
  scale: number | null;
  shapes: Record<string, number[]>;
};

/** Bytes of a model; the same model gives the same bytes. */
export function encodeCompatibility(model: CompatibilityModel): Uint8Array {
  const { columns, encoder, config, input, temperature, seed, reduction, parameters } = model;
  const arrays: NamedArrays = {};
  for (const [name, p] of Object.entries(parameters)) arrays[`weights/${name}`] = { shape: p.shape, data: p.data };
  if (reduction) {
    arrays["reduction/mean"] = { shape: [reduction.mean.length], data: reduction.mean };
    const { rows, columns: width, data } = reduction.directions;
    arrays["reduction/directions"] = { shape: [rows, width], data };
  }
  const scale = reduction?.scale ?? null;
  return encodeArrays(
    { head: "compatibility", format: FORMAT, columns, encoder, config, input, temperature, seed, scale },
    arrays,
  );
}

/** Reads a model. Throws DamagedArrays on bytes that are broken or hold something else. */
export function loadCompatibility(bytes: Uint8Array): CompatibilityModel {
  const { meta, arrays } = decodeArrays(bytes);
  const { head, format, scale, columns, encoder, config, input, temperature, seed } = meta as Meta;
  if (head !== "compatibility" || format !== FORMAT) {
    throw new DamagedArrays(
      `a compatibility model of format ${FORMAT} was expected, these bytes hold ${head} ${format}`,
    );
  }
  const parameters: Parameters = {};
  for (const name of Object.keys(arrays)) {
    if (!name.startsWith("weights/")) continue;
    parameters[name.slice("weights/".length)] = { shape: arrays[name].shape, data: floatsOf(arrays, name) };
  }
  return {
    columns,
    encoder,
    config,
    input,
    temperature,
    seed,
    parameters,
    reduction: scale === null ? null : readReduction(arrays, scale),
  };
}

function readReduction(arrays: NamedArrays, scale: number): Reduction {
  const directions = floatsOf(arrays, "reduction/directions");
  const [rows, columns] = arrays["reduction/directions"].shape;
  return { mean: floatsOf(arrays, "reduction/mean"), directions: matrixOf(rows, columns, directions), scale };
}

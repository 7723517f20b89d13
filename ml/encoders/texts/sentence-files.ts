import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { EncoderUnusable } from "../encoder";
import { type Hub, modelFile, optionalModelFile } from "../hub/model-files";

/** Files of one model by their path in it. first: the path of the first of them that is there. optional: null where the
 *  model has none. */
export type ModelFolder = {
  id: string;
  first(...files: string[]): Promise<string | null>;
  optional(file: string): Promise<string | null>;
};

/** A hub's model; its files are loaded when they are first asked for. Throws EncoderUnusable on what is no id. */
export function hubFolder(id: string, hub: Hub): ModelFolder {
  if (!/^[\w.-]+\/[\w.-]+$/.test(id) || id.includes(".."))
    throw new EncoderUnusable(`"${id}" is no model's id. Give it as OWNER/NAME.`);
  return {
    id,
    first: (...files) => modelFile(hub, id, ...files),
    optional: (file) => optionalModelFile(hub, id, file),
  };
}

/** A folder on this machine in the hub's layout. Throws EncoderUnusable where there is none. */
export async function localFolder(path: string): Promise<ModelFolder> {
  const folder = resolve(path);
  const facts = await stat(folder).catch(() => null);
  if (!facts) throw new EncoderUnusable(`There is no folder at ${folder}.`);
  if (!facts.isDirectory())
    throw new EncoderUnusable(
      `${folder} is a file. Name the folder that holds tokenizer.json and the model as onnx/model.onnx or model.onnx.`,
    );
  const at = (file: string) => (existsSync(join(folder, file)) ? join(folder, file) : null);
  const first = async (...files: string[]) => files.map(at).find((found) => found !== null) ?? null;
  return { id: folder, first, optional: first };
}

/** A JSON file of a model, as it lies there and read. Throws EncoderUnusable on what is no JSON. */
export async function readJson(id: string, path: string): Promise<{ text: string; value: unknown }> {
  const text = await readFile(path, "utf8");
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    throw new EncoderUnusable(`${path} of ${id} is not valid JSON. A proxy may have answered in its place.`);
  }
}

/** 12 digits of the hash of these parts, each with its length, so that none runs into the next. */
export function hashOfParts(...parts: (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex").slice(0, 12);
}

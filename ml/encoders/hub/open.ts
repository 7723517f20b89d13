import { readFile } from "node:fs/promises";
import { EncoderUnusable, type ImageEncoder } from "../encoder";
import { type Graph, openGraph, type SessionOptions } from "../onnx";
import { embeddingOutput } from "./embedding-output";
import { preprocessingOf } from "./image-processor";
import { type Hub, modelFile } from "./model-files";

/** A picture's tower alone comes first: CLIP's and SigLIP's whole graph wants a text too. */
const GRAPHS = ["onnx/vision_model.onnx", "onnx/model.onnx", "model.onnx"];

/** Opens a model of a hub by its id, "OWNER/NAME": its ONNX export with its own preprocessing. Loaded once, then read from
 *  the hub's folder. Throws EncoderUnusable with a sentence when it is not there, not whole or has no picture's vector. */
export async function openHubEncoder(id: string, hub: Hub, options: SessionOptions = {}): Promise<ImageEncoder> {
  return openGraph(await readHubGraph(id, hub), options);
}

/** Its graph, not yet opened. Throws EncoderUnusable as openHubEncoder() does. */
export async function readHubGraph(id: string, hub: Hub): Promise<Graph> {
  if (!/^[\w.-]+\/[\w.-]+$/.test(id) || id.includes(".."))
    throw new EncoderUnusable(`"${id}" is no model's id. Give it as OWNER/NAME.`);
  const config = await modelFile(hub, id, "preprocessor_config.json");
  if (!config) throw new EncoderUnusable(`${id} has no preprocessor_config.json, so its pictures can't be prepared.`);
  const preprocessing = preprocessingOf(id, parsed(id, await readFile(config, "utf8")));
  const { graph, output } = embeddingOutput(id, await readFile(await graphFile(hub, id)));
  const remedy = "Export it with one image input, pixel_values.";
  return {
    name: id,
    weights: graph,
    preprocessing: { ...preprocessing, input: "pixel_values", output },
    where: id,
    remedy,
  };
}

function parsed(id: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EncoderUnusable(
      `preprocessor_config.json of ${id} is not valid JSON. A proxy may have answered in its place.`,
    );
  }
}

async function graphFile(hub: Hub, id: string): Promise<string> {
  const path = await modelFile(hub, id, ...GRAPHS);
  if (path) return path;
  throw new EncoderUnusable(
    `${id} has no ONNX export (${GRAPHS.join(", ")}). Look for one, often under onnx-community.`,
  );
}

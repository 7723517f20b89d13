import { resolve } from "node:path";
import { readBuiltinGraph } from "./builtin/encoder";
import { EncoderUnusable, type ImageEncoder } from "./encoder";
import type { Hub } from "./hub/model-files";
import { readHubGraph } from "./hub/open";
import { type Graph, openGraph, readGraph, type SessionOptions } from "./onnx";
import { asSource, SOURCE_HELP } from "./source";

type Options = SessionOptions & { hub?: Hub };

/** The graph that a source names, not yet opened; `hub` is needed for a source of a hub. Throws EncoderUnusable. */
export async function readSource(text: string, hub?: Hub): Promise<Graph> {
  const source = asSource(text);
  if (!source) throw new EncoderUnusable(`"${text}" names no encoder. Give ${SOURCE_HELP}.`);
  if (source === "builtin") return readBuiltinGraph();
  const name = source.slice(4);
  if (source.startsWith("dir:")) return readGraph(resolve(name));
  if (!hub) throw new EncoderUnusable(`No hub is set here, so ${name} can't be loaded.`);
  return readHubGraph(name, hub);
}

/** Opens the encoder that a source names; `hub` is needed for a source of a hub. Throws EncoderUnusable with a sentence. */
export async function openEncoder(text: string, { hub, ...options }: Options = {}): Promise<ImageEncoder> {
  return openGraph(await readSource(text, hub), options);
}

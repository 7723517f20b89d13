import { resolve } from "node:path";
import { openBuiltinEncoder } from "./builtin/encoder";
import { EncoderUnusable, type ImageEncoder } from "./encoder";
import type { Hub } from "./hub/model-files";
import { openHubEncoder } from "./hub/open";
import { openOnnxEncoder, type SessionOptions } from "./onnx";
import { asSource, SOURCE_HELP } from "./source";

type Options = SessionOptions & { hub?: Hub };

/** Opens the encoder that a source names; `hub` is needed for a source of a hub. Throws EncoderUnusable with a sentence. */
export async function openEncoder(text: string, { hub, ...options }: Options = {}): Promise<ImageEncoder> {
  const source = asSource(text);
  if (!source) throw new EncoderUnusable(`"${text}" names no encoder. Give ${SOURCE_HELP}.`);
  if (source === "builtin") return openBuiltinEncoder(options);
  const name = source.slice(4);
  if (source.startsWith("dir:")) return openOnnxEncoder(resolve(name), options);
  if (!hub) throw new EncoderUnusable(`No hub is set here, so ${name} can't be loaded.`);
  return openHubEncoder(name, hub, options);
}

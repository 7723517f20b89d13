import { resolve } from "node:path";
import { openBuiltinEncoder } from "./builtin/encoder";
import { EncoderUnusable, type ImageEncoder } from "./encoder";
import { openOnnxEncoder, type SessionOptions } from "./onnx";

/** Opens the encoder that a source names: "builtin" or "dir:PATH.onnx". Throws EncoderUnusable with a sentence. */
export async function openEncoder(source: string, options: SessionOptions = {}): Promise<ImageEncoder> {
  if (source === "builtin") return openBuiltinEncoder();
  if (source.startsWith("dir:") && source.length > 4) return openOnnxEncoder(resolve(source.slice(4)), options);
  throw new EncoderUnusable(`"${source}" names no encoder. Give builtin or dir:PATH.onnx.`);
}

/** How an encoder is named: the one that comes with Toile, an ONNX file, or a model of a hub. */
export type EncoderSource = "builtin" | `dir:${string}` | `hub:${string}`;

export const SOURCE_HELP = "builtin, dir:PATH.onnx or hub:OWNER/NAME";

/** The text as a source, or null when it names none. */
export function asSource(text: string): EncoderSource | null {
  if (text === "builtin") return text;
  return /^(dir|hub):./.test(text) ? (text as EncoderSource) : null;
}

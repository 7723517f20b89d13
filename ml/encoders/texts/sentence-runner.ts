import { type InferenceSession, Tensor } from "onnxruntime-node";
import { type Matrix, matrixOf, normaliseRows, rowOf } from "@/ml/runtime/matrix";
import { EncoderUnusable } from "../encoder";
import { type PoolingMode, pool } from "./pooling";
import type { TextTokenizer } from "./tokens";

/** How a graph is read: what it is given, and which output is the text's vector (modes null), or its tokens' with the way
 *  to pool them. prompt: what stands before every text. */
export type SentenceReading = {
  inputs: { name: string; type: "int64" | "int32" }[];
  output: string;
  modes: PoolingMode[] | null;
  prompt: string;
};

/** Tokens that one run takes, padding included. */
const TOKENS_PER_RUN = 2_048;

/** Prepares a function that embeds texts by a session → [n, d] of unit length, zeros where there is no text. `dimension` is
 *  d, needed where no text at all may be given. */
export function sentenceRunner(session: InferenceSession, tokenizer: TextTokenizer, reading: SentenceReading) {
  return async (texts: readonly (string | null | undefined)[], dimension = 0): Promise<Matrix> => {
    const asked = texts.flatMap((text, place) => {
      const plain = text?.trim();
      return plain ? [{ place, ids: tokenizer.encode(reading.prompt + plain) }] : [];
    });
    // Texts of one length share a run, so that little is padding.
    asked.sort((a, b) => a.ids.length - b.ids.length || a.place - b.place);
    let out = matrixOf(texts.length, dimension);
    for (let from = 0; from < asked.length; ) {
      let to = from + 1;
      while (to < asked.length && (to + 1 - from) * asked[to].ids.length <= TOKENS_PER_RUN) to++;
      const run = asked.slice(from, to);
      const vectors = await embed(
        session,
        run.map(({ ids }) => ids),
        tokenizer.padId,
        reading,
      );
      if (out.columns === 0) out = matrixOf(texts.length, vectors.columns);
      run.forEach(({ place }, r) => {
        rowOf(out, place).set(rowOf(vectors, r));
      });
      from = to;
    }
    return normaliseRows(out);
  };
}

/** Texts as tokens → [n, d]. */
async function embed(session: InferenceSession, texts: number[][], padId: number, reading: SentenceReading) {
  const [n, length] = [texts.length, texts[texts.length - 1].length];
  const masks = texts.map((ids) => Array.from({ length }, (_, t) => (t < ids.length ? 1 : 0)));
  const numbers: Record<string, (i: number, t: number) => number> = {
    input_ids: (i, t) => texts[i][t] ?? padId,
    attention_mask: (i, t) => masks[i][t],
    token_type_ids: () => 0,
  };
  const feeds = Object.fromEntries(
    reading.inputs.map(({ name, type }) => {
      const flat = Array.from({ length: n * length }, (_, at) => numbers[name](Math.floor(at / length), at % length));
      const data = type === "int64" ? BigInt64Array.from(flat, BigInt) : Int32Array.from(flat);
      return [name, new Tensor(type, data, [n, length])];
    }),
  );
  const output = (await session.run(feeds, [reading.output]))[reading.output];
  if (!(output.data instanceof Float32Array)) throw new TypeError(`${reading.output} is not float32`);
  const { data, dims } = output;
  const { modes } = reading;
  const isRight = modes === null ? dims.length === 2 : dims.length === 3 && dims[1] === length;
  if (!isRight || dims[0] !== n)
    throw new EncoderUnusable(`The model gives ${reading.output} as [${dims.join(", ")}] for ${n} texts of ${length}.`);
  const width = dims[dims.length - 1];
  if (modes === null) return matrixOf(n, width, data);
  const vectors = matrixOf(n, modes.length * width);
  for (let i = 0; i < n; i++) {
    const tokens = data.subarray(i * length * width, (i + 1) * length * width);
    rowOf(vectors, i).set(pool(tokens, masks[i], width, modes));
  }
  return vectors;
}

import type { TextEncoder } from "@/ml/encoders/texts/text-encoder";
import type { DescriptionEncoder } from "@/prisma/generated/client";
import { insertVectors } from "../sql";
import { textsPerRead } from "./schema";
import { countTexts, missingTexts } from "./sql";

type Options = { onProgress?: (progress: { done: number; total: number }) => void; signal?: AbortSignal };

/** Texts that are embedded and stored at once: what is lost when the work is stopped. */
const textsPerWrite = 64;

/** Embeds every description that this encoder has not seen → how many. Safe to stop and to repeat: what is stored stays.
 *  Throws the signal's reason. */
export async function embedDescriptions(
  { id, dimension }: DescriptionEncoder,
  encoder: TextEncoder,
  { onProgress, signal }: Options = {},
): Promise<number> {
  const { texts, embedded } = await countTexts(id);
  const total = texts - embedded;
  let done = 0;
  for (let after = ""; ; ) {
    const page = await missingTexts(id, after, textsPerRead);
    for (let from = 0; from < page.length; from += textsPerWrite) {
      signal?.throwIfAborted();
      const part = page.slice(from, from + textsPerWrite);
      await storeVectors(id, dimension, part, encoder);
      done += part.length;
      onProgress?.({ done, total: Math.max(total, done) });
    }
    if (page.length < textsPerRead) return done;
    after = page.at(-1)!.sha256;
  }
}

/** Embeds these texts and keeps their vectors → float32 [n, d], one after the other. */
export async function storeVectors(
  encoderId: string,
  dimension: number,
  texts: { sha256: string; text: string }[],
  encoder: TextEncoder,
): Promise<Float32Array> {
  const { data } = await encoder.encode(texts.map(({ text }) => text));
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const keys = texts.map(({ sha256 }) => sha256);
  await insertVectors("DescriptionEmbedding", encoderId, keys, bytes, 4 * dimension);
  return data;
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { createGunzip } from "node:zlib";
import { matrixOf, normaliseRows, rowOf } from "@/ml/runtime/matrix";
import { EncoderUnusable } from "../encoder";
import { rarityOf, type TermWeights } from "../term-weights";
import { hashOfParts } from "./sentence-files";
import type { TextEncoder } from "./text-encoder";

/** Words of a file, the most common first as word2vec and fastText write them: half a gigabyte at 300 numbers each. What
 *  stands further down is rare in any text. */
const MOST_WORDS = 400_000;

/** Vectors by word; version: hash of what was read. */
export type WordVectors = { name: string; version: string; dimension: number; of: Map<string, Float32Array> };

/** Reads word vectors in word2vec's or fastText's text format, plain or gzipped: a word and its numbers a line, with or
 *  without a first line that counts them. Throws EncoderUnusable with the line that can't be read. */
export async function readWordVectors(path: string, mostWords = MOST_WORDS): Promise<WordVectors> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) throw new EncoderUnusable(`There is no file of word vectors at ${path}.`);
  const of = new Map<string, Float32Array>();
  const hash = createHash("sha256");
  let dimension = 0;
  let line = 0;
  for await (const text of linesOf(path)) {
    line++;
    const [word, ...numbers] = text.trimEnd().split(" ");
    if (line === 1 && numbers.length === 1) continue;
    if (word === "" && numbers.length === 0) continue;
    dimension ||= numbers.length;
    const vector = Float32Array.from(numbers, Number);
    if (dimension < 2 || vector.length !== dimension || !vector.every(Number.isFinite))
      throw new EncoderUnusable(
        `Line ${line} of ${path} is no word with ${dimension < 2 ? "its" : dimension} numbers. Give word2vec's or fastText's text format (.vec), not the binary one.`,
      );
    hash.update(text).update("\n");
    if (!of.has(word)) of.set(word, vector);
    if (of.size >= mostWords) break;
  }
  if (of.size === 0) throw new EncoderUnusable(`${path} holds no word vectors.`);
  return { name: basename(path).replace(/\.(vec|txt)(\.gz)?$/i, ""), version: hash.digest("hex"), dimension, of };
}

/** No line of a real file is as long; a binary file may have none at all. */
const LONGEST_LINE = 1 << 20;

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const stream = /\.gz$/i.test(path) ? file.pipe(createGunzip()) : file;
  file.on("error", (error) => stream.destroy(error));
  let rest = "";
  const decoder = new TextDecoder();
  try {
    for await (const chunk of stream) {
      const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > LONGEST_LINE)
        throw new EncoderUnusable(`${path} is no text of lines. Give word2vec's or fastText's text format (.vec).`);
      yield* lines;
    }
    if (rest) yield rest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith("Z_"))
      throw new EncoderUnusable(`${path} is not whole: it can't be unpacked.`);
    throw error;
  } finally {
    file.destroy();
  }
}

/** Words as they stand in a text. */
export const wordsOf = (text: string): string[] => text.normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** The words of a text for counting, case aside. */
export const countedWords = (text: string): string[] => wordsOf(text.toLowerCase());

/** An encoder of texts by the mean of their words' vectors, each weighed by how rare it is in the catalogue; words that the
 *  file does not know are left out. */
export function wordVectorEncoder(vectors: WordVectors, weights: TermWeights): TextEncoder {
  const { name, dimension, of } = vectors;
  return {
    name,
    version: hashOfParts("mean of words by rarity, 1", vectors.version, weights.version),
    dimension,
    async encode(texts) {
      const out = matrixOf(texts.length, dimension);
      texts.forEach((text, i) => {
        const row = rowOf(out, i);
        for (const word of wordsOf(text ?? "")) {
          const lower = word.toLowerCase();
          const vector = of.get(word) ?? of.get(lower);
          if (!vector) continue;
          const weight = rarityOf(lower, weights);
          for (let j = 0; j < dimension; j++) row[j] += weight * vector[j];
        }
      });
      return normaliseRows(out);
    },
    close: async () => {},
  };
}

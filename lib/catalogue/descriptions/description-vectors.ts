import { embedByHashedWords } from "@/ml/encoders/descriptions";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { db } from "../../db";
import { storeVectors } from "./embed-descriptions";
import { openTextsOf } from "./open-text-source";
import { plainText, textHash } from "./rules";
import { readTextVectors } from "./sql";

const textsPerRead = 1_000;
const textsAtOnce = 64;

/** Descriptions as an encoder reads them → [n, d], zeros where there is none. null: hashed words, which the versions read
 *  that were trained before there was a choice. The built-in one embeds here what it has not seen; what another one has
 *  not seen is unknown until the worker has embedded it. Throws Error on an unknown encoder. */
export async function descriptionVectors(encoderId: string | null, texts: readonly (string | null)[]): Promise<Matrix> {
  if (encoderId === null) return embedByHashedWords(texts);
  const row = await db().descriptionEncoder.findUniqueOrThrow({ where: { id: encoderId } });
  const out = matrixOf(texts.length, row.dimension);
  const asked = rowsByHash(texts);
  const fill = (sha256: string, vector: Float32Array) => {
    for (const place of asked.get(sha256)!.places) rowOf(out, place).set(vector);
    asked.delete(sha256);
  };
  const hashes = [...asked.keys()];
  for (let from = 0; from < hashes.length; from += textsPerRead) {
    for (const { sha256, vector } of await readTextVectors(encoderId, hashes.slice(from, from + textsPerRead)))
      fill(sha256, floatsOf(vector, row.dimension));
  }
  if (row.source !== "builtin" || asked.size === 0) return out;
  const encoder = await openTextsOf(row);
  const missing = [...asked].map(([sha256, { text }]) => ({ sha256, text }));
  for (let from = 0; from < missing.length; from += textsAtOnce) {
    const part = missing.slice(from, from + textsAtOnce);
    const vectors = await storeVectors(encoderId, row.dimension, part, encoder);
    part.forEach(({ sha256 }, r) => {
      fill(sha256, vectors.subarray(r * row.dimension, (r + 1) * row.dimension));
    });
  }
  return out;
}

/** Each distinct text with the rows that it stands in. */
function rowsByHash(texts: readonly (string | null)[]): Map<string, { text: string; places: number[] }> {
  const rows = new Map<string, { text: string; places: number[] }>();
  texts.forEach((given, place) => {
    const text = plainText(given);
    if (!text) return;
    const sha256 = textHash(text);
    const known = rows.get(sha256);
    if (known) known.places.push(place);
    else rows.set(sha256, { text, places: [place] });
  });
  return rows;
}

function floatsOf(bytes: Uint8Array, dimension: number): Float32Array {
  if (bytes.byteLength !== 4 * dimension)
    throw new RangeError(`${bytes.byteLength} bytes are no vector of ${dimension} float32`);
  // A copy begins on a multiple of four, as a float view must.
  return new Float32Array(new Uint8Array(bytes).buffer);
}

import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";

/** Width of a description's embedding. */
export const DESCRIPTION_WIDTH = 256;

/** Embeds descriptions without a model: words and pairs of neighbouring words, hashed with a sign into a fixed width
 *  (feature hashing, Weinberger et al. 2009), damped by the logarithm of their count, brought to unit length → [n, 256].
 *  Stateless, so that a new product is read as the old ones were. Rows of zeros where there is no text. */
export function embedByHashedWords(texts: readonly (string | null | undefined)[]): Matrix {
  const out = matrixOf(texts.length, DESCRIPTION_WIDTH);
  texts.forEach((text, i) => {
    const row = rowOf(out, i);
    for (const [term, count] of termsOf(text ?? "")) {
      const hash = fnv1a(term);
      row[hash % DESCRIPTION_WIDTH] += (hash >>> 31 === 1 ? -1 : 1) * (1 + Math.log(count));
    }
    const length = Math.hypot(...row);
    if (length > 0) for (let j = 0; j < row.length; j++) row[j] /= length;
  });
  return out;
}

/** Words of two letters or more, case and accents aside, and every two that follow each other, with their counts. */
function termsOf(text: string): Map<string, number> {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  const counts = new Map<string, number>();
  const count = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1);
  words.forEach((word, at) => {
    count(word);
    if (at > 0) count(`${words[at - 1]} ${word}`);
  });
  return counts;
}

/** FNV-1a over UTF-16 units, 32 bits. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

import { createHash } from "node:crypto";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { DESCRIPTION_WIDTH, fnv1a } from "./descriptions";

/** In how many of a catalogue's texts each hashed term stands: what the rare ones are told from the common ones by. The
 *  version is a hash of it: other texts, or another way to read them, are another encoder of descriptions. */
export type TermWeights = { version: string; documents: number; frequency: Uint32Array };

const RECIPE = "words, pairs and 3- to 5-grams, 1";
const BUCKETS = 1 << 16;

type Texts = readonly (string | null | undefined)[];

/** Counts terms, once a text, of as many texts as are added. Texts without any do not count. */
export type TermCounter = { add(texts: Texts): void; weights(): TermWeights };

/** Counts what `termsOf` finds in texts; by itself what embedByTerms() reads. */
export function termCounter(termsOf: (text: string) => Iterable<string> = piecewise): TermCounter {
  const frequency = new Uint32Array(BUCKETS);
  let documents = 0;
  return {
    add(texts) {
      for (const text of texts) {
        const buckets = new Set([...termsOf(text ?? "")].map(bucketOf));
        if (buckets.size > 0) documents++;
        for (const bucket of buckets) frequency[bucket] += 1;
      }
    },
    weights: () => versioned(documents, frequency.slice()),
  };
}

const piecewise = (text: string): Iterable<string> => weighedTerms(text).keys();

/** Counts the terms of these texts. */
export function fitTermWeights(texts: Texts): TermWeights {
  const counter = termCounter();
  counter.add(texts);
  return counter.weights();
}

function versioned(documents: number, frequency: Uint32Array): TermWeights {
  const hash = createHash("sha256").update(RECIPE).update(String(documents)).update(bytesOf(frequency));
  return { version: hash.digest("hex").slice(0, 12), documents, frequency };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array) => new Uint8Array(buffer, byteOffset, byteLength);

/** Counts as bytes: texts, then how many of them each bucket stands in, as 32-bit whole numbers, lowest byte first. */
export function encodeTermWeights({ documents, frequency }: TermWeights): Uint8Array<ArrayBuffer> {
  const numbers = new Uint32Array(1 + BUCKETS);
  numbers[0] = documents;
  numbers.set(frequency, 1);
  return new Uint8Array(numbers.buffer);
}

/** Reads what encodeTermWeights() wrote. Throws RangeError on bytes of another length. */
export function decodeTermWeights(bytes: Uint8Array): TermWeights {
  if (bytes.length !== 4 * (1 + BUCKETS))
    throw new RangeError(`counts of terms take ${4 * (1 + BUCKETS)} bytes, there are ${bytes.length}`);
  // A copy begins on a multiple of four, as the view must.
  const numbers = new Uint32Array(new Uint8Array(bytes).buffer);
  return versioned(numbers[0], numbers.slice(1));
}

/** How rare a term is: 1 where every text has it. */
export const rarityOf = (term: string, { documents, frequency }: TermWeights): number =>
  Math.log((1 + documents) / (1 + frequency[bucketOf(term)])) + 1;

const bucketOf = (term: string) => hashOf(term) % BUCKETS;

/** FNV-1a with the last mixing of MurmurHash3: FNV's low bits alone depend on little of a character. */
function hashOf(term: string): number {
  let hash = fnv1a(term);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Embeds texts by words, pairs of neighbouring words and 3- to 5-letter pieces of words (what Bojanowski et al. 2017 call
 *  subwords: endings, compounds and typing errors keep most of them), each by how rare it is in the catalogue, hashed into
 *  two places of a fixed width → [n, 256] of unit length, rows of zeros where there is no text. Any language: the
 *  pieces do without a dictionary, and without spaces. */
export function embedByTerms(texts: Texts, weights: TermWeights): Matrix {
  const out = matrixOf(texts.length, DESCRIPTION_WIDTH);
  texts.forEach((text, i) => {
    const row = rowOf(out, i);
    for (const [term, weight] of weighedTerms(text ?? "")) {
      const value = weight * rarityOf(term, weights);
      for (const salt of ["", "\u0001"]) {
        const hash = hashOf(salt + term);
        row[hash % DESCRIPTION_WIDTH] += hash >>> 31 === 1 ? -value : value;
      }
    }
    const length = Math.hypot(...row);
    if (length > 0) for (let j = 0; j < row.length; j++) row[j] /= length;
  });
  return out;
}

/** Scripts that are written without spaces: two of their letters are a piece already. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Terms with their weight before rarity counts: 1 + log(times); a word's pieces together are as long as the word. */
function weighedTerms(text: string): Map<string, number> {
  // Accents that were put on letters go; vowels that are signs of their own, as in Hindi, stay.
  const plain = text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  const words = plain.match(/[\p{L}\p{M}\p{N}]{2,}/gu) ?? [];
  const terms = new Map<string, { times: number; share: number }>();
  const add = (term: string, share: number) => {
    const known = terms.get(term);
    terms.set(term, { times: (known?.times ?? 0) + 1, share: Math.max(share, known?.share ?? 0) });
  };
  words.forEach((word, at) => {
    add(word, 1);
    if (at > 0) add(`${words[at - 1]} ${word}`, 1);
    const pieces = piecesOf(word);
    for (const piece of pieces) add(`\u0002${piece}`, 1 / Math.sqrt(pieces.length));
  });
  return new Map([...terms].map(([term, { times, share }]) => [term, share * (1 + Math.log(times))]));
}

function piecesOf(word: string): string[] {
  const letters = [...`<${word}>`];
  const shortest = DENSE.test(word) ? 2 : 3;
  const pieces: string[] = [];
  for (let n = shortest; n <= 5; n++)
    for (let at = 0; at + n <= letters.length; at++) pieces.push(letters.slice(at, at + n).join(""));
  return pieces;
}

import { type DotKernel, dotKernel, manyQueries, oneQuery } from "./dot-kernel";

/* A unit vector's number x is kept as the whole number x · NORM · 2^16, in two planes of int16: hi, rounded, which is
   scanned, and lo, the rest. Both together are as many bytes as float32 and finer than it (2^-31 of the length); hi alone is
   half of them and multiplies twice as fast. A row of hi has the length NORM or so, a query's codes too, hence a product
   of the two stays below 2^31. */

const NORM = 32_700;
const LO = 65_536;
const int16Lanes = 8;
export const rowsPerBlock = 1_024;
/** Queries that one pass over the rows answers. */
export const queriesPerPass = 32;
const pageBytes = 65_536;
const mostPages = 65_536;
const blocksAtOnce = 16;

/** Unit vectors [n, d] in one WebAssembly memory, in blocks of 1,024 rows, that grow without being copied. */
export class SplitRows {
  readonly width: number;
  /** Two scores by codes differ from the true ones by no more than this, for queries of at most unit length. */
  readonly slack: number;
  /** A score of codes, in units of 1. */
  readonly unit = 1 / (NORM * NORM);
  readonly #memory: WebAssembly.Memory;
  readonly #one: DotKernel;
  readonly #many: DotKernel;
  readonly #blockBytes: number;
  readonly #start: number;
  readonly #outAt: number;
  #int16 = new Int16Array();
  #blocks = 0;

  constructor(readonly columns: number) {
    this.width = Math.ceil(columns / int16Lanes) * int16Lanes;
    this.slack = (1.01 * Math.sqrt(columns)) / NORM;
    this.#blockBytes = 4 * rowsPerBlock * this.width;
    this.#outAt = 2 * queriesPerPass * this.width;
    this.#start = pageBytes * Math.ceil((this.#outAt + 4 * queriesPerPass * rowsPerBlock) / pageBytes);
    this.#memory = new WebAssembly.Memory({ initial: this.#start / pageBytes, maximum: mostPages });
    this.#one = dotKernel("int16", oneQuery, this.#memory);
    this.#many = dotKernel("int16", manyQueries, this.#memory);
    this.#look();
  }

  /** Bytes of the memory, queries and scores included. */
  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Makes room for so many rows. Throws RangeError past the 4 GB of one memory. */
  reserve(rows: number): void {
    const blocks = Math.ceil(rows / rowsPerBlock);
    if (blocks <= this.#blocks) return;
    const needed = this.#start + blocks * this.#blockBytes;
    if (needed > pageBytes * mostPages)
      throw new RangeError(`${rows} rows of ${this.columns} numbers are more than the 4 GB that can be searched`);
    // A few blocks ahead where rows come one by one; a load that says its number gets just that.
    const ahead = blocks === this.#blocks + 1 ? Math.min(blocksAtOnce * this.#blockBytes, 2 ** 24) : 0;
    const pages = Math.min(mostPages, Math.ceil((needed + ahead) / pageBytes));
    this.#memory.grow(pages - this.bytes / pageBytes);
    this.#blocks = Math.floor((pages * pageBytes - this.#start) / this.#blockBytes);
    this.#look();
  }

  /** Keeps a vector [d] of unit length as that row. Throws RangeError on another shape or length. */
  set(row: number, vector: Float32Array): void {
    if (vector.length !== this.columns)
      throw new RangeError(`a row has ${vector.length} numbers, ${this.columns} are kept`);
    if (Math.abs(lengthOf(vector) - 1) > 1e-3)
      throw new RangeError(`a row has length ${lengthOf(vector)}, unit length is needed`);
    const hi = this.#hiOf(row);
    const lo = hi + rowsPerBlock * this.width;
    for (let j = 0; j < this.columns; j++) {
      const code = Math.round(vector[j]! * NORM * LO);
      const high = Math.round(code / LO);
      this.#int16[hi + j] = high;
      this.#int16[lo + j] = code - high * LO;
    }
  }

  copy(from: number, to: number): void {
    const [a, b, plane] = [this.#hiOf(from), this.#hiOf(to), rowsPerBlock * this.width];
    this.#int16.copyWithin(b, a, a + this.width);
    this.#int16.copyWithin(b + plane, a + plane, a + plane + this.width);
  }

  /** The vector [d] of a row. */
  get(row: number): Float32Array {
    const hi = this.#hiOf(row);
    const lo = hi + rowsPerBlock * this.width;
    return Float32Array.from(
      { length: this.columns },
      (_, j) => (this.#int16[hi + j]! * LO + this.#int16[lo + j]!) / (NORM * LO),
    );
  }

  /** The true dot product of a row with a vector [d], summed in double precision, from both planes. */
  dot(row: number, vector: Float32Array): number {
    const int16 = this.#int16;
    const hi = this.#hiOf(row);
    const lo = hi + rowsPerBlock * this.width;
    let sum = 0;
    for (let j = 0; j < vector.length; j++) sum += (int16[hi + j]! * LO + int16[lo + j]!) * vector[j]!;
    return sum / (NORM * LO);
  }

  /** Scores queries (at most 32, each [d] of at most unit length) with rows 0 … rows − 1 by their codes, block by block:
   *  query q's score of row from + i stands at scores[q · 1,024 + i], in units of `unit`; it is off by `slack` at most. */
  scan(
    queries: readonly Float32Array[],
    rows: number,
    visit: (from: number, to: number, scores: Int32Array) => void,
  ): void {
    for (const [q, query] of queries.entries()) this.#encode(query, q);
    const scores = new Int32Array(this.#memory.buffer, this.#outAt, queriesPerPass * rowsPerBlock);
    const rowBytes = 2 * this.width;
    for (let from = 0; from < rows; from += rowsPerBlock) {
      const to = Math.min(rows, from + rowsPerBlock);
      const base = this.#start + (from / rowsPerBlock) * this.#blockBytes;
      const wanted = Math.ceil((to - from) / 4) * 4;
      if (queries.length > 2) {
        const padded = Math.ceil(queries.length / 4) * 4;
        this.#many(0, base, this.#outAt, rowBytes, padded, wanted, 4 * rowsPerBlock);
      } else {
        for (let q = 0; q < queries.length; q++)
          this.#one(q * rowBytes, base, this.#outAt + 4 * q * rowsPerBlock, rowBytes, 1, wanted, 4 * rowsPerBlock);
      }
      visit(from, to, scores);
    }
  }

  /** The bytes that hold rows 0 … rows − 1, a block or less at a time: to be written out, or read in after reserve(). */
  *planes(rows: number): Generator<Uint8Array> {
    for (let from = 0; from < rows; from += rowsPerBlock) {
      const at = this.#start + (from / rowsPerBlock) * this.#blockBytes;
      const bytes = 2 * Math.min(rowsPerBlock, rows - from) * this.width;
      yield new Uint8Array(this.#memory.buffer, at, bytes);
      yield new Uint8Array(this.#memory.buffer, at + this.#blockBytes / 2, bytes);
    }
  }

  #encode(query: Float32Array, q: number): void {
    const at = q * this.width;
    for (let j = 0; j < this.columns; j++) this.#int16[at + j] = Math.round(query[j]! * NORM);
  }

  #hiOf(row: number): number {
    const block = Math.floor(row / rowsPerBlock);
    return (this.#start + block * this.#blockBytes) / 2 + (row % rowsPerBlock) * this.width;
  }

  #look(): void {
    this.#int16 = new Int16Array(this.#memory.buffer);
  }
}

export function lengthOf(vector: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < vector.length; j++) sum += vector[j]! * vector[j]!;
  return Math.sqrt(sum);
}

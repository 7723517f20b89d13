import type { Matrix } from "../runtime/matrix";
import { openDotKernel, queriesAtOnce, rowsAtOnce } from "./dot-kernel";

const lanes = 4;
/** Base rows that one pass holds: about what a core's second-level cache takes. */
const baseBlockFloats = 65_536;
const mostBaseRows = 1_024;
const queryBlockRows = 128;

/** Scores of queries q0 … q1 − 1 with base rows b0 … b1 − 1: (q, b) stands at (q − q0) * stride + (b − b0). */
export type ScoreBlock = { q0: number; q1: number; b0: number; b1: number; scores: Float32Array; stride: number };

const upTo = (value: number, multiple: number) => Math.ceil(value / multiple) * multiple;

/** Dot products of all queries [q, d] with all base rows [n, d], block by block; each pair is visited once. A pair's
 *  score does not depend on its place, so equal rows score equally. `scores` is only valid inside `visit`. */
export function visitScores(queries: Matrix, base: Matrix, visit: (block: ScoreBlock) => void): void {
  if (queries.rows === 0 || base.rows === 0) return;
  const width = Math.max(lanes, upTo(base.columns, lanes));
  const baseRows = upTo(
    Math.min(base.rows, mostBaseRows, Math.max(16, Math.floor(baseBlockFloats / width))),
    rowsAtOnce,
  );
  const queryRows = upTo(Math.min(queries.rows, queryBlockRows), queriesAtOnce);
  const floats = { query: queryRows * width, base: baseRows * width, out: queryRows * baseRows };
  const { dots, memory } = openDotKernel(4 * (floats.query + floats.base + floats.out));
  const at = { query: 0, base: 4 * floats.query, out: 4 * (floats.query + floats.base) };
  const queryPart = new Float32Array(memory.buffer, at.query, floats.query);
  const basePart = new Float32Array(memory.buffer, at.base, floats.base);
  const scores = new Float32Array(memory.buffer, at.out, floats.out);
  for (let q0 = 0; q0 < queries.rows; q0 += queryRows) {
    const q1 = Math.min(queries.rows, q0 + queryRows);
    copyRows(queries, q0, q1, queryPart, width);
    for (let b0 = 0; b0 < base.rows; b0 += baseRows) {
      const b1 = Math.min(base.rows, b0 + baseRows);
      copyRows(base, b0, b1, basePart, width);
      dots(at.query, at.base, at.out, 4 * width, upTo(q1 - q0, queriesAtOnce), upTo(b1 - b0, rowsAtOnce), 4 * baseRows);
      visit({ q0, q1, b0, b1, scores, stride: baseRows });
    }
  }
}

/** Copies rows, each filled up with zeros to `width`. Rows behind the last keep old numbers: nobody reads their scores. */
function copyRows({ data, columns }: Matrix, from: number, to: number, out: Float32Array, width: number): void {
  if (columns === width) {
    out.set(data.subarray(from * columns, to * columns));
    return;
  }
  for (let row = from; row < to; row++) {
    const start = (row - from) * width;
    out.set(data.subarray(row * columns, (row + 1) * columns), start);
    out.fill(0, start + columns, start + width);
  }
}

import type { Matrix } from "../runtime/matrix";
import { type ScoreBlock, visitScores } from "./score-blocks";

/** The k nearest rows of each query, best first: row q's answers stand at q * k … q * k + k − 1 of both arrays.
 *  Where fewer than k rows were allowed, the rest has index −1 and score −Infinity. */
export type Neighbours = { k: number; index: Int32Array; score: Float32Array };

export type TopKOptions = {
  /** A query never meets a base row of its own group, e.g. the other colour-ways of one garment model.
   *  query [q], base [n]; a negative group excludes nothing. */
  excludeGroup?: { query: Int32Array; base: Int32Array };
  /** Rows of the base that may be answers, 1 or 0 → [n]. */
  allowed?: Uint8Array;
};

/** Exact k nearest neighbours by dot product, which is the cosine when rows have unit length.
 *  queries [q, d], base [n, d] → k of n for each q; ties go to the lower index. Throws RangeError when the d differ,
 *  k is not a positive whole number, or a group or mask array has another length than its matrix has rows. */
export function topK(queries: Matrix, base: Matrix, k: number, options: TopKOptions = {}): Neighbours {
  checkShapes(queries, base, k, options);
  const found: Neighbours = {
    k,
    index: new Int32Array(queries.rows * k).fill(-1),
    score: new Float32Array(queries.rows * k).fill(Number.NEGATIVE_INFINITY),
  };
  visitScores(queries, base, (block) => {
    for (let q = block.q0; q < block.q1; q++) keepBest(found, q, block, options);
  });
  return found;
}

function keepBest(
  found: Neighbours,
  q: number,
  { q0, b0, b1, scores, stride }: ScoreBlock,
  options: TopKOptions,
): void {
  const { allowed, excludeGroup } = options;
  const start = q * found.k;
  const last = start + found.k - 1;
  const at = (q - q0) * stride - b0;
  const own = excludeGroup ? excludeGroup.query[q]! : -1;
  let worst = found.score[last]!;
  for (let b = b0; b < b1; b++) {
    const score = scores[at + b]!;
    // Written so that a score which is no number is never kept.
    if (!(score > worst)) continue;
    if (allowed && !allowed[b]) continue;
    if (own >= 0 && excludeGroup!.base[b] === own) continue;
    insert(found, start, last, b, score);
    worst = found.score[last]!;
  }
}

/** Shifts worse answers down. k is small, and after the first blocks few rows get this far. */
function insert(found: Neighbours, start: number, last: number, index: number, score: number): void {
  let at = last;
  while (at > start && found.score[at - 1]! < score) {
    found.score[at] = found.score[at - 1]!;
    found.index[at] = found.index[at - 1]!;
    at--;
  }
  found.score[at] = score;
  found.index[at] = index;
}

function checkShapes(queries: Matrix, base: Matrix, k: number, { allowed, excludeGroup }: TopKOptions): void {
  if (queries.columns !== base.columns) {
    throw new RangeError(`queries are [${queries.rows}, ${queries.columns}], base is [${base.rows}, ${base.columns}]`);
  }
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`k is ${k}, a whole number of at least 1 is needed`);
  if (allowed && allowed.length !== base.rows) {
    throw new RangeError(`allowed has ${allowed.length} entries for ${base.rows} rows`);
  }
  if (!excludeGroup) return;
  const { query, base: groups } = excludeGroup;
  if (query.length !== queries.rows || groups.length !== base.rows) {
    throw new RangeError(
      `groups are [${query.length}] and [${groups.length}] for ${queries.rows} queries and ${base.rows} rows`,
    );
  }
}

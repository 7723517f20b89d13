import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, takeRows } from "@/ml/runtime/matrix";
import { readTensor } from "@/ml/runtime/parameters";
import { expectLegs, legOfMember, membersFirst } from "./legs";
import type { CompatibilityModel } from "./model";
import { plainHead } from "./plain-head";
import { type PairScores, summariseMembers } from "./summarise";
import { tensorHead } from "./tensor-head";

/** Pairs in one pass of the tensor backend. */
const CHUNK = 8192;

/** Calibrated compatibility and mutual information of pairs [p, 2], rows of `legs` [n, m · legWidth] (see legsOf).
 *  Symmetric: swapping the ends of a pair changes nothing. Plain loops, about 13,000 pairs a second; above a few
 *  thousand pairs scorePairsInBulk is faster. Throws RangeError on legs of another model's width. */
export function scorePairs(model: CompatibilityModel, legs: Matrix, pairs: Int32Array): PairScores {
  return summariseMembers(plainLogits(model, legs, pairs), model.config.members, model.temperature);
}

/** The same on a tensor backend, chunk by chunk. `onChunk` is told how many pairs are done. */
export function scorePairsInBulk(
  tf: TensorFlow,
  model: CompatibilityModel,
  legs: Matrix,
  pairs: Int32Array,
  onChunk?: (done: number) => void,
): PairScores {
  return summariseMembers(tensorLogits(tf, model, legs, pairs, onChunk), model.config.members, model.temperature);
}

/** Uncalibrated logits of each member → [m, p]. */
export function tensorLogits(
  tf: TensorFlow,
  model: CompatibilityModel,
  allLegs: Matrix,
  allPairs: Int32Array,
  onChunk?: (done: number) => void,
): Float32Array {
  expectLegs(model, allLegs);
  const { legs, pairs } = askedAlone(allLegs, allPairs);
  const { members, legWidth } = model.config;
  const p = pairs.length / 2;
  const out = new Float32Array(members * p);
  const { data } = membersFirst(legs, members, legWidth);
  const size = legs.rows * legWidth;
  const heads = Array.from({ length: members }, (_, m) => ({
    ...tensorHead(tf, model, m),
    legs: tf.tensor2d(data.subarray(m * size, (m + 1) * size), [legs.rows, legWidth]),
  }));
  try {
    for (let start = 0; start < p; start += CHUNK) {
      const count = Math.min(CHUNK, p - start);
      const [left, right] = [sideIndex(pairs, 0, start, count), sideIndex(pairs, 1, start, count)];
      heads.forEach((head, m) => {
        const side = (index: Int32Array) => tf.gather(head.legs, tf.tensor1d(index, "int32"));
        out.set(
          readTensor(tf, () => head.logits(side(left), side(right))),
          m * p + start,
        );
      });
      onChunk?.(start + count);
    }
  } finally {
    for (const head of heads) {
      head.legs.dispose();
      head.dispose();
    }
  }
  return out;
}

/** The legs of the products that are asked about: to lay out and hand over those of a whole catalogue for a question about
 *  few of them takes longer than to answer it. */
function askedAlone(legs: Matrix, pairs: Int32Array): { legs: Matrix; pairs: Int32Array } {
  const place = new Int32Array(legs.rows).fill(-1);
  const rows: number[] = [];
  for (const row of pairs) {
    if (!(row >= 0 && row < legs.rows)) throw new RangeError(`row ${row} asked of legs of ${legs.rows} products`);
    if (place[row] < 0) place[row] = rows.push(row) - 1;
  }
  if (2 * rows.length > legs.rows) return { legs, pairs };
  return { legs: takeRows(legs, rows), pairs: pairs.map((row) => place[row]) };
}

function sideIndex(pairs: Int32Array, end: 0 | 1, start: number, count: number): Int32Array {
  const index = new Int32Array(count);
  for (let s = 0; s < count; s++) index[s] = pairs[2 * (start + s) + end];
  return index;
}

function plainLogits(model: CompatibilityModel, legs: Matrix, pairs: Int32Array): Float32Array {
  expectLegs(model, legs);
  const { members } = model.config;
  const p = pairs.length / 2;
  const out = new Float32Array(members * p);
  for (let m = 0; m < members; m++) {
    const head = plainHead(model, m);
    const leg = legOfMember(model, legs, m);
    for (let s = 0; s < p; s++) out[m * p + s] = head(leg(pairs[2 * s]), leg(pairs[2 * s + 1]));
  }
  return out;
}

import type { Tensor1D } from "@tensorflow/tfjs-core";
import type { TensorFlow } from "@/ml/runtime/backend";
import { operationsOf } from "@/ml/runtime/differentiable";
import type { Matrix } from "@/ml/runtime/matrix";
import { readTensor, uploadParameters } from "@/ml/runtime/parameters";
import { expectLegs, legOfMember, membersFirst } from "./legs";
import type { CompatibilityModel } from "./model";
import { logitsOfSides } from "./network";
import { plainHead } from "./plain-head";
import { type PairScores, summariseMembers } from "./summarise";

/** Pairs in one pass of the tensor backend: 5 members × 128 units × 4 bytes ≈ 20 MB of intermediate numbers. */
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
  legs: Matrix,
  pairs: Int32Array,
  onChunk?: (done: number) => void,
): Float32Array {
  expectLegs(model, legs);
  const { members: m, legWidth } = model.config;
  const p = pairs.length / 2;
  const out = new Float32Array(m * p);
  const ops = operationsOf(tf);
  const flat = tf.tensor2d(membersFirst(legs, m, legWidth).data, [m * legs.rows, legWidth]);
  const weights = uploadParameters(tf, headOnly(model));
  try {
    for (let start = 0; start < p; start += CHUNK) {
      const size = Math.min(CHUNK, p - start);
      const logits = readTensor(tf, () => {
        const side = (end: 0 | 1) =>
          tf.reshape(tf.gather(flat, sideIndex(tf, pairs, end, start, size, m, legs.rows)), [m, size, legWidth]);
        return logitsOfSides(ops, weights, [side(0), side(1)], { fusion: null, head: null });
      });
      for (let member = 0; member < m; member++)
        out.set(logits.subarray(member * size, (member + 1) * size), member * p + start);
      onChunk?.(start + size);
    }
  } finally {
    tf.dispose([flat, weights]);
  }
  return out;
}

function headOnly(model: CompatibilityModel) {
  const isHead = (name: string) => name.startsWith("merge.") || name.startsWith("out") || name === "headBias";
  return Object.fromEntries(Object.entries(model.parameters).filter(([name]) => isHead(name)));
}

function sideIndex(
  tf: TensorFlow,
  pairs: Int32Array,
  end: 0 | 1,
  start: number,
  size: number,
  m: number,
  n: number,
): Tensor1D {
  const index = new Int32Array(m * size);
  for (let member = 0; member < m; member++) {
    for (let s = 0; s < size; s++) index[member * size + s] = member * n + pairs[2 * (start + s) + end];
  }
  return tf.tensor1d(index, "int32");
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

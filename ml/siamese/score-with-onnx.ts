import type { TensorFlow } from "@/ml/runtime/backend";
import type { Matrix } from "@/ml/runtime/matrix";
import { type OnnxInput, openOnnxSession } from "@/ml/runtime/onnx-session";
import { exportHead } from "./export-onnx";
import { expectLegs, membersFirst } from "./legs";
import type { CompatibilityModel } from "./model";
import { scorePairs, scorePairsInBulk } from "./score-pairs";
import { type PairScores, summariseMembers } from "./summarise";

/** Pairs in one run. Measured on two threads for the default network: 2,048 of them with all that is made on the way
 *  stay in the second cache; at 32,768 a pair takes twice as long. */
const CHUNK = 2048;

/** Opening a graph takes as long as plain loops take for this many pairs. */
const FEW = 1500;

/** The same numbers as scorePairs, to 1e-4, in the fastest way there is for so many: plain loops for a few, else ONNX
 *  Runtime, else the tensor backend. legs [n, m · legWidth], pairs [p, 2] → [p]. `onChunk` is told how many pairs are
 *  done. Throws RangeError on legs of another model's width and on a pair outside of them. */
export async function scorePairsAtScale(
  tf: TensorFlow,
  model: CompatibilityModel,
  legs: Matrix,
  pairs: Int32Array,
  onChunk?: (done: number) => void,
): Promise<PairScores> {
  expectLegs(model, legs);
  if (pairs.length / 2 <= FEW) return scorePairs(model, legs, pairs);
  return (await scorePairsWithOnnx(model, legs, pairs, onChunk)) ?? scorePairsInBulk(tf, model, legs, pairs, onChunk);
}

/** The same by ONNX Runtime alone; null where it does not load. */
export async function scorePairsWithOnnx(
  model: CompatibilityModel,
  legs: Matrix,
  pairs: Int32Array,
  onChunk?: (done: number) => void,
): Promise<PairScores | null> {
  const logits = await logitsWithOnnx(model, legs, pairs, onChunk);
  return logits && summariseMembers(logits, model.config.members, model.temperature);
}

/** Uncalibrated logits of each member → [m, p]. */
async function logitsWithOnnx(
  model: CompatibilityModel,
  legs: Matrix,
  pairs: Int32Array,
  onChunk?: (done: number) => void,
): Promise<Float32Array | null> {
  expectLegs(model, legs);
  const session = await openOnnxSession(exportHead(model));
  if (!session) return null;
  const { members: m } = model.config;
  const p = pairs.length / 2;
  const out = new Float32Array(m * p);
  try {
    session.bind(legTables(model, legs));
    for (let start = 0; start < p; start += CHUNK) {
      const size = Math.min(CHUNK, p - start);
      const side = (end: 0 | 1) => ({ shape: [size], data: sideOf(pairs, end, start, size, legs.rows) });
      const logits = await session.run({ left: side(0), right: side(1) }, "logits");
      for (let member = 0; member < m; member++)
        out.set(logits.subarray(member * size, (member + 1) * size), member * p + start);
      onChunk?.(start + size);
    }
  } finally {
    await session.close();
  }
  return out;
}

function legTables(model: CompatibilityModel, legs: Matrix): Record<string, OnnxInput> {
  const { members, legWidth } = model.config;
  const { data } = membersFirst(legs, members, legWidth);
  const size = legs.rows * legWidth;
  const table = (m: number) => ({ shape: [legs.rows, legWidth], data: data.subarray(m * size, (m + 1) * size) });
  return Object.fromEntries(Array.from({ length: members }, (_, m) => [`legs.${m}`, table(m)]));
}

/** ONNX Runtime counts rows below zero from the end, so a wrong one would pass unnoticed. */
function sideOf(pairs: Int32Array, end: 0 | 1, start: number, size: number, rows: number): Int32Array {
  const side = new Int32Array(size);
  for (let s = 0; s < size; s++) {
    const row = pairs[2 * (start + s) + end];
    if (!(row >= 0 && row < rows)) throw new RangeError(`row ${row} asked of legs of ${rows} products`);
    side[s] = row;
  }
  return side;
}

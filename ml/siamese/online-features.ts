import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { fitReduction, type Reduction, reduce } from "@/ml/runtime/reduction";
import { permutation, rngOf } from "@/ml/runtime/seed";
import type { CompatibilityModel } from "./model";
import { pairFeatures } from "./pair-features";
import { scorePairsAtScale } from "./score-with-onnx";

/** What an online posterior needs of pairs. features [p, 2 + components]: 1 and the logit brought to mean 0 and deviation 1
 *  over the pool, which shift and stretch what the network says, then the leading components of the ensemble's last hidden
 *  units, of squared length 1 on average. logit [p]: of the calibrated chance of "fits". mutualInformation [p]: the
 *  members' disagreement, in nats. */
export type OnlineFeatures = { features: Matrix; logit: Float32Array; mutualInformation: Float32Array };

/** Columns that stand before the components. */
export const leadingColumns = 2;

/** Pairs whose units are in memory at a time, and pairs that the components are found from. */
const CHUNK = 8_192;
const SAMPLE = 8_192;
const SURE = 1e-5;

/** Features of pairs [p, 2], rows of `legs` [n, m · legWidth], in at most `components` components. The same
 *  pairs give the same features. */
export async function onlineFeatures(
  tf: TensorFlow,
  model: CompatibilityModel,
  legs: Matrix,
  pairs: Int32Array,
  { components }: { components: number },
): Promise<OnlineFeatures> {
  const p = pairs.length / 2;
  const { compatibility, mutualInformation } = await scorePairsAtScale(tf, model, legs, pairs);
  const logit = compatibility.map(logitOf);
  const reduction = p > 0 ? reductionOf(tf, model, legs, pairs, components) : null;
  const width = reduction?.directions.rows ?? 0;
  const features = matrixOf(p, leadingColumns + width);
  const { mean, deviation } = momentsOf(logit);
  for (let start = 0; reduction && start < p; start += CHUNK) {
    const part = pairs.subarray(2 * start, 2 * Math.min(p, start + CHUNK));
    const reduced = reduce(reduction, pairFeatures(model, legs, part), tf);
    for (let i = 0; i < reduced.rows; i++) {
      const row = rowOf(features, start + i);
      row[0] = 1;
      row[1] = (logit[start + i] - mean) / deviation;
      const units = rowOf(reduced, i);
      for (let j = 0; j < width; j++) row[leadingColumns + j] = units[j] / Math.sqrt(width);
    }
  }
  return { features, logit, mutualInformation };
}

function reductionOf(
  tf: TensorFlow,
  model: CompatibilityModel,
  legs: Matrix,
  pairs: Int32Array,
  components: number,
): Reduction {
  const chosen = permutation(rngOf(1), pairs.length / 2).subarray(0, SAMPLE);
  const sample = Int32Array.from({ length: 2 * chosen.length }, (_, at) => pairs[2 * chosen[at >> 1] + (at & 1)]);
  const units = pairFeatures(model, legs, sample);
  return fitReduction(tf, units, Int32Array.from(chosen.keys()), components);
}

function momentsOf(values: Float32Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

function logitOf(p: number): number {
  const kept = Math.min(1 - SURE, Math.max(SURE, p));
  return Math.log(kept / (1 - kept));
}

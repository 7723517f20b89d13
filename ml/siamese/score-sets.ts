import type { TensorFlow } from "@/ml/runtime/backend";
import { operationsOf } from "@/ml/runtime/differentiable";
import type { Matrix } from "@/ml/runtime/matrix";
import { readTensor, uploadParameters } from "@/ml/runtime/parameters";
import { expectLegs, membersFirst } from "./legs";
import type { CompatibilityModel } from "./model";
import { setLogits } from "./network";
import { type PairScores, summariseMembers } from "./summarise";

/** Calibrated compatibility and mutual information of whole sets of k products: `sets` [s, k], rows of `legs`
 *  [n, m · legWidth] (see legsOf). The order inside a set changes nothing, and for k = 2 these are scorePairs' numbers; the
 *  temperature was fitted on pairs, so that larger sets are ranked, not calibrated. One tensor a member: meant for some
 *  thousands of sets. Throws RangeError on k below 2, or sets that don't divide into k. */
export function scoreSets(
  tf: TensorFlow,
  model: CompatibilityModel,
  legs: Matrix,
  sets: Int32Array,
  k: number,
): PairScores {
  const s = sets.length / k;
  if (!Number.isInteger(s))
    throw new RangeError(`sets hold ${sets.length} products, that is no number of sets of ${k}`);
  expectLegs(model, legs);
  const { members: m, legWidth } = model.config;
  const ops = operationsOf(tf);
  const weights = uploadParameters(tf, model.parameters);
  const sides = Array.from({ length: k }, (_, side) => {
    const index = new Int32Array(m * s);
    for (let member = 0; member < m; member++) {
      for (let set = 0; set < s; set++) index[member * s + set] = member * legs.rows + sets[set * k + side];
    }
    return index;
  });
  try {
    const logits = readTensor(tf, () =>
      setLogits(
        ops,
        weights,
        tf.tensor3d(membersFirst(legs, m, legWidth).data, [m, legs.rows, legWidth]),
        sides.map((index) => tf.tensor1d(index, "int32")),
        { fusion: null, head: null },
      ),
    );
    return summariseMembers(logits, m, model.temperature);
  } finally {
    tf.dispose(weights);
  }
}

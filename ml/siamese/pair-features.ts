import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { expectLegs, legOfMember } from "./legs";
import type { CompatibilityModel } from "./model";
import { plainHeadLayer } from "./plain-head";

/** What the network knows of each pair before its last, linear layer: the head's hidden units after their ReLU, one
 *  chosen member after another, of pairs [p, 2] in rows of `legs` [n, m · legWidth] → [p, chosen · headWidth]. The same
 *  for both orders; a member's logit is outBias + its units · out. For diversity among pairs and for online updates of
 *  the last layer. Plain loops, about 60,000 pairs a second for one member. Throws RangeError on legs of another model's
 *  width and on a member that the model does not have. */
export function pairFeatures(
  model: CompatibilityModel,
  legs: Matrix,
  pairs: Int32Array,
  chosen: number[] = Array.from({ length: model.config.members }, (_, m) => m),
): Matrix {
  expectLegs(model, legs);
  const { members, headWidth } = model.config;
  const stranger = chosen.find((m) => !(m >= 0 && m < members));
  if (stranger !== undefined) throw new RangeError(`member ${stranger} asked of an ensemble of ${members}`);
  const out = matrixOf(pairs.length / 2, chosen.length * headWidth);
  chosen.forEach((m, place) => {
    const layer = plainHeadLayer(model, m);
    const leg = legOfMember(model, legs, m);
    for (let p = 0; p < out.rows; p++) {
      const units = rowOf(out, p).subarray(place * headWidth, (place + 1) * headWidth);
      layer(leg(pairs[2 * p]), leg(pairs[2 * p + 1]), units);
    }
  });
  return out;
}

import { fitTemperature } from "@/ml/evaluation/calibration";
import { areaUnderCurve } from "@/ml/evaluation/ranking";
import type { TensorFlow } from "@/ml/runtime/backend";
import { takeItems } from "./items";
import { legsInBulk } from "./legs";
import type { CompatibilityModel } from "./model";
import type { Samples } from "./samples";
import { tensorLogits } from "./score-pairs";
import type { NetworkItems } from "./step-input";
import { ensembleLoss, summariseMembers } from "./summarise";

/** Validation examples with the products of theirs alone: legs of a whole catalogue, round after round, would cost more than what is
 *  asked of them. */
export type Validation = Omit<Samples, "left" | "right"> & { items: NetworkItems; pairs: Int32Array };

export function validationOf(all: NetworkItems, { left, right, target, weight }: Samples): Validation {
  const rows = Int32Array.from(new Set([...left, ...right]));
  const place = new Map(Array.from(rows, (row, i) => [row, i]));
  const pairs = Int32Array.from({ length: 2 * left.length }, (_, at) => place.get((at % 2 ? right : left)[at >> 1])!);
  return { items: takeItems(all, rows), pairs, target, weight };
}

const logitsOf = (tf: TensorFlow, model: CompatibilityModel, { items, pairs }: Validation): Float32Array =>
  tensorLogits(tf, model, legsInBulk(tf, model, items), pairs);

/** Area under the ROC curve of the ensemble on the examples. */
export function validationArea(tf: TensorFlow, model: CompatibilityModel, samples: Validation): number {
  const { compatibility } = summariseMembers(logitsOf(tf, model, samples), model.config.members, 1);
  return areaUnderCurve(compatibility, samples.target, samples.weight);
}

/** The temperature under which the ensemble's probabilities fit the examples best. */
export function calibrate(tf: TensorFlow, model: CompatibilityModel, samples: Validation): number {
  const logits = logitsOf(tf, model, samples);
  return fitTemperature((t) => ensembleLoss(logits, model.config.members, samples.target, samples.weight, t));
}

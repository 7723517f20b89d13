import type { Tensor, Tensor2D } from "@tensorflow/tfjs-core";
import type { TensorFlow } from "@/ml/runtime/backend";
import type { Merge } from "./config";
import { joinedWeights } from "./joined-weights";
import { memberBlocks } from "./legs";
import type { CompatibilityModel } from "./model";

/** One member's head for scoring alone. Call `logits` inside tf.tidy: sides [p, legWidth] → [p, 1]. */
export type TensorHead = { logits(a: Tensor2D, b: Tensor2D): Tensor; dispose(): void };

/** The head of member m without gradients; the same numbers as logitsOfSides. One product for all merges takes bias and
 *  ReLU along: half of the time on wasm went into small sums between products. */
export function tensorHead(tf: TensorFlow, model: CompatibilityModel, m: number): TensorHead {
  const { merges, headWidth } = model.config;
  const block = memberBlocks(model, m);
  const joined = joinedWeights(model, m);
  const weights = tf.tensor2d(joined.data, [joined.shape[0], joined.shape[1]]);
  const bias = tf.tensor1d(block("headBias"));
  const out = tf.tensor2d(block("out"), [headWidth, 1]);
  const outBias = tf.scalar(block("outBias")[0]);
  const fused = merges.filter((merge) => merge !== "concatenation");
  const hidden = (parts: Tensor2D[]) =>
    tf.fused.matMul({ a: parts.length > 1 ? tf.concat2d(parts, 1) : parts[0], b: weights, bias, activation: "relu" });
  return {
    logits(a, b) {
      const parts = fused.map((merge) => joinSides(tf, merge, a, b));
      const active = merges.includes("concatenation")
        ? tf.mul(tf.add(hidden([...parts, a, b]), hidden([...parts, b, a])), tf.scalar(0.5))
        : hidden(parts);
      return tf.add(tf.matMul(active, out), outBias);
    },
    dispose: () => tf.dispose([weights, bias, out, outBias]),
  };
}

function joinSides(tf: TensorFlow, merge: Exclude<Merge, "concatenation">, a: Tensor2D, b: Tensor2D): Tensor2D {
  switch (merge) {
    case "product":
      return tf.mul(a, b);
    case "difference":
      return tf.abs(tf.sub<Tensor2D>(a, b));
    case "sum":
    case "average":
      return tf.add(a, b);
    case "maximum":
      return tf.maximum(a, b);
    case "minimum":
      return tf.minimum(a, b);
  }
}

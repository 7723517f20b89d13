import { memberBlocks } from "./legs";
import type { CompatibilityModel } from "./model";

/** Weights of member m for its merges side by side, in the order of the configuration with the two of concatenation last
 *  → [parts · legWidth, headWidth]. An average's half is in them, so that a sum stands for it. */
export function joinedWeights(model: CompatibilityModel, m: number): { shape: number[]; data: Float32Array } {
  const { merges, legWidth, headWidth } = model.config;
  const block = memberBlocks(model, m);
  const fused = merges.filter((merge) => merge !== "concatenation");
  const ordered = merges.includes("concatenation") ? ["concatenation", "concatenation2"] : [];
  const names = [...fused, ...ordered];
  const data = new Float32Array(names.length * legWidth * headWidth);
  names.forEach((name, part) => {
    const factor = name === "average" ? 0.5 : 1;
    const weights = block(`merge.${name}`).map((weight) => weight * factor);
    data.set(weights, part * legWidth * headWidth);
  });
  return { shape: [names.length * legWidth, headWidth], data };
}

import { encodeOnnx, type OnnxConstant, type OnnxNode } from "@/ml/runtime/onnx-graph";
import type { Merge } from "./config";
import { joinedWeights } from "./joined-weights";
import { memberBlocks } from "./legs";
import type { CompatibilityModel } from "./model";

/** Operators that join two gathered sides, written to `out`. */
type MergeNodes = (a: string, b: string, out: string) => OnnxNode[];
const one =
  (op: string): MergeNodes =>
  (a, b, out) => [{ op, inputs: [a, b], outputs: [out] }];

const MERGED: Record<Exclude<Merge, "concatenation">, MergeNodes> = {
  product: one("Mul"),
  sum: one("Add"),
  // The half is put into the weights: see joinedWeights.
  average: one("Add"),
  maximum: one("Max"),
  minimum: one("Min"),
  difference: (a, b, out) => [
    { op: "Sub", inputs: [a, b], outputs: [`${out}.signed`] },
    { op: "Abs", inputs: [`${out}.signed`], outputs: [out] },
  ],
};

/** The head of every member as one ONNX graph: `legs.M` [n, legWidth] for each member M, `left` and `right` [p] int32 rows
 *  of them → `logits` [m, p], uncalibrated and the same for both orders. Members are apart, not stacked: a Gemm of two
 *  dimensions takes its bias and its ReLU along, which a stacked product does not. */
export function exportHead(model: CompatibilityModel): Uint8Array {
  const { members, legWidth } = model.config;
  const names = Array.from({ length: members }, (_, m) => `${m}`);
  const parts = names.map((_, m) => memberGraph(model, m));
  return encodeOnnx({
    name: "compatibility head",
    inputs: [
      ...names.map((m) => ({ name: `legs.${m}`, shape: ["n", legWidth] })),
      { name: "left", shape: ["p"], type: "int32" },
      { name: "right", shape: ["p"], type: "int32" },
    ],
    outputs: [{ name: "logits", shape: [members, "p"] }],
    nodes: [
      ...parts.flatMap((part) => part.nodes),
      { op: "Concat", inputs: names.map((m) => `${m}.logit`), outputs: ["columns"], attributes: { axis: 1 } },
      { op: "Transpose", inputs: ["columns"], outputs: ["logits"], attributes: { perm: [1, 0] } },
    ],
    constants: parts.flatMap((part) => part.constants),
  });
}

function memberGraph(model: CompatibilityModel, m: number): { nodes: OnnxNode[]; constants: OnnxConstant[] } {
  const { merges, headWidth } = model.config;
  const block = memberBlocks(model, m);
  const isOrdered = merges.includes("concatenation");
  const constants = [
    { name: `${m}.weights`, ...joinedWeights(model, m) },
    { name: `${m}.bias`, shape: [headWidth], data: block("headBias") },
    { name: `${m}.out`, shape: [headWidth, 1], data: block("out") },
    { name: `${m}.outBias`, shape: [1], data: block("outBias") },
  ];
  const gather = (side: "left" | "right"): OnnxNode => ({
    op: "Gather",
    inputs: [`legs.${m}`, side],
    outputs: [`${m}.${side}`],
    attributes: { axis: 0 },
  });
  const fused = merges.filter((merge) => merge !== "concatenation");
  const nodes = [
    gather("left"),
    gather("right"),
    ...fused.flatMap((merge) => MERGED[merge](`${m}.left`, `${m}.right`, `${m}.${merge}`)),
  ];
  const joined = fused.map((merge) => `${m}.${merge}`);
  if (!isOrdered) {
    nodes.push(...dense(m, `${m}.logit`, joined));
  } else {
    nodes.push(...dense(m, `${m}.there`, [...joined, `${m}.left`, `${m}.right`]));
    nodes.push(...dense(m, `${m}.back`, [...joined, `${m}.right`, `${m}.left`]));
    nodes.push({ op: "Mean", inputs: [`${m}.there`, `${m}.back`], outputs: [`${m}.logit`] });
  }
  return { nodes, constants };
}

/** Joined merges → hidden units → logit [p, 1]. */
function dense(m: number, out: string, joined: string[]): OnnxNode[] {
  const [all, hidden, active] = [`${out}.joined`, `${out}.hidden`, `${out}.active`];
  return [
    { op: "Concat", inputs: joined, outputs: [all], attributes: { axis: 1 } },
    { op: "Gemm", inputs: [all, `${m}.weights`, `${m}.bias`], outputs: [hidden] },
    { op: "Relu", inputs: [hidden], outputs: [active] },
    { op: "Gemm", inputs: [active, `${m}.out`, `${m}.outBias`], outputs: [out] },
  ];
}

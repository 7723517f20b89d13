import { withOutput } from "../../runtime/onnx-graph";
import { type OnnxOutline, type OutlineNode, readOutline } from "../../runtime/onnx-outline";
import { EncoderUnusable } from "../encoder";

/** Outputs that are an embedding already, best first. */
const EMBEDDINGS = ["image_embeds", "pooler_output", "embedding"];

/** The graph, and which of its outputs is the picture's vector. A classifier's graph ends in its classes: what goes into
 *  its last layer (for ResNet-50 the 2,048 pooled numbers) is made an output. Throws EncoderUnusable where neither is
 *  found. */
export function embeddingOutput(id: string, graph: Uint8Array): { graph: Uint8Array; output: string } {
  const outline = outlineOf(id, graph);
  const ready = EMBEDDINGS.find((name) => outline.outputs.includes(name));
  if (ready) return { graph, output: ready };
  const last = outline.outputs.map((name) => classifierOf(outline, name)).find((found) => found !== null);
  if (!last)
    throw new EncoderUnusable(
      `${id} gives ${outline.outputs.join(", ")}; none of them is a picture's vector, nor comes from a last dense layer.`,
    );
  return { graph: withOutput(graph, { name: last.input, shape: ["N", last.width] }), output: last.input };
}

function outlineOf(id: string, graph: Uint8Array): OnnxOutline {
  try {
    return readOutline(graph);
  } catch {
    throw new EncoderUnusable(`The model file of ${id} is no ONNX graph; it may be cut off.`);
  }
}

/** What the dense layer that makes `output` reads, and how wide that is; null when no dense layer makes it. */
function classifierOf({ nodes, shapes }: OnnxOutline, output: string): { input: string; width: number } | null {
  const makerOf = (name: string) => nodes.find((node) => node.outputs.includes(name));
  let node: OutlineNode | undefined = makerOf(output);
  // A bias may be added on its own, and the name given last.
  while (node && (node.op === "Add" || node.op === "Identity")) {
    node = node.inputs.map(makerOf).find((maker) => maker !== undefined);
  }
  if (node?.op !== "Gemm" && node?.op !== "MatMul") return null;
  const weights = shapes.get(node.inputs[1]!);
  const classes = node.op === "Gemm" ? shapes.get(node.inputs[2] ?? "")?.at(-1) : weights?.at(-1);
  // A Gemm may hold its weights either way round; its bias tells which side is the classes.
  const width = weights?.length === 2 ? (classes === weights[1] ? weights[0] : weights[1]) : undefined;
  return width ? { input: node.inputs[0]!, width } : null;
}

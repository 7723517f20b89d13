import { encodeOnnx } from "@/ml/runtime/onnx-graph";

/* A real ONNX graph of a few bytes: image [N, 3, size, size] → GlobalAveragePool → Flatten → embedding [N, 3], the mean
   of each channel. */

type Options = { size?: number; input?: string; output?: string; isFlat?: boolean };

export function tinyOnnx({ size = 4, input = "image", output = "embedding", isFlat = true }: Options = {}): Buffer {
  const pooled = isFlat ? "pooled" : output;
  const flatten = { op: "Flatten", inputs: [pooled], outputs: [output] };
  const graph = encodeOnnx({
    name: "tiny",
    inputs: [{ name: input, shape: ["N", 3, size, size] }],
    outputs: [{ name: output, shape: isFlat ? ["N", 3] : ["N", 3, 1, 1] }],
    nodes: [{ op: "GlobalAveragePool", inputs: [input], outputs: [pooled] }, ...(isFlat ? [flatten] : [])],
  });
  return Buffer.from(graph);
}

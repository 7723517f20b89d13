import { encodeOnnx, type OnnxConstant, type OnnxNode } from "@/ml/runtime/onnx-graph";
import { drawNormal, rngOf } from "@/ml/runtime/seed";

/* A real encoder of a few kilobytes with the parts of MobileNetV2 and ResNet: stem, a bottleneck with one filter a channel,
   one with a 3 × 3 and a sum, pooling, a dense layer. image [N, 3, side, side] → embedding [N, 6]. The weights are random;
   stored [out, in, kh, kw] as an export stores them. */

type Options = { side?: number; seed?: number; last?: "relu" | "sigmoid" };

export function smallEncoder({ side = 12, seed = 3, last = "relu" }: Options = {}): Uint8Array {
  const [nodes, constants]: [OnnxNode[], OnnxConstant[]] = [[], []];
  const rng = rngOf(seed);
  const constant = (name: string, shape: number[], scale: number) => {
    const length = shape.reduce((size, d) => size * d, 1);
    constants.push({ name, shape, data: Float32Array.from({ length }, () => scale * drawNormal(rng)) });
    return name;
  };
  const add = (op: string, inputs: string[], output: string, attributes?: OnnxNode["attributes"]) => {
    nodes.push({ op, inputs, outputs: [output], attributes });
    return output;
  };
  const conv = (
    from: string,
    name: string,
    given: { input: number; output: number; size: number; stride?: number },
  ) => {
    const { input, output, size, stride = 1 } = given;
    const isDepthwise = input === 0;
    const perGroup = isDepthwise ? 1 : input;
    const weight = constant(`${name}.w`, [output, perGroup, size, size], Math.sqrt(2 / (perGroup * size * size)));
    const pad = (size - 1) / 2;
    return add("Conv", [from, weight, constant(`${name}.b`, [output], 0.1)], name, {
      kernel_shape: [size, size],
      strides: [stride, stride],
      pads: [pad, pad, pad, pad],
      ...(isDepthwise ? { group: output } : {}),
    });
  };
  const relu = (from: string) => add("Relu", [from], `${from}.relu`);
  const [low, six] = [constant("low", [1], 0), constant("six", [1], 0)];
  constants.find(({ name }) => name === six)!.data[0] = 6;
  const clip = (from: string) => add("Clip", [from, low, six], `${from}.clip`);

  const stem = relu(conv("image", "stem", { input: 3, output: 4, size: 3, stride: 2 }));
  const wide = clip(conv(stem, "expand", { input: 4, output: 8, size: 1 }));
  const filtered = clip(conv(wide, "depthwise", { input: 0, output: 8, size: 3 }));
  const block = add("Add", [conv(filtered, "project", { input: 8, output: 4, size: 1 }), stem], "block");
  const one = relu(conv(block, "one", { input: 4, output: 5, size: 1 }));
  const two = relu(conv(one, "two", { input: 5, output: 5, size: 3 }));
  const sum = add("Add", [conv(two, "three", { input: 5, output: 4, size: 1 }), block], "sum");
  const top = last === "relu" ? relu(sum) : add("Sigmoid", [sum], "top");
  const flat = add("Flatten", [add("GlobalAveragePool", [top], "pooled")], "flat");
  add("Gemm", [flat, constant("dense.w", [6, 4], 0.7), constant("dense.b", [6], 0.1)], "embedding", { transB: 1 });
  return encodeOnnx({
    name: "small",
    inputs: [{ name: "image", shape: ["N", 3, side, side] }],
    outputs: [{ name: "embedding", shape: ["N", 6] }],
    nodes,
    constants,
  });
}

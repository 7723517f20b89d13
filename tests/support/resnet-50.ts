import { encodeOnnx, type OnnxConstant, type OnnxNode } from "@/ml/runtime/onnx-graph";
import { rngOf } from "@/ml/runtime/seed";

/* The architecture of He et al. 2016, table 1, 50 layers, with batch norms folded into the convolutions: bottlenecks of
   3, 4, 6 and 3, the stride in the 3 × 3 as in the published exports. The weights are random. */
const STAGES = [
  { blocks: 3, width: 64 },
  { blocks: 4, width: 128 },
  { blocks: 6, width: 256 },
  { blocks: 3, width: 512 },
];

type Built = { graph: Uint8Array; weights: Float32Array; bias: Float32Array };

/** pixel_values [N, 3, 224, 224] → logits [N, classes], as the hub's exports name them; weights [classes, 2048]. */
export function resnet50(classes: number): Built {
  const [nodes, constants]: [OnnxNode[], OnnxConstant[]] = [[], []];
  const noise = Float32Array.from(
    { length: 65_521 },
    (
      (rng) => () =>
        2 * rng() - 1
    )(rngOf(50)),
  );
  const constant = (name: string, shape: number[], scale: number) => {
    const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
    for (let i = 0; i < data.length; i++) data[i] = scale * noise[(i * 7 + constants.length) % noise.length]!;
    constants.push({ name, shape, data });
    return data;
  };
  const add = (op: string, inputs: string[], output: string, attributes?: OnnxNode["attributes"]) => {
    nodes.push({ op, inputs, outputs: [output], attributes });
    return output;
  };
  const conv = (from: string, name: string, [input, output, size, stride]: number[]) => {
    constant(`${name}.w`, [output!, input!, size!, size!], Math.sqrt(3 / (input! * size! * size!)));
    const side = (size! - 1) / 2;
    return add("Conv", [from, `${name}.w`], name, {
      kernel_shape: [size!, size!],
      strides: [stride!, stride!],
      pads: [side, side, side, side],
    });
  };
  let at = add("Relu", [conv("pixel_values", "stem", [3, 64, 7, 2])], "stem.relu");
  at = add("MaxPool", [at], "stem.pool", { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] });
  let channels = 64;
  STAGES.forEach(({ blocks, width }, stage) => {
    for (let block = 0; block < blocks; block++) {
      const name = `s${stage}b${block}`;
      const stride = stage > 0 && block === 0 ? 2 : 1;
      const one = add("Relu", [conv(at, `${name}.1`, [channels, width, 1, 1])], `${name}.1r`);
      const two = add("Relu", [conv(one, `${name}.2`, [width, width, 3, stride])], `${name}.2r`);
      const three = conv(two, `${name}.3`, [width, 4 * width, 1, 1]);
      const past = block === 0 ? conv(at, `${name}.p`, [channels, 4 * width, 1, stride]) : at;
      at = add("Relu", [add("Add", [three, past], `${name}.sum`)], `${name}.out`);
      channels = 4 * width;
    }
  });
  at = add("Flatten", [add("GlobalAveragePool", [at], "pooled")], "flat");
  const weights = constant("fc.w", [classes, channels], 0.02);
  const bias = constant("fc.b", [classes], 0.1);
  add("Gemm", [at, "fc.w", "fc.b"], "logits", { transB: 1 });
  const graph = encodeOnnx({
    name: "resnet-50",
    inputs: [{ name: "pixel_values", shape: ["N", 3, 224, 224] }],
    outputs: [{ name: "logits", shape: ["N", classes] }],
    nodes,
    constants,
  });
  return { graph, weights, bias };
}

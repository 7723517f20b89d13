import { asStored, type OnnxTensor } from "@/ml/runtime/onnx-model";
import type { Parameters } from "@/ml/runtime/parameters";

/** Height, width and channels of a map; a vector is a map of one place. */
export type MapShape = { height: number; width: number; channels: number };

/** One operation of the tail on tensors by name. Weights and biases are names in Tail.weights. */
export type TailStep = { from: string; to: string } & (
  | { kind: "convolution"; weight: string; bias: string | null; window: Window; isDepthwise: boolean }
  | { kind: "dense"; weight: string; bias: string | null }
  | { kind: "bias"; bias: string }
  | { kind: "clip"; low: number; high: number }
  | { kind: "add"; other: string }
  /** Per channel, as a batch norm in use: its numbers are not trained. */
  | { kind: "scale"; factor: Float32Array; shift: Float32Array }
  | { kind: "mean" }
  | { kind: "same" }
);

/** Sides in px and steps of a convolution; padding before and after. */
export type Window = {
  size: [number, number];
  stride: [number, number];
  before: [number, number];
  after: [number, number];
};

/** How a constant's numbers lie in the file and as a parameter: [out, in, kh, kw] → [1, kh·kw·in, out];
 *  [c, 1, kh, kw] → [1, kh·kw, c]; [out, in] → [1, in, out]; the rest as they are. */
export type Layout = "convolution" | "depthwise" | "transposed" | "plain";
export type TailWeight = { tensor: OnnxTensor; layout: Layout; shape: number[] };

/** What comes after a cut, from the map `input` to the vector `output`; shapes of its tensors, by name. */
export type Tail = {
  input: string;
  output: string;
  steps: TailStep[];
  shapes: Map<string, MapShape>;
  weights: Map<string, TailWeight>;
  pretrained: Parameters;
};

/** Parameters as the file's constants hold them, by the constant's name. */
export function storedNumbers({ weights }: Tail, parameters: Parameters): Map<string, Float32Array> {
  return new Map([...weights].map(([name, weight]) => [name, turn(weight, parameters[name].data, "back")]));
}

/** The parameters as an encoder will have them that is opened from the written file. */
export function asWritten({ weights }: Tail, parameters: Parameters): Parameters {
  const written = ({ shape, data }: Parameters[string], name: string) => ({
    shape,
    data: asStored(weights.get(name)!.tensor, data),
  });
  return Object.fromEntries(Object.entries(parameters).map(([name, one]) => [name, written(one, name)]));
}

/** A constant's shape as a parameter. */
export function shapeOf(shape: number[], layout: Layout): number[] {
  const [out, inputs = 1, height = 1, width = 1] = shape as [number, number?, number?, number?];
  if (layout === "convolution") return [1, height * width * inputs, out];
  if (layout === "depthwise") return [1, height * width, out];
  if (layout === "transposed") return [1, inputs, out];
  return shape.length === 2 ? [1, ...shape] : [1, 1, shape.reduce((size, d) => size * d, 1)];
}

/** Between the file's order and the parameter's. */
export function turn({ tensor, layout }: TailWeight, data: Float32Array, way: "forth" | "back"): Float32Array {
  if (layout === "plain") return data.slice();
  const [out, inputs = 1, height = 1, width = 1] = tensor.shape as [number, number?, number?, number?];
  const turned = new Float32Array(data.length);
  const places = height * width;
  for (let o = 0; o < out; o++) {
    for (let i = 0; i < inputs; i++) {
      for (let p = 0; p < places; p++) {
        const inFile = (o * inputs + i) * places + p;
        const asParameter = (p * inputs + i) * out + o;
        if (way === "forth") turned[asParameter] = data[inFile]!;
        else turned[inFile] = data[asParameter]!;
      }
    }
  }
  return turned;
}

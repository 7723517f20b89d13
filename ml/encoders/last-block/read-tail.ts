import { integersOf, type ModelNode, numbersOf, type OnnxModel, type OnnxTensor } from "@/ml/runtime/onnx-model";
import { EncoderUnusable } from "../encoder";
import { type Layout, type MapShape, shapeOf, type Tail, type TailStep, turn, type Window } from "./tail";

/** Reads the nodes after a cut, whose map has the given shape, as steps that can be trained. Throws EncoderUnusable,
 *  naming the operator, on one that can't. */
export function readTail(
  model: OnnxModel,
  cut: { name: string; tail: ModelNode[] },
  shape: MapShape,
  output: string,
): Tail {
  const shapes = new Map([[cut.name, shape]]);
  const tail: Tail = { input: cut.name, output, steps: [], shapes, weights: new Map(), pretrained: {} };
  const reader = new TailReader(model, tail);
  for (const node of cut.tail) {
    const step = reader.stepOf(node);
    tail.steps.push(step);
    shapes.set(step.to, reader.shapeAfter(node, step));
  }
  if (tail.weights.size === 0) throw new EncoderUnusable("The last block of this model holds no weights to train.");
  return tail;
}

class TailReader {
  constructor(
    readonly model: OnnxModel,
    readonly tail: Tail,
  ) {}

  stepOf(node: ModelNode): TailStep {
    const [from, second, third] = node.inputs as [string, string?, string?];
    const at = { from, to: node.outputs[0]! };
    const constant = (name: string | undefined) => (name ? this.numbers(name) : null);
    switch (node.op) {
      case "Conv":
        return { ...at, ...this.convolution(node) };
      case "Gemm":
      case "MatMul":
        return { ...at, ...this.dense(node) };
      case "Relu":
        return { ...at, kind: "clip", low: 0, high: Number.POSITIVE_INFINITY };
      case "Clip": {
        const low = constant(second)?.[0] ?? node.attributes.min?.float ?? Number.NEGATIVE_INFINITY;
        const high = constant(third)?.[0] ?? node.attributes.max?.float ?? Number.POSITIVE_INFINITY;
        return { ...at, kind: "clip", low, high };
      }
      case "Add": {
        const name = [from, second!].find((one) => this.tensorOf(one));
        if (!name) return { ...at, kind: "add", other: second! };
        return {
          to: at.to,
          from: name === from ? second! : from,
          kind: "bias",
          bias: this.weight(node, name, "plain"),
        };
      }
      case "BatchNormalization":
        return { ...at, kind: "scale", ...this.batchNorm(node) };
      case "GlobalAveragePool":
        return { ...at, kind: "mean" };
      case "ReduceMean":
        this.checkAxes(node);
        return { ...at, kind: "mean" };
      case "Flatten":
      case "Reshape":
      case "Squeeze":
      case "Identity":
      case "Dropout":
        return { ...at, kind: "same" };
      default:
        throw this.cannot(node, "");
    }
  }

  shapeAfter(node: ModelNode, step: TailStep): MapShape {
    const before = this.tail.shapes.get(step.from);
    if (!before) throw this.cannot(node, " on something that is no picture");
    const channels = "weight" in step ? this.tail.weights.get(step.weight)!.shape[2]! : before.channels;
    if (step.kind === "mean" || step.kind === "dense") return { height: 1, width: 1, channels };
    if (step.kind === "convolution") {
      const { size, stride, before: pad, after } = step.window;
      const side = (length: number, axis: 0 | 1) =>
        Math.floor((length + pad[axis] + after[axis] - size[axis]) / stride[axis]) + 1;
      return { height: side(before.height, 0), width: side(before.width, 1), channels };
    }
    // Laid out flat, a map's numbers come in another order than here.
    if (step.kind === "same" && /^(Flatten|Reshape|Squeeze)$/.test(node.op) && before.height * before.width > 1)
      throw this.cannot(node, " on a map that is not pooled");
    return before;
  }

  convolution(node: ModelNode) {
    const { inputs, attributes } = node;
    const shape = this.tensorOf(inputs[1])?.shape;
    if (shape?.length !== 4) throw this.cannot(node, " with weights that it computes, or not over pictures");
    const [out, perGroup, height, width] = shape as [number, number, number, number];
    const groups = attributes.group?.integer ?? 1;
    const isDepthwise = groups > 1;
    if (isDepthwise && (groups !== out || perGroup !== 1)) throw this.cannot(node, ` in ${groups} groups`);
    if (attributes.dilations?.integers.some((one) => one !== 1)) throw this.cannot(node, " with dilations");
    const size: [number, number] = [height, width];
    return {
      kind: "convolution" as const,
      weight: this.weight(node, inputs[1]!, isDepthwise ? "depthwise" : "convolution"),
      bias: inputs[2] ? this.weight(node, inputs[2], "plain") : null,
      window: this.window(node, size),
      isDepthwise,
    };
  }

  window(node: ModelNode, size: [number, number]): Window {
    const { strides, pads, auto_pad } = node.attributes;
    const stride = (strides?.integers ?? [1, 1]) as [number, number];
    const [top = 0, left = 0, bottom = 0, right = 0] = pads?.integers ?? [];
    const auto = auto_pad?.text ?? "NOTSET";
    if (!auto.startsWith("SAME")) return { size, stride, before: [top, left], after: [bottom, right] };
    // With a step of 1 "same" does not depend on the map's size, and a last block has no other.
    if (stride.some((one) => one !== 1)) throw this.cannot(node, ` with auto_pad ${auto} and steps of ${stride[0]}`);
    const less = size.map((side) => (side - 1) >> 1) as [number, number];
    const more = size.map((side, axis) => side - 1 - less[axis]!) as [number, number];
    const isUpper = auto === "SAME_UPPER";
    return { size, stride, before: isUpper ? less : more, after: isUpper ? more : less };
  }

  dense(node: ModelNode) {
    const { inputs, attributes, op } = node;
    const factors = [attributes.alpha?.float ?? 1, inputs[2] ? (attributes.beta?.float ?? 1) : 1];
    if (attributes.transA?.integer || factors.some((one) => one !== 1) || this.tensorOf(inputs[0]))
      throw this.cannot(node, " in this form");
    const isTransposed = op === "Gemm" && attributes.transB?.integer === 1;
    return {
      kind: "dense" as const,
      weight: this.weight(node, inputs[1]!, isTransposed ? "transposed" : "plain"),
      bias: inputs[2] ? this.weight(node, inputs[2], "plain") : null,
    };
  }

  batchNorm(node: ModelNode) {
    const [scale, shift, mean, variance] = node.inputs.slice(1).map((name) => this.numbers(name));
    if (!scale || !shift || !mean || !variance) throw this.cannot(node, " without its numbers");
    const epsilon = node.attributes.epsilon?.float ?? 1e-5;
    const factor = scale.map((one, c) => one / Math.sqrt(variance[c]! + epsilon));
    return { factor, shift: shift.map((one, c) => one - mean[c]! * factor[c]!) };
  }

  checkAxes(node: ModelNode): void {
    const given = node.inputs[1] ? this.tensorOf(node.inputs[1]) : undefined;
    const axes = node.attributes.axes?.integers ?? (given ? integersOf(this.model, given) : null);
    if (axes?.map((axis) => (axis < 0 ? axis + 4 : axis)).join() !== "2,3") throw this.cannot(node, " over other axes");
  }

  /** The initializer behind a name; weights that are stored as halves come by way of a Cast. */
  tensorOf(name: string | undefined): OnnxTensor | undefined {
    if (!name) return undefined;
    const found = this.model.constants.get(name);
    if (found) return found;
    const maker = this.model.nodes.find(({ outputs }) => outputs.includes(name));
    return maker && (maker.op === "Cast" || maker.op === "Identity") ? this.tensorOf(maker.inputs[0]) : undefined;
  }

  numbers(name: string): Float32Array | null {
    const tensor = this.tensorOf(name);
    return tensor ? numbersOf(this.model, tensor) : null;
  }

  weight(node: ModelNode, name: string, layout: Layout): string {
    const tensor = this.tensorOf(name);
    const data = tensor && numbersOf(this.model, tensor);
    if (!tensor || !data) throw this.cannot(node, " whose weights are no plain float32 or float16 numbers");
    const weight = { tensor, layout, shape: shapeOf(tensor.shape, layout) };
    this.tail.weights.set(tensor.name, weight);
    this.tail.pretrained[tensor.name] = { shape: weight.shape, data: turn(weight, data, "forth") };
    return tensor.name;
  }

  cannot({ op }: ModelNode, how: string): EncoderUnusable {
    return new EncoderUnusable(
      `The last block of this model uses ${op}${how}, which can't be trained here. Convolutions, dense layers, batch norms, sums, ReLU and global pooling can.`,
    );
  }
}

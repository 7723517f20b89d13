/* A real ONNX graph of a few bytes, written by hand: image [N, 3, size, size] → GlobalAveragePool → Flatten →
   embedding [N, 3], the mean of each channel. Field numbers from onnx.proto3 (opset 13). */

type Options = { size?: number; input?: string; output?: string; elementType?: number; isFlat?: boolean };

export function tinyOnnx({
  size = 4,
  input = "image",
  output = "embedding",
  elementType = 1,
  isFlat = true,
}: Options = {}): Buffer {
  const pooled = isFlat ? "pooled" : output;
  const nodes = [node("GlobalAveragePool", input, pooled), ...(isFlat ? [node("Flatten", pooled, output)] : [])];
  const graph = [
    ...nodes.map((one) => bytes(1, one)),
    text(2, "tiny"),
    bytes(11, valueInfo(input, ["N", 3, size, size], elementType)),
    bytes(12, valueInfo(output, isFlat ? ["N", 3] : ["N", 3, 1, 1], elementType)),
  ];
  const opset = Buffer.concat([text(1, ""), number(2, 13)]);
  return Buffer.concat([number(1, 8), bytes(7, Buffer.concat(graph)), bytes(8, opset)]);
}

const node = (op: string, from: string, to: string) =>
  Buffer.concat([text(1, from), text(2, to), text(3, op), text(4, op)]);

function valueInfo(name: string, shape: (string | number)[], elementType: number): Buffer {
  const dims = shape.map((size) => bytes(1, typeof size === "number" ? number(1, size) : text(2, size)));
  const tensor = Buffer.concat([number(1, elementType), bytes(2, Buffer.concat(dims))]);
  return Buffer.concat([text(1, name), bytes(2, bytes(1, tensor))]);
}

function varint(value: number): Buffer {
  const out: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) out.push((rest % 128) + 128);
  return Buffer.from([...out, rest]);
}

const number = (field: number, value: number) => Buffer.concat([varint(field * 8), varint(value)]);
const bytes = (field: number, value: Buffer) => Buffer.concat([varint(field * 8 + 2), varint(value.length), value]);
const text = (field: number, value: string) => bytes(field, Buffer.from(value));

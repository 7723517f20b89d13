/* The part of the ONNX format that graphs written here need, in protobuf's wire format. Field numbers are those of
   onnx.proto3; opset 13 is the first whose operators take all of their axes as this code gives them. */

const [IR_VERSION, OPSET] = [8, 13];
const ELEMENT = { float32: 1, int32: 6, int64: 7 } as const;
const ATTRIBUTE = { integer: 2, integers: 7 } as const;

/** An input or output: sizes that are not fixed have a name instead of a number. */
export type OnnxValue = { name: string; shape: (string | number)[]; type?: keyof typeof ELEMENT };
export type OnnxNode = {
  op: string;
  inputs: string[];
  outputs: string[];
  attributes?: Record<string, number | number[]>;
};
export type OnnxConstant = { name: string; shape: number[]; data: Float32Array };
export type OnnxGraph = {
  name: string;
  inputs: OnnxValue[];
  outputs: OnnxValue[];
  nodes: OnnxNode[];
  constants?: OnnxConstant[];
};

/** Bytes of a graph that ONNX Runtime opens; attributes are whole numbers or lists of them. Throws RangeError on a
 *  constant whose length is not its shape's. */
export function encodeOnnx({ name, inputs, outputs, nodes, constants = [] }: OnnxGraph): Uint8Array {
  const graph = [
    ...nodes.map((one) => bytes(1, nodeBytes(one))),
    text(2, name),
    ...constants.map((one) => bytes(5, constantBytes(one))),
    ...inputs.map((one) => bytes(11, valueBytes(one))),
    ...outputs.map((one) => bytes(12, valueBytes(one))),
  ];
  const opset = join([text(1, ""), integer(2, OPSET)]);
  return join([integer(1, IR_VERSION), bytes(7, join(graph)), bytes(8, opset)]);
}

/** The graph's bytes with one more output: a tensor that it computes anyway. Nothing else changes, since protobuf joins a
 *  message that comes twice; the file is not read for it. */
export function withOutput(graph: Uint8Array, output: OnnxValue): Uint8Array {
  return join([graph, bytes(7, bytes(12, valueBytes(output)))]);
}

function nodeBytes({ op, inputs, outputs, attributes = {} }: OnnxNode): Uint8Array {
  return join([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(3, outputs[0]),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, attributeBytes(name, value))),
  ]);
}

function attributeBytes(name: string, value: number | number[]): Uint8Array {
  if (typeof value === "number") return join([text(1, name), integer(3, value), integer(20, ATTRIBUTE.integer)]);
  return join([text(1, name), ...value.map((one) => integer(8, one)), integer(20, ATTRIBUTE.integers)]);
}

function constantBytes({ name, shape, data }: OnnxConstant): Uint8Array {
  const size = shape.reduce((product, d) => product * d, 1);
  if (size !== data.length) throw new RangeError(`${name} holds ${data.length} numbers, [${shape}] needs ${size}`);
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return join([...shape.map((d) => integer(1, d)), integer(2, ELEMENT.float32), text(8, name), bytes(9, raw)]);
}

function valueBytes({ name, shape, type = "float32" }: OnnxValue): Uint8Array {
  const sizes = shape.map((size) => bytes(1, typeof size === "number" ? integer(1, size) : text(2, size)));
  const tensor = join([integer(1, ELEMENT[type]), bytes(2, join(sizes))]);
  return join([text(1, name), bytes(2, bytes(1, tensor))]);
}

/** Base 128, lowest first. Negative numbers are two's complement of 64 bits, as protobuf has them. */
function varint(value: number): Uint8Array {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) out.push(Number(rest & 127n) | 128);
  return Uint8Array.from([...out, Number(rest)]);
}

const integer = (field: number, value: number) => join([varint(field * 8), varint(value)]);
const bytes = (field: number, value: Uint8Array) => join([varint(field * 8 + 2), varint(value.length), value]);
const text = (field: number, value: string) => bytes(field, new TextEncoder().encode(value));

function join(parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

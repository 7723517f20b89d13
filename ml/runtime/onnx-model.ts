import { PbfReader, PbfWriter } from "pbf";
import { fromHalves, toHalves } from "./float16";

/* Field numbers are those of onnx.proto3. What is read keeps its place in the file, so that numbers can be changed there
   while every other byte stays. */

/** Element types of constants that hold real numbers. */
export const ELEMENT = { float32: 1, int64: 7, float16: 10 } as const;

/** Fields of a graph. */
const [NODE, CONSTANT, OUTPUT] = [1, 5, 12];

type Range = { start: number; end: number };
export type OnnxAttribute = { float: number; integer: number; integers: number[]; text: string; tensor?: OnnxTensor };
/** type: see ELEMENT. at: where its numbers lie in the file as one run of little-endian bytes; null when they don't.
 *  integers: those of an int64 tensor that is not stored raw. */
export type OnnxTensor = { name: string; shape: number[]; type: number; at: Range | null; integers: number[] };
export type ModelNode = {
  op: string;
  inputs: string[];
  outputs: string[];
  attributes: Record<string, OnnxAttribute>;
};
/** constants: initializers and the outputs of Constant nodes, by name. */
export type OnnxModel = { file: Uint8Array; nodes: ModelNode[]; outputs: string[]; constants: Map<string, OnnxTensor> };

/** Reads a graph's nodes with their attributes, its outputs and where its constants lie. Throws Error on bytes that are no
 *  protobuf. */
export function readOnnx(file: Uint8Array): OnnxModel {
  const model: OnnxModel = { file, nodes: [], outputs: [], constants: new Map() };
  new PbfReader(file).readFields((field, out, pbf) => {
    if (field === 7) pbf.readMessage(readGraph, out);
  }, model);
  for (const { op, attributes, outputs } of model.nodes) {
    const tensor = op === "Constant" ? attributes.value?.tensor : undefined;
    if (tensor) model.constants.set(outputs[0], { ...tensor, name: outputs[0] });
  }
  return model;
}

function readGraph(field: number, out: OnnxModel, pbf: PbfReader): void {
  if (field === NODE) out.nodes.push(pbf.readMessage(readNode, { op: "", inputs: [], outputs: [], attributes: {} }));
  else if (field === CONSTANT) {
    const tensor = pbf.readMessage(readTensor, emptyTensor());
    out.constants.set(tensor.name, tensor);
  } else if (field === OUTPUT) out.outputs.push(pbf.readMessage(readName, { name: "" }).name);
}

function readNode(field: number, out: ModelNode, pbf: PbfReader): void {
  if (field === 1) out.inputs.push(pbf.readString());
  else if (field === 2) out.outputs.push(pbf.readString());
  else if (field === 4) out.op = pbf.readString();
  else if (field === 5) {
    const empty = { name: "", value: { float: 0, integer: 0, integers: [], text: "" } };
    const { name, value } = pbf.readMessage(readAttribute, empty);
    out.attributes[name] = value;
  }
}

function readAttribute(field: number, out: { name: string; value: OnnxAttribute }, pbf: PbfReader): void {
  if (field === 1) out.name = pbf.readString();
  else if (field === 2) out.value.float = pbf.readFloat();
  else if (field === 3) out.value.integer = pbf.readVarint(true);
  else if (field === 4) out.value.text = pbf.readString();
  else if (field === 5) out.value.tensor = pbf.readMessage(readTensor, emptyTensor());
  else if (field === 8) pbf.readPackedVarint(out.value.integers, true);
}

const emptyTensor = (): OnnxTensor => ({ name: "", shape: [], type: 0, at: null, integers: [] });

function readTensor(field: number, out: OnnxTensor, pbf: PbfReader): void {
  if (field === 1) pbf.readPackedVarint(out.shape);
  else if (field === 2) out.type = pbf.readVarint();
  else if (field === 7) pbf.readPackedVarint(out.integers, true);
  else if (field === 8) out.name = pbf.readString();
  // Numbers stored one by one, each behind its own tag, are no run of bytes.
  else if (field === 9 || (field === 4 && pbf.type === 2)) {
    const end = pbf.readVarint() + pbf.pos;
    out.at = { start: pbf.pos, end };
    pbf.pos = end;
  }
}

function readName(field: number, out: { name: string }, pbf: PbfReader): void {
  if (field === 1) out.name = pbf.readString();
}

/** The numbers of a float32 or float16 constant; null when they are of another type or not stored in one run. */
export function numbersOf({ file }: OnnxModel, { at, type, shape }: OnnxTensor): Float32Array | null {
  const count = shape.reduce((size, d) => size * d, 1);
  if (!at) return null;
  // Copied: places in the file are not aligned.
  const { buffer, byteLength } = new Uint8Array(file.subarray(at.start, at.end));
  if (type === ELEMENT.float32 && byteLength === 4 * count) return new Float32Array(buffer);
  if (type === ELEMENT.float16 && byteLength === 2 * count) return fromHalves(new Uint16Array(buffer));
  return null;
}

/** The whole numbers of an int64 constant; null for another type. */
export function integersOf({ file }: OnnxModel, { at, type, integers }: OnnxTensor): number[] | null {
  if (type !== ELEMENT.int64) return null;
  if (!at) return integers;
  return Array.from(new BigInt64Array(new Uint8Array(file.subarray(at.start, at.end)).buffer), Number);
}

/** A copy of the file in which the named constants hold other numbers, rounded to halves where they are stored so; every
 *  other byte is as before. Throws RangeError on a constant that is not there, has another length or can't be changed. */
export function withNumbers(model: OnnxModel, changed: ReadonlyMap<string, Float32Array>): Uint8Array {
  const copy = new Uint8Array(model.file);
  for (const [name, values] of changed) {
    const tensor = model.constants.get(name);
    const before = tensor && numbersOf(model, tensor);
    if (!tensor?.at || before?.length !== values.length)
      throw new RangeError(
        `${name} holds ${before?.length ?? "no"} numbers that can be changed, ${values.length} were given`,
      );
    const stored = tensor.type === ELEMENT.float16 ? toHalves(values) : values;
    copy.set(new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength), tensor.at.start);
  }
  return copy;
}

/** What a constant of this type keeps of numbers: themselves, or the nearest halves. */
export function asStored({ type }: OnnxTensor, values: Float32Array): Float32Array {
  return type === ELEMENT.float16 ? fromHalves(toHalves(values)) : values;
}

/** The part of a graph that makes the tensors `outputs`, which are its only outputs; their sizes stay open. */
export function partOf(model: OnnxModel, outputs: string[]): Uint8Array {
  const kept = new Set(neededNodes(model, outputs));
  const named = new Set([...kept].flatMap(({ inputs }) => inputs));
  const out = new PbfWriter();
  new PbfReader(model.file).readFields((field, _, pbf) => {
    if (field !== 7) return copyField(field, pbf, out);
    const graph = new PbfWriter();
    let at = 0;
    pbf.readMessage((inner, _, part) => {
      if (inner === OUTPUT || (inner === NODE && !kept.has(model.nodes[at++]))) return;
      if (inner !== CONSTANT) return copyField(inner, part, graph);
      const content = part.readBytes();
      const { name } = new PbfReader(content).readFields(readTensor, emptyTensor());
      if (named.has(name)) graph.writeBytesField(inner, content);
    }, null);
    for (const name of outputs) graph.writeMessage(OUTPUT, writeOutput, name);
    out.writeBytesField(7, graph.finish());
  }, null);
  return out.finish();
}

/** The nodes that the tensors `outputs` depend on, in the graph's order. */
export function neededNodes({ nodes }: Pick<OnnxModel, "nodes">, outputs: string[]): ModelNode[] {
  const wanted = new Set(outputs);
  const kept = nodes.toReversed().filter((node) => {
    if (!node.outputs.some((name) => wanted.has(name))) return false;
    for (const name of node.inputs) wanted.add(name);
    return true;
  });
  return kept.reverse();
}

function copyField(field: number, pbf: PbfReader, out: PbfWriter): void {
  if (pbf.type === 2) out.writeBytesField(field, pbf.readBytes());
  else if (pbf.type === 0) out.writeVarintField(field, pbf.readVarint(true));
}

/** A float32 tensor of open shape: ORT infers it. */
function writeOutput(name: string, pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  pbf.writeMessage(2, (_: null, type: PbfWriter) => type.writeMessage(1, writeFloat, null), null);
}

function writeFloat(_: null, pbf: PbfWriter): void {
  pbf.writeVarintField(1, ELEMENT.float32);
}

import { PbfReader } from "pbf";

export type OutlineNode = { op: string; inputs: string[]; outputs: string[] };
/** What hangs together in a graph, without its numbers. shapes: of the constants, by name. */
export type OnnxOutline = { nodes: OutlineNode[]; outputs: string[]; shapes: Map<string, number[]> };

/** Reads nodes, outputs and the constants' shapes of an ONNX file; the numbers are skipped where they lie. Throws Error
 *  on bytes that are no protobuf. Field numbers are those of onnx.proto3. */
export function readOutline(file: Uint8Array): OnnxOutline {
  const outline: OnnxOutline = { nodes: [], outputs: [], shapes: new Map() };
  return new PbfReader(file).readFields((field, out, pbf) => {
    if (field === 7) pbf.readMessage(readGraph, out);
  }, outline);
}

function readGraph(field: number, out: OnnxOutline, pbf: PbfReader): void {
  if (field === 1) out.nodes.push(pbf.readMessage(readNode, { op: "", inputs: [], outputs: [] }));
  else if (field === 5) {
    const { name, shape } = pbf.readMessage(readConstant, { name: "", shape: [] });
    out.shapes.set(name, shape);
  } else if (field === 12) out.outputs.push(pbf.readMessage(readName, { name: "" }).name);
}

function readNode(field: number, out: OutlineNode, pbf: PbfReader): void {
  if (field === 1) out.inputs.push(pbf.readString());
  else if (field === 2) out.outputs.push(pbf.readString());
  else if (field === 4) out.op = pbf.readString();
}

function readConstant(field: number, out: { name: string; shape: number[] }, pbf: PbfReader): void {
  if (field === 1) pbf.readPackedVarint(out.shape);
  else if (field === 8) out.name = pbf.readString();
}

function readName(field: number, out: { name: string }, pbf: PbfReader): void {
  if (field === 1) out.name = pbf.readString();
}

import type { InferenceSession } from "onnxruntime-node";
import { type OnnxModel, partOf, readOnnx } from "@/ml/runtime/onnx-model";
import { EncoderUnusable } from "../encoder";
import type { Graph } from "../onnx";
import { type Cut, cutsBeforeLastBlock } from "./cut";
import { readTail } from "./read-tail";
import type { MapShape, Tail } from "./tail";

/** A graph in two: the trunk that stays, as a graph of its own whose output is the cut, and the block that can be trained. */
export type SplitGraph = { model: OnnxModel; trunk: Uint8Array; cut: string; shape: MapShape; tail: Tail };

/** Splits a graph in front of its last block. open: opens a graph on ONNX Runtime. Throws EncoderUnusable where there is
 *  no such place, or the block can't be trained. */
export async function splitGraph(
  { weights, preprocessing, where }: Pick<Graph, "weights" | "preprocessing" | "where">,
  open: (graph: Uint8Array) => Promise<InferenceSession>,
): Promise<SplitGraph> {
  const model = modelOf(weights, where);
  if (preprocessing.layout !== "NCHW")
    throw new EncoderUnusable(`${where} wants its pictures as ${preprocessing.layout}; only NCHW graphs can be split.`);
  const cuts = cutsBeforeLastBlock(model, preprocessing.output);
  if (cuts.length === 0)
    throw new EncoderUnusable(
      `${where} has no place between its convolutions at which all goes through one tensor, so its last block can't be trained.`,
    );
  const shapes = await shapesOf(model, cuts, preprocessing, open);
  const sizeOf = ({ height, width, channels }: MapShape) => height * width * channels;
  const narrowest = Math.min(...shapes.map(sizeOf));
  // Of equally narrow ones the last: less to train from few photos.
  const at = shapes.findLastIndex((shape) => sizeOf(shape) === narrowest);
  const [cut, shape] = [cuts[at]!, shapes[at]!];
  const tail = readTail(model, cut, shape, preprocessing.output);
  return { model, trunk: partOf(model, [cut.name]), cut: cut.name, shape, tail };
}

function modelOf(weights: Uint8Array, where: string): OnnxModel {
  try {
    return readOnnx(weights);
  } catch {
    throw new EncoderUnusable(`${where} is no ONNX graph; it may be cut off.`);
  }
}

/** What each cut holds of one empty picture: exported graphs often leave their sizes open. */
async function shapesOf(
  model: OnnxModel,
  cuts: Cut[],
  { input, size: [width, height] }: Graph["preprocessing"],
  open: (graph: Uint8Array) => Promise<InferenceSession>,
): Promise<MapShape[]> {
  const { Tensor } = await import("onnxruntime-node");
  const names = cuts.map(({ name }) => name);
  const session = await open(partOf(model, names));
  try {
    const picture = new Tensor("float32", new Float32Array(3 * width * height), [1, 3, height, width]);
    const values = await session.run({ [input]: picture }, names);
    return names.map((name) => {
      const [, channels = 1, rows = 1, columns = 1] = values[name]!.dims;
      return { channels, height: rows, width: columns };
    });
  } finally {
    await session.release();
  }
}

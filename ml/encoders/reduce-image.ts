import type { DecodedImage, ImageGeometry } from "./encoder";
import { type PixelKernel, type RowKernel, reductionKernels } from "./reduction-kernels";
import { type Axis, type Reduction, reductionTo } from "./reduction-plan";

/** A part of a picture, in px. */
export type Part = { left: number; top: number; width: number; height: number };

/** Larger pictures are left to sharp, which needs to hold a few rows of them at a time. */
export const mostPixelsReduced = 4_000_000;

/** A picture, or a part of it, brought to a geometry: the very pixels that sharp makes, in a sixth of its time, since it
 *  builds a pipeline for each. null where the plan leaves it to sharp. */
export function reduceImage(image: DecodedImage, geometry: ImageGeometry, part?: Part): DecodedImage | null {
  const from = part ?? { left: 0, top: 0, width: image.width, height: image.height };
  const plan = from.width * from.height <= mostPixelsReduced ? reductionTo(from, geometry) : null;
  return plan && reduced(image, from, plan);
}

/** Slack behind each region, for kernels that read and write whole vectors. */
const SLACK = 64;

type Workshop = { memory: WebAssembly.Memory; reduceRow: RowKernel; reducePixels: PixelKernel };
let workshop: Workshop | null = null;

function workshopOf(bytes: number): Workshop {
  if (!workshop) {
    const memory = new WebAssembly.Memory({ initial: 64 });
    workshop = { memory, ...reductionKernels(memory) };
  }
  const missing = Math.ceil((bytes - workshop.memory.buffer.byteLength) / 65_536);
  if (missing > 0) workshop.memory.grow(missing);
  return workshop;
}

function reduced(image: DecodedImage, from: Part, { left, top, width, height, across, down }: Reduction): DecodedImage {
  // Pixels that the sums along a row reach past its ends; then those along a column.
  const margin = (axis: Axis | null, size: number) => ({
    before: axis ? Math.max(0, -axis.start[0]!) : 0,
    after: axis ? Math.max(0, axis.start.at(-1)! + axis.taps + 1 - size) : 0,
  });
  const [x, y] = [margin(across, from.width), margin(down, from.height)];
  const rows = down ? from.height + y.before + y.after : height;
  const row = 3 * from.width;
  const stride = 3 * (x.before + from.width + x.after) + SLACK;
  const entry = across ? 4 + 4 * Math.ceil(across.taps / 2) : 0;
  const tables = (down ? 2 * 65 * down.taps : 0) + entry * width + SLACK;
  const [source, middle, out] = [
    tables,
    tables + rows * row + SLACK,
    tables + rows * row + height * stride + 2 * SLACK,
  ];
  const { memory, reduceRow, reducePixels } = workshopOf(out + 3 * width * height + SLACK);
  const bytes = new Uint8Array(memory.buffer);
  const rowOf = (j: number) => {
    const start = 3 * ((from.top + clamp(j, from.height)) * image.width + from.left);
    return image.data.subarray(start, start + row);
  };
  const at = (j: number) => middle + j * stride + 3 * x.before;
  if (down) {
    for (let j = 0; j < rows; j++) bytes.set(rowOf(j - y.before), source + j * row);
    down.weights.forEach((one, place) => {
      bytes.set(bytesOf(one), 2 * place * down.taps);
    });
    for (let j = 0; j < height; j++)
      reduceRow(source + (down.start[j]! + y.before) * row, row, 2 * down.place[j]! * down.taps, down.taps, at(j), row);
  } else for (let j = 0; j < height; j++) bytes.set(rowOf(top + j), at(j));
  if (!across) return copied(bytes, at(0) + 3 * left, stride, width, height);
  const entries = down ? 2 * 65 * down.taps : 0;
  writeEntries(memory, entries, entry, across, x.before);
  for (let j = 0; j < height; j++) {
    repeatEnds(bytes, at(j), row, x);
    reducePixels(
      middle + j * stride,
      entries,
      entries + width * entry,
      Math.ceil(across.taps / 2),
      out + 3 * j * width,
    );
  }
  return copied(bytes, out, 3 * width, width, height);
}

const clamp = (place: number, size: number) => Math.max(0, Math.min(size - 1, place));

function writeEntries(
  memory: WebAssembly.Memory,
  at: number,
  entry: number,
  { start, place, weights, taps }: Axis,
  before: number,
) {
  const view = new DataView(memory.buffer);
  for (let i = 0; i < start.length; i++) {
    const one = at + i * entry;
    const chosen = weights[place[i]!]!;
    view.setInt32(one, 3 * (start[i]! + before), true);
    for (let t = 0; t < taps; t++) view.setInt16(one + 4 + 2 * t, chosen[t]!, true);
    if (taps % 2 === 1) view.setInt16(one + 4 + 2 * taps, 0, true);
  }
}

function repeatEnds(
  bytes: Uint8Array,
  at: number,
  row: number,
  { before, after }: { before: number; after: number },
): void {
  for (let i = 1; i <= before; i++) bytes.copyWithin(at - 3 * i, at, at + 3);
  for (let i = 0; i < after; i++) bytes.copyWithin(at + row + 3 * i, at + row - 3, at + row);
}

function copied(bytes: Uint8Array, at: number, stride: number, width: number, height: number): DecodedImage {
  const data = new Uint8Array(3 * width * height);
  for (let j = 0; j < height; j++)
    data.set(bytes.subarray(at + j * stride, at + j * stride + 3 * width), 3 * j * width);
  return { width, height, data };
}

const bytesOf = (weights: Int16Array) => new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength);

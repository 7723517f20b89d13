import { readSync } from "node:fs";
import type { TensorFlow } from "@/ml/runtime/backend";
import { fromHalves } from "@/ml/runtime/float16";
import { type Matrix, matrixOf, normaliseRows } from "@/ml/runtime/matrix";
import { type Parameters, readTensor, uploadParameters } from "@/ml/runtime/parameters";
import { breathe } from "@/ml/runtime/progress";
import type { Activations } from "./activations";
import { rowOfView } from "./activations-plan";
import { forwardOf } from "./forward-tail";
import type { Tail } from "./tail";

const CHUNK = 64;

/** Reads rows of activations one at a time → [numbers], valid until the next call. */
export function rowReader({ file, plan }: Pick<Activations, "file" | "plan">): (row: number) => Float32Array {
  const halves = new Uint16Array(plan.numbers);
  const bytes = new Uint8Array(halves.buffer);
  const out = new Float32Array(plan.numbers);
  return (row) => {
    const read = readSync(file.fd, bytes, 0, bytes.length, row * bytes.length);
    if (read !== bytes.length) throw new RangeError(`row ${row} of the activations is not there`);
    return fromHalves(halves, out);
  };
}

/** The vectors of these rows by a tail with these weights → [rows.length, d], as they leave the graph. */
export async function vectorsOfRows(
  tf: TensorFlow,
  tail: Tail,
  parameters: Parameters,
  activations: Pick<Activations, "file" | "plan">,
  rows: ArrayLike<number>,
  signal?: AbortSignal,
): Promise<Matrix> {
  const read = rowReader(activations);
  const forward = forwardOf(tf, tail);
  const { height, width, channels } = tail.shapes.get(tail.input)!;
  const weights = uploadParameters(tf, parameters);
  const out = matrixOf(rows.length, tail.shapes.get(tail.output)!.channels);
  try {
    for (let start = 0; start < rows.length; start += CHUNK) {
      await breathe(signal);
      const images = Math.min(CHUNK, rows.length - start);
      const x = new Float32Array(images * height * width * channels);
      for (let i = 0; i < images; i++) x.set(read(rows[start + i]!), i * height * width * channels);
      const vectors = readTensor(tf, () =>
        forward(weights, tf.tensor3d(x, [1, images * height * width, channels]), images),
      );
      out.data.set(vectors, start * out.columns);
    }
  } finally {
    tf.dispose(weights);
  }
  return out;
}

/** Each photo's embedding as an encoder with these weights gives it → [photos, views · d], unit length; of a photo that
 *  could not be decoded zeros. */
export async function embedTail(
  tf: TensorFlow,
  tail: Tail,
  parameters: Parameters,
  activations: Pick<Activations, "file" | "plan">,
  signal?: AbortSignal,
): Promise<Matrix> {
  const { photos, views } = activations.plan;
  const rows = Int32Array.from({ length: photos * views }, (_, at) =>
    rowOfView(activations.plan, Math.floor(at / views), at % views, 0),
  );
  const vectors = await vectorsOfRows(tf, tail, parameters, activations, rows, signal);
  const parts = views === 1 ? vectors : normaliseRows(vectors);
  return normaliseRows(matrixOf(photos, views * parts.columns, parts.data));
}

/** [photos] 1 where a photo could be decoded. */
export function readablePhotos(activations: Pick<Activations, "file" | "plan">): Uint8Array {
  const read = rowReader(activations);
  const { plan } = activations;
  return Uint8Array.from({ length: plan.photos }, (_, photo) =>
    Number.isNaN(read(rowOfView(plan, photo, 0, 0))[0]!) ? 0 : 1,
  );
}

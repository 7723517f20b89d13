import { type Matrix, matrixOf, normaliseRows } from "../runtime/matrix";
import { PhotoUnreadable } from "./decode";
import { decodeViews } from "./decode-views";
import type { DecodedImage, ImageEncoder } from "./encoder";

export type FileToEmbed = { key: string; path: string };
/** vectors [keys.length, d], of unit length; broken: photos that could not be decoded, with the reason. */
export type EmbeddedBatch = { keys: string[]; vectors: Matrix; broken: { key: string; reason: string }[] };

/** Batches that sharp decodes ahead while the encoder works on one. */
export const batchesAhead = 3;

type Decoded = { key: string; images: DecodedImage[] } | { key: string; reason: string };

/** decode: how a file becomes the images of the encoder's views; as the encoder prepares a photo by default. */
type Options<F> = { signal?: AbortSignal; decode?: (file: F) => Promise<DecodedImage[]> };

/** Embeds files batch by batch. sharp decodes the next photos on its own threads while the encoder computes; at most
 *  three batches of decoded photos are held. Throws the signal's reason when it is aborted. */
export async function* embedFiles<F extends FileToEmbed>(
  encoder: ImageEncoder,
  files: AsyncIterable<F> | Iterable<F>,
  { signal, decode = ({ path }) => decodeViews(path, encoder.geometry, encoder.views) }: Options<F> = {},
): AsyncGenerator<EmbeddedBatch> {
  const ahead: Promise<Decoded>[] = [];
  const next = () => {
    signal?.throwIfAborted();
    return encodeBatch(encoder, ahead.splice(0, encoder.batchSize));
  };
  try {
    for await (const file of files) {
      const decoding = decodeOne(file.key, () => decode(file));
      // Met in encodeBatch(); until then a rejection is not unhandled.
      decoding.catch(() => {});
      ahead.push(decoding);
      if (ahead.length >= encoder.batchSize * batchesAhead) yield await next();
    }
    while (ahead.length > 0) yield await next();
  } finally {
    // Whoever stops early may remove the files: nothing reads on behind their back.
    await Promise.allSettled(ahead);
  }
}

async function decodeOne(key: string, decode: () => Promise<DecodedImage[]>): Promise<Decoded> {
  try {
    return { key, images: await decode() };
  } catch (error) {
    if (error instanceof PhotoUnreadable) return { key, reason: error.message };
    throw error;
  }
}

async function encodeBatch(encoder: ImageEncoder, waiting: Promise<Decoded>[]): Promise<EmbeddedBatch> {
  const decoded = await Promise.all(waiting);
  const good = decoded.filter((one) => "images" in one);
  const broken = decoded.filter((one) => "reason" in one);
  const raw =
    good.length > 0 ? await encoder.encode(good.flatMap((one) => one.images)) : matrixOf(0, encoder.dimension);
  return { keys: good.map((one) => one.key), vectors: normaliseRows(raw), broken };
}

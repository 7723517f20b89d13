import { decodeCompatibilityDataset, encodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { embedAugmented } from "@/ml/encoders/augmented-views";
import { matrixOf } from "@/ml/runtime/matrix";
import { liveEncoder } from "../../catalogue/data";
import { openSource } from "../../catalogue/open-source";
import { photoPath } from "../../catalogue/store-photo";
import { db } from "../../db";
import { datasetSeed } from "./compatibility";

/** A frozen compatibility dataset with `count` augmented views of each photo of its products: training then shows a product
 *  by one of them half of the time. For the benches: what views are worth is measured on a house's own photos first.
 *  Throws EncoderUnusable when the live encoder is gone. */
export async function withViews(
  bytes: Uint8Array,
  count: number,
  onProgress: (done: number, total: number) => void,
): Promise<Uint8Array> {
  const dataset = decodeCompatibilityDataset(bytes);
  const photos = await photosOf(dataset.productIds);
  const encoder = await openSource((await liveEncoder())!.source);
  const [product, parts]: [number[], Float32Array[]] = [[], []];
  let done = 0;
  try {
    const files = photos.map(({ sha256 }, at) => ({ key: String(at), path: photoPath(sha256) }));
    for await (const { keys, vectors, broken } of embedAugmented(encoder, files, { count, seed: datasetSeed })) {
      product.push(...keys.map((key) => photos[Number(key)]!.row));
      parts.push(vectors.data);
      done += keys.length + broken.length;
      onProgress(done, count * photos.length);
    }
  } finally {
    await encoder.close();
  }
  const embedding = matrixOf(product.length, encoder.dimension);
  let at = 0;
  for (const part of parts) {
    embedding.data.set(part, at);
    at += part.length;
  }
  return encodeCompatibilityDataset({ ...dataset, views: { product: Int32Array.from(product), embedding } });
}

async function photosOf(productIds: string[]): Promise<{ row: number; sha256: string }[]> {
  const rowOf = new Map(productIds.map((id, row) => [id, row]));
  const photos = await db().photo.findMany({
    where: { brokenReason: null, sha256: { not: null } },
    orderBy: [{ productId: "asc" }, { position: "asc" }],
    select: { productId: true, sha256: true },
  });
  return photos.flatMap(({ productId, sha256 }) => {
    const row = rowOf.get(productId);
    return row === undefined || sha256 === null ? [] : [{ row, sha256 }];
  });
}

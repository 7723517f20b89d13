import { rowOf } from "@/ml/runtime/matrix";
import { liveEncoder, productEmbeddings } from "../catalogue/data";
import { db } from "../db";
import type { ExportColumn } from "./schema";

export const embeddingColumns: readonly ExportColumn[] = [
  { name: "product", type: "text" },
  { name: "encoder", type: "text" },
  { name: "encoder_version", type: "text" },
  { name: "vector", type: "floats" },
];

const productsPerBatch = 2_000;

/** Every listed product with an embedded photo, by id, and its vector under the live encoder: [d] float32 of unit length.
 *  Nothing before anything is embedded. */
export async function* embeddingBatches(): AsyncGenerator<unknown[][]> {
  const encoder = await liveEncoder();
  if (!encoder) return;
  for (let after = ""; ; ) {
    const products = await db().product.findMany({
      where: { id: { gt: after }, delistedAt: null },
      orderBy: { id: "asc" },
      take: productsPerBatch,
      select: { id: true },
    });
    const last = products.at(-1);
    if (!last) return;
    after = last.id;
    const { ids, matrix } = await productEmbeddings(
      encoder.id,
      products.map(({ id }) => id),
    );
    yield ids.flatMap((id, row) => {
      const vector = rowOf(matrix, row);
      return vector.some((value) => value !== 0) ? [[id, encoder.name, encoder.version, Array.from(vector)]] : [];
    });
  }
}

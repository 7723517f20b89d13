import { z } from "zod";
import { liveEncoder } from "../catalogue/data";
import { db } from "../db";
import type { neighboursOfProduct } from "../recommend/neighbours/ask-neighbours";
import type { ExportColumn } from "./schema";

export const neighbourColumns: readonly ExportColumn[] = [
  { name: "product", type: "text" },
  { name: "neighbour", type: "text" },
  { name: "place", type: "integer" },
  { name: "cosine", type: "number" },
  { name: "is_same_model", type: "boolean" },
  { name: "encoder", type: "text" },
  { name: "encoder_version", type: "text" },
];

/** The search could not be asked; the message is a sentence. */
export class NeighboursUnavailable extends Error {
  override readonly name = "NeighboursUnavailable";
}

const neighbours = 20;
/** Asked together, they share a pass over the index. */
const productsPerBatch = 64;
const Embedded = z.object({ id: z.string(), groupId: z.string() });

/** Every listed product with an embedded photo, by id, with what looks most like it, other colours of its model included: a
 *  row each, place 1 the best. Nothing before anything is embedded. Throws NeighboursUnavailable when the search is gone. */
export async function* neighbourBatches(opening: Promise<typeof neighboursOfProduct>): AsyncGenerator<unknown[][]> {
  const live = await liveEncoder();
  if (!live) return;
  const ask = await opening;
  for (let after = ""; ; ) {
    const products = await embeddedAfter(after, live.id);
    const last = products.at(-1);
    if (!last) return;
    after = last.id;
    const answers = await Promise.all(products.map(({ id }) => ask({ productId: id, k: neighbours })));
    const rows = answers.flatMap((answer, at) => {
      // One that was removed a moment ago has none.
      if (!answer.ok && answer.code === "not-found") return [];
      if (!answer.ok) throw new NeighboursUnavailable(answer.detail ?? "The search for neighbours is not there.");
      const { found, encoder } = answer.value;
      return found.map(({ id, score }, place) => ({ product: products[at]!, id, score, place: place + 1, encoder }));
    });
    const groups = await groupsOf(rows.map(({ id }) => id));
    yield rows.map(({ product, id, score, place, encoder }) => [
      product.id,
      id,
      place,
      score,
      product.groupId === groups.get(id),
      encoder.name,
      encoder.version,
    ]);
  }
}

async function embeddedAfter(after: string, encoderId: string) {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT p.id, p."groupId" FROM "Product" p
    WHERE p.id > ${after} AND p."delistedAt" IS NULL AND EXISTS (
      SELECT 1 FROM "Photo" f JOIN "PhotoEmbedding" e ON e.sha256 = f.sha256 AND e."encoderId" = ${encoderId}::uuid
      WHERE f."productId" = p.id)
    ORDER BY p.id LIMIT ${productsPerBatch}`;
  return rows.map((row) => Embedded.parse(row));
}

async function groupsOf(ids: string[]): Promise<Map<string, string>> {
  const rows = await db().product.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, groupId: true },
  });
  return new Map(rows.map(({ id, groupId }) => [id, groupId]));
}

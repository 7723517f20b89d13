import { z } from "zod";
import { liveEncoder } from "../catalogue/data";
import { db } from "../db";
import type { Asker } from "../recommend/neighbours/neighbours-of";
import type { NeighbourAnswers } from "../recommend/neighbours/schema";
import { fail, ok, type Result } from "../result";
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

/** The search went away in the middle; the message is a sentence. */
export class NeighboursUnavailable extends Error {
  override readonly name = "NeighboursUnavailable";
}

const neighbours = 20;
/** As many as share one pass over the index: a page that asks meanwhile waits for one pass at most. */
const productsPerQuestion = 32;
const Embedded = z.object({ id: z.string(), groupId: z.string() });
type Embedded = z.infer<typeof Embedded>;
type Asking = {
  encoderId: string;
  encoder: NeighbourAnswers["encoder"];
  ask: Asker["ofProducts"];
  productsPerBatch: number;
};

/** Neighbours of every listed product, once it is sure that somebody answers. "unavailable": there is no search, or it is
 *  still reading, with a sentence. */
export async function openNeighbourBatches(
  ask: Asker["ofProducts"],
  productsPerBatch = 256,
): Promise<Result<AsyncGenerator<unknown[][]>, "unavailable">> {
  const live = await liveEncoder();
  if (!live) return ok(nothing());
  const there = await ask({ productIds: [], k: neighbours });
  if (!there.ok) return fail("unavailable", there.detail);
  return ok(neighbourBatches({ encoderId: live.id, encoder: there.value.encoder, ask, productsPerBatch }));
}

async function* nothing(): AsyncGenerator<never> {}

/** Every listed product with an embedded photo, by id, with what looks most like it, other colours of its model included: a
 *  row each, place 1 the best. Throws NeighboursUnavailable when the search goes, or another encoder goes live: a file
 *  holds likenesses of one. */
async function* neighbourBatches({ encoderId, encoder, ask, productsPerBatch }: Asking): AsyncGenerator<unknown[][]> {
  for (let after = ""; ; ) {
    const products = await embeddedAfter(after, encoderId, productsPerBatch);
    const last = products.at(-1);
    if (!last) return;
    after = last.id;
    const rows: { product: Embedded; id: string; score: number; place: number }[] = [];
    for (let from = 0; from < products.length; from += productsPerQuestion) {
      const asked = products.slice(from, from + productsPerQuestion);
      const found = await foundBy(asked, { ask, encoder });
      asked.forEach((product, at) => {
        for (const [place, { id, score }] of (found[at] ?? []).entries())
          rows.push({ product, id, score, place: place + 1 });
      });
    }
    const groups = await groupsOf(rows.map(({ id }) => id));
    yield rows.map(({ product, id, score, place }) => [
      ...[product.id, id, place, score, product.groupId === groups.get(id)],
      ...[encoder.name, encoder.version],
    ]);
  }
}

async function foundBy(products: Embedded[], { ask, encoder }: Pick<Asking, "ask" | "encoder">) {
  const answer = await ask({ productIds: products.map(({ id }) => id), k: neighbours });
  if (!answer.ok) throw new NeighboursUnavailable(answer.detail ?? "The search for neighbours is not there.");
  const { name, version } = answer.value.encoder;
  if (name !== encoder.name || version !== encoder.version)
    throw new NeighboursUnavailable("Another encoder went live meanwhile. Begin the export again.");
  return answer.value.found;
}

async function embeddedAfter(after: string, encoderId: string, limit: number) {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT p.id, p."groupId" FROM "Product" p
    WHERE p.id > ${after} AND p."delistedAt" IS NULL AND EXISTS (
      SELECT 1 FROM "Photo" f JOIN "PhotoEmbedding" e ON e.sha256 = f.sha256 AND e."encoderId" = ${encoderId}::uuid
      WHERE f."productId" = p.id AND f."brokenReason" IS NULL)
    ORDER BY p.id LIMIT ${limit}`;
  return rows.map((row) => Embedded.parse(row));
}

async function groupsOf(ids: string[]): Promise<Map<string, string>> {
  const rows = await db().product.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, groupId: true },
  });
  return new Map(rows.map(({ id, groupId }) => [id, groupId]));
}

import { Prisma } from "@/prisma/generated/client";
import { inTx, type Tx } from "../../db";
import type { RelatedRow } from "./relate-products";

const rowsPerWrite = 2_000;

/** Puts these in the place of every product's partners; what has none keeps none. Answers how many rows. Nothing is written
 *  once another version serves. */
export const storePartners = (versionId: string, rows: RelatedRow[]): Promise<number> =>
  replaceAll(
    rows,
    (part) => Prisma.sql`
      INSERT INTO "ProductPartners" ("productId", "modelVersionId", "otherIds", scores)
      SELECT r.id, ${versionId}::uuid, r.others, r.scores FROM ${asTable(part)}
      WHERE EXISTS (SELECT 1 FROM "Champion" WHERE "versionId" = ${versionId}::uuid)
      ON CONFLICT ("productId") DO UPDATE SET "modelVersionId" = excluded."modelVersionId",
        "otherIds" = excluded."otherIds", scores = excluded.scores`,
    (ids) => Prisma.sql`
      DELETE FROM "ProductPartners" WHERE "productId" <> ALL (${ids}::text[])
        AND EXISTS (SELECT 1 FROM "Champion" WHERE "versionId" = ${versionId}::uuid)`,
  );

/** Rows as a table r(id, others, scores); products that have gone since are left out. */
const asTable = (rows: RelatedRow[]) => Prisma.sql`(
  SELECT j.id, ARRAY(SELECT jsonb_array_elements_text(j.others)) AS others,
    ARRAY(SELECT jsonb_array_elements_text(j.scores)::float8) AS scores
  FROM jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ id: row.productId, others: row.otherIds, scores: row.scores })))}::jsonb)
    AS j(id text, others jsonb, scores jsonb)
  WHERE EXISTS (SELECT 1 FROM "Product" p WHERE p.id = j.id)) r`;

async function replaceAll(
  rows: RelatedRow[],
  write: (part: RelatedRow[]) => Prisma.Sql,
  sweep: (ids: string[]) => Prisma.Sql,
): Promise<number> {
  let written = 0;
  for (let from = 0; from < rows.length; from += rowsPerWrite) {
    const part = rows.slice(from, from + rowsPerWrite);
    written += await inTx((tx: Tx) => tx.$executeRaw(write(part)));
  }
  await inTx((tx) => tx.$executeRaw(sweep(rows.map((row) => row.productId))));
  return written;
}

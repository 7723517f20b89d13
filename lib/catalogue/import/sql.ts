import { z } from "zod";
import { db, type Tx } from "../../db";
import type { PhotoRow } from "./read-photos";
import type { ProductDraft } from "./read-row";
import type { CorrectedProduct, SourceChange } from "./rules";
import type { Place } from "./taxonomy";

export type ProductRow = ProductDraft & Place & { isHoldout: boolean };
const Written = z.array(z.object({ id: z.string(), isNew: z.boolean() }));

/** Inserts products and updates those that differ in anything the source says; corrections are not touched. A delisted
 *  product that the file names is listed again. → the rows that were written; the others were the same already. */
export async function upsertProducts(tx: Tx, importId: string, rows: ProductRow[]): Promise<z.infer<typeof Written>> {
  const column = <T>(read: (row: ProductRow) => T) => rows.map(read);
  const written = await tx.$queryRaw`
    INSERT INTO "Product" AS p (id, "groupId", "isHoldout", title, description, season, price, currency, stock,
      "sourceCategoryId", "sourceSubcategories", "sourceValues", "importId")
    SELECT id, g, h, t, d, s, price::numeric(12, 2), currency, stock, category, sub::jsonb, vals::jsonb, ${importId}::uuid
    FROM unnest(${column((r) => r.id)}::text[], ${column((r) => r.groupId)}::text[], ${column((r) => r.isHoldout)}::bool[],
      ${column((r) => r.title)}::text[], ${column((r) => r.description)}::text[], ${column((r) => r.season)}::text[],
      ${column((r) => r.price)}::text[], ${column((r) => r.currency)}::text[], ${column((r) => r.stock)}::int[],
      ${column((r) => r.categoryId)}::int[], ${column((r) => JSON.stringify(r.subcategories))}::text[],
      ${column((r) => JSON.stringify(r.values))}::text[])
      AS n(id, g, h, t, d, s, price, currency, stock, category, sub, vals)
    ON CONFLICT (id) DO UPDATE SET "groupId" = excluded."groupId", "isHoldout" = excluded."isHoldout",
      title = excluded.title, description = excluded.description, season = excluded.season, price = excluded.price,
      currency = excluded.currency, stock = excluded.stock, "sourceCategoryId" = excluded."sourceCategoryId",
      "sourceSubcategories" = excluded."sourceSubcategories", "sourceValues" = excluded."sourceValues",
      "importId" = excluded."importId", "updatedAt" = now(), "delistedAt" = NULL
    WHERE p."delistedAt" IS NOT NULL
      OR (p."groupId", p.title, p.description, p.season, p.price, p.currency, p.stock, p."sourceCategoryId",
          p."sourceSubcategories", p."sourceValues")
      IS DISTINCT FROM (excluded."groupId", excluded.title, excluded.description, excluded.season, excluded.price,
          excluded.currency, excluded.stock, excluded."sourceCategoryId", excluded."sourceSubcategories", excluded."sourceValues")
    RETURNING p.id, (xmax = 0) AS "isNew"`;
  return Written.parse(written);
}

export type PlacedPhoto = PhotoRow & { productId: string; position: number };

/** Writes these photos at their places, whatever stood there. */
export async function upsertPhotos(tx: Tx, photos: PlacedPhoto[]): Promise<void> {
  const column = <T>(read: (photo: PlacedPhoto) => T) => photos.map(read);
  await tx.$executeRaw`
    INSERT INTO "Photo" ("productId", position, "fileName", sha256, width, height, "brokenReason")
    SELECT * FROM unnest(${column((p) => p.productId)}::text[], ${column((p) => p.position)}::int[],
      ${column((p) => p.fileName)}::text[], ${column((p) => p.sha256)}::text[], ${column((p) => p.width)}::int[],
      ${column((p) => p.height)}::int[], ${column((p) => p.brokenReason)}::text[])
    ON CONFLICT ("productId", position) DO UPDATE SET "fileName" = excluded."fileName", sha256 = excluded.sha256,
      width = excluded.width, height = excluded.height, "brokenReason" = excluded."brokenReason"`;
}

const Size = z.object({ id: z.int(), products: z.int() });

/** Listed products in or under each of these nodes, by what the source says. */
export async function countProductsUnder(ids: number[]): Promise<Map<number, number>> {
  const rows = await db().$queryRaw`
    WITH RECURSIVE under AS (
      SELECT id AS root, id, level, name, "isTarget" FROM "Category" WHERE id = ANY(${ids}::int[])
      UNION ALL
      SELECT u.root, c.id, c.level, c.name, c."isTarget" FROM under u JOIN "Category" c ON c."parentId" = u.id
      WHERE NOT u."isTarget")
    SELECT u.root AS id, count(p.id)::int AS products FROM under u JOIN "Product" p
      ON p."delistedAt" IS NULL AND (p."sourceCategoryId" = u.id OR p."sourceSubcategories" ->> u.level::text = u.name)
    GROUP BY 1`;
  return new Map(
    z
      .array(Size)
      .parse(rows)
      .map((row) => [row.id, row.products]),
  );
}

/** Whether somebody holds a task now. */
export async function isAnyoneLabelling(): Promise<boolean> {
  const rows = await db().$queryRaw`
    SELECT EXISTS (SELECT 1 FROM "Task" WHERE "leasedById" IS NOT NULL AND "leasedUntil" > now()
      AND "doneAt" IS NULL) AS "isBusy"`;
  return z.tuple([z.object({ isBusy: z.boolean() })]).parse(rows)[0].isBusy;
}

const Values = z.record(z.string(), z.array(z.string()));
const Corrected = z.object({
  id: z.string(),
  sourceCategoryId: z.int().nullable(),
  correctedCategoryId: z.int().nullable(),
  sourceValues: Values,
  correctedValues: Values,
});

/** Those of these products that were corrected, held until the transaction ends so that no fix comes in between. */
export async function lockCorrected(tx: Tx, ids: string[]): Promise<CorrectedProduct[]> {
  const rows = await tx.$queryRaw`
    SELECT id, "sourceCategoryId", "correctedCategoryId", "sourceValues", "correctedValues" FROM "Product"
    WHERE id = ANY (${ids}::text[]) AND ("correctedCategoryId" IS NOT NULL OR "correctedValues" <> '{}')
    ORDER BY id FOR NO KEY UPDATE`;
  return z.array(Corrected).parse(rows);
}

/** Notes what a source said of corrected values, and marks the fixes that it has taken over. */
export async function noteSourceChanges(tx: Tx, importId: string, changes: SourceChange[]): Promise<void> {
  if (changes.length === 0) return;
  const column = <T>(read: (change: SourceChange) => T) => changes.map(read);
  await tx.$executeRaw`
    WITH said AS (
      INSERT INTO "SourceChange" ("importId", "productId", attribute, corrected, source, outcome)
      SELECT ${importId}::uuid, id, attribute, corrected::jsonb, source::jsonb, outcome
      FROM unnest(${column((c) => c.productId)}::text[], ${column((c) => c.attribute)}::text[],
        ${column((c) => JSON.stringify(c.corrected))}::text[], ${column((c) => JSON.stringify(c.source))}::text[],
        ${column((c) => c.outcome)}::"SourceOutcome"[]) AS x(id, attribute, corrected, source, outcome)
      RETURNING "productId", attribute, outcome)
    UPDATE "Fix" f SET "deliveredAt" = now() FROM said
    WHERE said.outcome = 'delivered' AND f."productId" = said."productId" AND f.attribute = said.attribute
      AND f."revertedAt" IS NULL AND f."deliveredAt" IS NULL`;
}

const Gone = z.array(z.object({ id: z.string(), title: z.string() }));

/** Listed products that this feed brought in once and does not name now. Those of imports from before feeds had names
 *  count as its own. */
export async function goneFromFeed(source: string, named: string[]): Promise<z.infer<typeof Gone>> {
  const rows = await db().$queryRaw`
    SELECT p.id, p.title FROM "Product" p JOIN "Import" i ON i.id = p."importId"
    WHERE p."delistedAt" IS NULL AND i.kind = 'catalogue' AND coalesce(i.source, ${source}) = ${source}
      AND NOT EXISTS (SELECT 1 FROM unnest(${named}::text[]) AS n(id) WHERE n.id = p.id)
    ORDER BY p.id`;
  return Gone.parse(rows);
}

/** How many listed products this feed has brought in. */
export async function countFeed(source: string): Promise<number> {
  const rows = await db().$queryRaw`
    SELECT count(*)::int AS products FROM "Product" p JOIN "Import" i ON i.id = p."importId"
    WHERE p."delistedAt" IS NULL AND i.kind = 'catalogue' AND coalesce(i.source, ${source}) = ${source}`;
  return z.tuple([z.object({ products: z.int() })]).parse(rows)[0].products;
}

/** Takes these products off the list; those that are off it already are not touched. Answers which went. */
export async function delist(tx: Tx, ids: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw`
    UPDATE "Product" SET "delistedAt" = now(), "updatedAt" = now()
    WHERE id = ANY (${ids}::text[]) AND "delistedAt" IS NULL RETURNING id`;
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
}

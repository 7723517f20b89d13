import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db, type Tx } from "../db";
import type { NewFlag } from "./schema";

const Sibling = z.array(z.object({ productId: z.string(), siblingId: z.string() }));

/** For each product, up to `limit` listed products of the same garment model. */
export async function othersOfModel(productIds: readonly string[], limit: number): Promise<Map<string, string[]>> {
  const rows = await db().$queryRaw`
    SELECT p.id AS "productId", s.id AS "siblingId"
    FROM "Product" p
    CROSS JOIN LATERAL (
      SELECT o.id FROM "Product" o
      WHERE o."groupId" = p."groupId" AND o.id <> p.id AND o."delistedAt" IS NULL ORDER BY o.id LIMIT ${limit}) s
    WHERE p.id = ANY (${productIds}::text[])`;
  const found = new Map<string, string[]>();
  for (const row of Sibling.parse(rows)) found.set(row.productId, [...(found.get(row.productId) ?? []), row.siblingId]);
  return found;
}

type Flags = readonly z.output<typeof NewFlag>[];
const Ids = z.array(z.object({ id: z.string() }));

/** The flags as a table `x`. */
const asTable = (flags: Flags) => Prisma.sql`
  unnest(${flags.map((flag) => flag.productId)}::text[], ${flags.map((flag) => flag.modelVersionId)}::uuid[],
    ${flags.map((flag) => flag.givenCategoryId)}::int[], ${flags.map((flag) => flag.proposedCategoryId)}::int[],
    ${flags.map((flag) => flag.givenProbability)}::float8[], ${flags.map((flag) => flag.proposedProbability)}::float8[],
    ${flags.map((flag) => flag.score)}::float8[], ${flags.map((flag) => JSON.stringify(flag.evidence))}::jsonb[],
    ${flags.map((flag) => flag.slice)}::"Slice"[], ${flags.map((flag) => flag.propensity)}::float8[])
    AS x(id, version, given, proposed, "givenProbability", "proposedProbability", score, evidence, slice, propensity)`;

/** Products of the flags that may be raised. Left out: a category that has changed since it was scored, a holdout product
 *  outside the uniform slice, and what a reviewer has decided with this proposal on the table: deciding against it
 *  settled a flag that proposed it, moving away from it settled one that had it as given. What a rule or a person asks
 *  already is not asked again. */
export async function raisableProducts(tx: Tx, flags: Flags): Promise<Set<string>> {
  const rows = await tx.$queryRaw`
    SELECT p.id FROM ${asTable(flags)} JOIN "Product" p ON p.id = x.id
    WHERE p."categoryId" = x.given AND x.given <> x.proposed AND p."delistedAt" IS NULL
      AND (NOT p."isHoldout" OR x.slice = 'uniform')
      AND NOT EXISTS (
        SELECT 1 FROM "Flag" f
        WHERE f."productId" = p.id AND f.attribute = 'category' AND f.status = 'settled'
          AND (f."proposedCategoryId" = x.proposed OR f."givenCategoryId" = x.proposed))
      AND NOT EXISTS (
        SELECT 1 FROM "Flag" f WHERE f."productId" = p.id AND f.attribute = 'category' AND f.status = 'open'
          AND f."modelVersionId" IS NULL)`;
  return new Set(Ids.parse(rows).map((row) => row.id));
}

/** Renews open flags that say the same already. Answers their products. */
export async function renewFlags(tx: Tx, flags: Flags): Promise<Set<string>> {
  const rows = await tx.$queryRaw`
    UPDATE "Flag" f SET "modelVersionId" = x.version, "proposedProbability" = x."proposedProbability",
      "givenProbability" = x."givenProbability", score = x.score, evidence = x.evidence
    FROM ${asTable(flags)}
    WHERE f."productId" = x.id AND f.attribute = 'category' AND f.status = 'open'
      AND f."proposedCategoryId" = x.proposed AND f."givenCategoryId" = x.given
    RETURNING f."productId" AS id`;
  return new Set(Ids.parse(rows).map((row) => row.id));
}

/** Opens the flags, each with its task, on products that have no open one. Answers the products. */
export async function insertFlags(tx: Tx, flags: Flags): Promise<Set<string>> {
  const rows = await tx.$queryRaw`
    WITH opened AS (
      INSERT INTO "Flag" ("productId", "givenCategoryId", "proposedCategoryId", "proposedProbability", "givenProbability",
        score, evidence, "isHoldout", "modelVersionId")
      SELECT x.id, x.given, x.proposed, x."proposedProbability", x."givenProbability", x.score, x.evidence,
        p."isHoldout", x.version
      FROM ${asTable(flags)} JOIN "Product" p ON p.id = x.id
      ON CONFLICT ("productId", attribute) WHERE status = 'open' DO NOTHING
      RETURNING id, "productId"),
    asked AS (
      INSERT INTO "Task" (head, "subjectId", "flagId", slice, propensity)
      SELECT DISTINCT ON (opened.id) 'category'::"Head", opened.id, opened.id, x.slice, x.propensity
      FROM opened JOIN ${asTable(flags)} ON x.id = opened."productId")
    SELECT "productId" AS id FROM opened`;
  return new Set(Ids.parse(rows).map((row) => row.id));
}

/** Withdraws the open flags of these products with their tasks, except where someone holds the task unless `evenIfHeld`.
 *  Answers how many. */
export async function withdrawOpenFlags(
  tx: Tx,
  productIds: readonly string[],
  { evenIfHeld = false }: { evenIfHeld?: boolean } = {},
): Promise<number> {
  return tx.$executeRaw`
    WITH suspect AS (
      SELECT f.id, EXISTS (
        SELECT 1 FROM "Task" t WHERE t."flagId" = f.id AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL) AS "isAsked"
      FROM "Flag" f
      WHERE f."productId" = ANY (${productIds}::text[]) AND f.attribute = 'category' AND f.status = 'open'),
    closed AS (
      UPDATE "Task" SET "withdrawnAt" = now()
      WHERE "flagId" IN (SELECT id FROM suspect) AND "doneAt" IS NULL AND "withdrawnAt" IS NULL
        AND (${evenIfHeld} OR "leasedUntil" IS NULL OR "leasedUntil" < now())
      RETURNING "flagId")
    UPDATE "Flag" SET status = 'withdrawn', "settledAt" = now()
    WHERE id IN (SELECT "flagId" FROM closed UNION ALL SELECT id FROM suspect WHERE NOT "isAsked")`;
}

/** Products with an open flag that a version raised. */
export async function openlyFlagged(): Promise<string[]> {
  const rows = await db().$queryRaw`
    SELECT "productId" AS id FROM "Flag" WHERE attribute = 'category' AND status = 'open' AND "modelVersionId" IS NOT NULL`;
  return Ids.parse(rows).map((row) => row.id);
}

const SettledFlag = z.object({ productId: z.string(), givenCategoryId: z.int(), proposedCategoryId: z.int() });
export type SettledFlag = z.infer<typeof SettledFlag>;

export async function markSettled(tx: Tx, flagId: string): Promise<SettledFlag> {
  const rows = await tx.$queryRaw`
    UPDATE "Flag" SET status = 'settled', "settledAt" = now() WHERE id = ${flagId}::uuid
    RETURNING "productId", "givenCategoryId", "proposedCategoryId"`;
  return z.tuple([SettledFlag]).parse(rows)[0];
}

export async function markOpen(tx: Tx, flagId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Flag" SET status = 'open', "settledAt" = NULL WHERE id = ${flagId}::uuid`;
}

const FiledProduct = z.object({ categoryId: z.int().nullable(), correctedCategoryId: z.int().nullable() });

/** How the product is filed, its row held until the transaction ends. */
export async function lockProduct(tx: Tx, productId: string): Promise<z.infer<typeof FiledProduct>> {
  const rows = await tx.$queryRaw`
    SELECT "categoryId", "correctedCategoryId" FROM "Product" WHERE id = ${productId} FOR NO KEY UPDATE`;
  return z.tuple([FiledProduct]).parse(rows)[0];
}

/** Files a product under a corrected category, or as its source says. Answers the category that is read from now on. */
export async function fileUnder(tx: Tx, productId: string, correctedCategoryId: number | null): Promise<number | null> {
  const rows = await tx.$queryRaw`
    UPDATE "Product" SET "correctedCategoryId" = ${correctedCategoryId}::int, "updatedAt" = now()
    WHERE id = ${productId} RETURNING "categoryId", "correctedCategoryId"`;
  return z.tuple([FiledProduct]).parse(rows)[0].categoryId;
}

export async function markReverted(tx: Tx, fixId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Fix" SET "revertedAt" = now() WHERE id = ${fixId}::uuid`;
}

export async function markStanding(tx: Tx, fixId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Fix" SET "revertedAt" = NULL WHERE id = ${fixId}::uuid`;
}

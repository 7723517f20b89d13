import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db, type Tx } from "../db";
import { FlagKind, type NewFlag } from "./schema";

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

export type ParsedFlag = z.output<typeof NewFlag>;
type Flags = readonly ParsedFlag[];

/** What a flag is about: there is at most one open one for each. */
export type FlagKey = { productId: string; attribute: string };
const Keys = z.array(z.object({ productId: z.string(), attribute: z.string() }));

export const columnOf = (flag: ParsedFlag): string => (flag.kind === "attribute" ? flag.attribute : flag.kind);
export const keyOf = (flag: ParsedFlag): string => keyText({ productId: flag.productId, attribute: columnOf(flag) });
export const keyText = ({ productId, attribute }: FlagKey): string => JSON.stringify([productId, attribute]);
const textsOf = (rows: unknown): Set<string> => new Set(Keys.parse(rows).map(keyText));

/** The flags as a table `x`. */
const asTable = (flags: Flags) => {
  const of = <T>(read: (flag: ParsedFlag) => T) => flags.map(read);
  const attributes = of((flag) => (flag.kind === "attribute" ? flag : null));
  const categories = of((flag) => (flag.kind === "category" ? flag : null));
  const others = of((flag) => (flag.kind === "duplicate" || flag.kind === "report" ? flag.otherProductId : null));
  return Prisma.sql`
  unnest(${of((flag) => flag.kind)}::"FlagKind"[], ${of((flag) => flag.productId)}::text[], ${of(columnOf)}::text[],
    ${of((flag) => flag.modelVersionId)}::uuid[],
    ${categories.map((flag) => flag?.givenCategoryId ?? null)}::int[],
    ${categories.map((flag) => flag?.proposedCategoryId ?? null)}::int[],
    ${attributes.map((flag) => flag?.given ?? null)}::text[], ${attributes.map((flag) => flag?.proposed ?? null)}::text[],
    ${others}::text[], ${of((flag) => (flag.kind === "report" ? flag.reportedByLabelId : null))}::uuid[],
    ${of((flag) => flag.givenProbability)}::float8[], ${of((flag) => flag.proposedProbability)}::float8[],
    ${of((flag) => flag.score)}::float8[], ${of((flag) => JSON.stringify(flag.evidence))}::jsonb[],
    ${of((flag) => flag.slice)}::"Slice"[], ${of((flag) => flag.propensity)}::float8[])
    AS x(kind, id, attribute, version, given, proposed, "givenValue", "proposedValue", other, reported,
      "givenProbability", "proposedProbability", score, evidence, slice, propensity)`;
};

/** Keys of the flags that may be raised. Left out: what has changed since it was scored, a holdout product outside the
 *  uniform slice unless a person reported it, and what a reviewer has decided with this proposal on the table: deciding
 *  against it settled a flag that proposed it, moving away from it settled one that had it as given. What a rule or a
 *  person asks already is not asked again by a model. */
export async function raisableFlags(tx: Tx, flags: Flags): Promise<Set<string>> {
  const rows = await tx.$queryRaw`
    SELECT p.id AS "productId", x.attribute FROM ${asTable(flags)} JOIN "Product" p ON p.id = x.id
    WHERE p."delistedAt" IS NULL AND (NOT p."isHoldout" OR x.slice = 'uniform' OR x.kind = 'report')
      AND CASE x.kind
        WHEN 'category' THEN p."categoryId" = x.given AND x.given <> x.proposed
        WHEN 'attribute' THEN coalesce(p.values -> x.attribute ->> 0, '') = x."givenValue"
          AND x."givenValue" <> x."proposedValue"
        ELSE true END
      AND NOT EXISTS (
        SELECT 1 FROM "Flag" f
        WHERE f."productId" = p.id AND f.attribute = x.attribute AND f.kind = x.kind AND f.status = 'settled'
          AND CASE x.kind
            WHEN 'category' THEN f."proposedCategoryId" = x.proposed OR f."givenCategoryId" = x.proposed
            WHEN 'attribute' THEN x."proposedValue" IN (f."proposedValues" ->> 0, coalesce(f."givenValues" ->> 0, ''))
            WHEN 'photo' THEN f.evidence ->> 'fault' = x.evidence ->> 'fault'
            WHEN 'duplicate' THEN f."otherProductId" = x.other
            ELSE f."reportedByLabelId" = x.reported END)
      AND (x.version IS NULL OR NOT EXISTS (
        SELECT 1 FROM "Flag" f WHERE f."productId" = p.id AND f.attribute = x.attribute AND f.status = 'open'
          AND f."modelVersionId" IS NULL))`;
  return textsOf(rows);
}

/** Renews open flags that say the same already. An open random look is renewed whatever is proposed: its proposal is not
 *  shown. Answers their keys. */
export async function renewFlags(tx: Tx, flags: Flags): Promise<Set<string>> {
  const rows = await tx.$queryRaw`
    UPDATE "Flag" f SET "modelVersionId" = x.version, "proposedProbability" = x."proposedProbability",
      "givenProbability" = x."givenProbability", score = x.score, evidence = x.evidence,
      "proposedCategoryId" = x.proposed
    FROM ${asTable(flags)}
    WHERE f."productId" = x.id AND f.attribute = x.attribute AND f.kind = x.kind AND f.status = 'open'
      AND CASE x.kind
        WHEN 'category' THEN f."givenCategoryId" = x.given AND (f."proposedCategoryId" = x.proposed OR EXISTS (
          SELECT 1 FROM "Task" t
          WHERE t."flagId" = f.id AND t.slice = 'uniform' AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL))
        WHEN 'attribute' THEN coalesce(f."givenValues" ->> 0, '') = x."givenValue"
          AND f."proposedValues" ->> 0 = x."proposedValue"
        WHEN 'photo' THEN f.evidence ->> 'fault' = x.evidence ->> 'fault'
        WHEN 'duplicate' THEN f."otherProductId" = x.other
        ELSE f."reportedByLabelId" = x.reported END
    RETURNING f."productId", f.attribute`;
  return textsOf(rows);
}

/** A ranked task that nobody holds becomes the random look that a uniform draw made of it. */
export async function turnUniform(tx: Tx, flags: Flags): Promise<void> {
  const drawn = flags.filter((flag) => flag.slice === "uniform");
  if (drawn.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Task" t SET slice = 'uniform', propensity = x.propensity
    FROM "Flag" f JOIN ${asTable(drawn)} ON f."productId" = x.id AND f.attribute = x.attribute AND f.status = 'open'
    WHERE t."flagId" = f.id AND t.slice = 'ranked' AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL
      AND (t."leasedUntil" IS NULL OR t."leasedUntil" < now())`;
}

/** Opens the flags, each with its task, where none is open on the same product and column. An attribute's proposal takes
 *  the place of the first value; further ones stay. Answers the keys. */
export async function insertFlags(tx: Tx, flags: Flags): Promise<Set<string>> {
  const rows = await tx.$queryRaw`
    WITH opened AS (
      INSERT INTO "Flag" (kind, "productId", attribute, "givenCategoryId", "proposedCategoryId", "givenValues",
        "proposedValues", "otherProductId", "reportedByLabelId", "proposedProbability", "givenProbability", score,
        evidence, "isHoldout", "modelVersionId")
      SELECT x.kind, x.id, x.attribute, x.given, x.proposed,
        CASE x.kind WHEN 'attribute' THEN coalesce(p.values -> x.attribute, '[]') END,
        CASE x.kind WHEN 'attribute' THEN
          jsonb_build_array(x."proposedValue") || (coalesce(p.values -> x.attribute, '[]') - 0 - x."proposedValue") END,
        x.other, x.reported, x."proposedProbability", x."givenProbability", x.score, x.evidence, p."isHoldout", x.version
      FROM ${asTable(flags)} JOIN "Product" p ON p.id = x.id
      ON CONFLICT ("productId", attribute) WHERE status = 'open' DO NOTHING
      RETURNING id, "productId", attribute),
    asked AS (
      INSERT INTO "Task" (head, "subjectId", "flagId", slice, propensity)
      SELECT DISTINCT ON (opened.id) 'category'::"Head", opened.id, opened.id, x.slice, x.propensity
      FROM opened JOIN ${asTable(flags)} ON x.id = opened."productId" AND x.attribute = opened.attribute)
    SELECT "productId", attribute FROM opened`;
  return textsOf(rows);
}

/** Withdraws the open flags of these keys with their tasks, except where someone holds the task unless `evenIfHeld`.
 *  Answers how many. */
export async function withdrawOpenFlags(
  tx: Tx,
  keys: readonly FlagKey[],
  { evenIfHeld = false }: { evenIfHeld?: boolean } = {},
): Promise<number> {
  return tx.$executeRaw`
    WITH suspect AS (
      SELECT f.id, EXISTS (
        SELECT 1 FROM "Task" t WHERE t."flagId" = f.id AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL) AS "isAsked"
      FROM "Flag" f
      JOIN unnest(${keys.map((key) => key.productId)}::text[], ${keys.map((key) => key.attribute)}::text[])
        AS k(id, attribute) ON f."productId" = k.id AND f.attribute = k.attribute
      WHERE f.status = 'open'),
    closed AS (
      UPDATE "Task" SET "withdrawnAt" = now()
      WHERE "flagId" IN (SELECT id FROM suspect) AND "doneAt" IS NULL AND "withdrawnAt" IS NULL
        AND (${evenIfHeld} OR "leasedUntil" IS NULL OR "leasedUntil" < now())
      RETURNING "flagId")
    UPDATE "Flag" SET status = 'withdrawn', "settledAt" = now()
    WHERE id IN (SELECT "flagId" FROM closed UNION ALL SELECT id FROM suspect WHERE NOT "isAsked")`;
}

/** Open flags that a model raised, except random looks at a category that still stands. */
export async function openlyDoubted(): Promise<FlagKey[]> {
  const rows = await db().$queryRaw`
    SELECT f."productId", f.attribute FROM "Flag" f JOIN "Product" p ON p.id = f."productId"
    WHERE f.status = 'open' AND f."modelVersionId" IS NOT NULL AND NOT (
      f.kind = 'category' AND f."givenCategoryId" = p."categoryId" AND p."delistedAt" IS NULL AND EXISTS (
        SELECT 1 FROM "Task" t WHERE t."flagId" = f.id AND t.slice = 'uniform' AND t."withdrawnAt" IS NULL))`;
  return Keys.parse(rows);
}

const ProductIds = z.array(z.object({ id: z.string() }));

/** Products that wait for a random look. */
export async function openlyAudited(): Promise<string[]> {
  const rows = await db().$queryRaw`
    SELECT f."productId" AS id FROM "Task" t JOIN "Flag" f ON f.id = t."flagId" AND f.status = 'open'
    WHERE t.head = 'category' AND t.slice = 'uniform' AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL`;
  return ProductIds.parse(rows).map(({ id }) => id);
}

const SettledFlag = z.object({
  kind: FlagKind,
  attribute: z.string(),
  productId: z.string(),
  givenCategoryId: z.int().nullable(),
  proposedCategoryId: z.int().nullable(),
  proposedValues: z.array(z.string()).nullable(),
});
export type SettledFlag = z.infer<typeof SettledFlag>;

export async function markSettled(tx: Tx, flagId: string): Promise<SettledFlag> {
  const rows = await tx.$queryRaw`
    UPDATE "Flag" SET status = 'settled', "settledAt" = now() WHERE id = ${flagId}::uuid
    RETURNING kind, attribute, "productId", "givenCategoryId", "proposedCategoryId", "proposedValues"`;
  return z.tuple([SettledFlag]).parse(rows)[0];
}

export async function markOpen(tx: Tx, flagId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Flag" SET status = 'open', "settledAt" = NULL WHERE id = ${flagId}::uuid`;
}

/** Open reports whose answer no longer stands. */
export async function reportsTakenBack(): Promise<FlagKey[]> {
  const rows = await db().$queryRaw`
    SELECT f."productId", f.attribute FROM "Flag" f JOIN "Label" l ON l.id = f."reportedByLabelId"
    WHERE f.status = 'open' AND f.kind = 'report' AND l."supersededAt" IS NOT NULL`;
  return Keys.parse(rows);
}

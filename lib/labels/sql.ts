import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { CardRow, cardJson } from "../catalogue/product-card";
import { db } from "../db";
import { type Head, Slice } from "../queue/schema";
import { LabelVerdict, type MyLabelsQuery, type PairReason } from "./schema";

/** The columns that answers are made of; Prisma's `select` of the same. */
export const savedFields = {
  id: true,
  taskId: true,
  userId: true,
  verdict: true,
  reason: true,
  note: true,
  chosenCategoryId: true,
  chosenValues: true,
  setId: true,
  shownSwapped: true,
  isLate: true,
  estimate: true,
  uncertainty: true,
  createdAt: true,
  supersededAt: true,
} as const;

/** `savedFields` as they are read. */
export const SavedRow = z.object({
  id: z.uuid(),
  taskId: z.uuid(),
  userId: z.uuid(),
  verdict: LabelVerdict,
  reason: z.string().nullable(),
  note: z.string().nullable(),
  chosenCategoryId: z.int().nullable(),
  chosenValues: z.array(z.string()).nullable(),
  setId: z.uuid().nullable(),
  shownSwapped: z.boolean(),
  isLate: z.boolean(),
  estimate: z.number().nullable(),
  uncertainty: z.number().nullable(),
  createdAt: z.date(),
  supersededAt: z.date().nullable(),
});
export type SavedRow = z.infer<typeof SavedRow>;

/** How many of this person's answers since midnight in that time zone stand; what a rule settled is one decision of another
 *  kind. */
export async function countToday(userId: string, head: Head, timeZone: string): Promise<number> {
  const rows = await db().$queryRaw`
    SELECT count(*)::int AS n FROM "Label"
    WHERE "userId" = ${userId}::uuid AND head = ${head}::"Head" AND "supersededAt" IS NULL AND "ruleId" IS NULL
      AND "createdAt" >= date_trunc('day', now(), ${timeZone})`;
  return z.tuple([z.object({ n: z.int() })]).parse(rows)[0].n;
}

const MyRow = SavedRow.extend({ slice: Slice, a: CardRow, b: CardRow });

/** This person's standing answers to pairs, newest first, those after the one that `before` names. Every word of `q` has
 *  to be in a title, an id or the note. */
export async function myRows(
  userId: string,
  { q, verdict, before, limit }: MyLabelsQuery,
): Promise<z.infer<typeof MyRow>[]> {
  const words = q.split(/\s+/).filter(Boolean);
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  const rows = await db().$queryRaw`
    SELECT l.id, l."taskId", l."userId", l.verdict, l.reason, l.note, l."chosenCategoryId", l."chosenValues", l."setId",
      l."shownSwapped", l."isLate", l.estimate, l.uncertainty, l."createdAt", l."supersededAt", l.slice,
      ${cardJson(Prisma.sql`p."productAId"`)} AS a, ${cardJson(Prisma.sql`p."productBId"`)} AS b
    FROM "Label" l
    JOIN "Pair" p ON p.id = l."pairId" JOIN "Product" a ON a.id = p."productAId" JOIN "Product" b ON b.id = p."productBId"
    WHERE l."userId" = ${userId}::uuid AND l."supersededAt" IS NULL
      AND (${verdict ?? null}::"Verdict" IS NULL OR l.verdict = ${verdict ?? null}::"Verdict")
      AND concat_ws(' ', a.title, b.title, a.id, b.id, l.note) ILIKE ALL (${patterns}::text[])
      AND (${before ?? null}::uuid IS NULL OR (l."createdAt", l.id) <
        (SELECT "createdAt", id FROM "Label" WHERE id = ${before ?? null}::uuid AND "userId" = ${userId}::uuid))
    ORDER BY l."createdAt" DESC, l.id DESC LIMIT ${limit}`;
  return z.array(MyRow).parse(rows);
}

const ChosenRow = z.array(z.object({ id: z.int() }));

/** Categories that this person chose for flags, by use: each choice counts half as much every fortnight, five times when
 *  it was for a flag with the same given category. */
export async function chosenCategories(userId: string, givenCategoryId: number | null): Promise<number[]> {
  const rows = await db().$queryRaw`
    WITH lately AS (
      SELECT l."chosenCategoryId" AS id, l."createdAt", f."givenCategoryId" AS given
      FROM "Label" l JOIN "Flag" f ON f.id = l."flagId"
      WHERE l."userId" = ${userId}::uuid AND l."chosenCategoryId" IS NOT NULL AND l."supersededAt" IS NULL
      ORDER BY l."createdAt" DESC LIMIT 500)
    SELECT id FROM lately GROUP BY id
    ORDER BY sum(power(0.5, extract(epoch FROM now() - "createdAt") / 1209600)
      * CASE WHEN given = ${givenCategoryId}::int THEN 5 ELSE 1 END) DESC, id
    LIMIT 12`;
  return ChosenRow.parse(rows).map(({ id }) => id);
}

const ReportRow = z.object({
  labelId: z.uuid(),
  productAId: z.string(),
  productBId: z.string(),
  doubtedA: z.boolean(),
  doubtedB: z.boolean(),
  reason: z.string(),
});
export type Report = z.infer<typeof ReportRow>;

/** Standing answers about products on sale that say the photo or the data are wrong and have raised no flag yet, oldest
 *  first, at most 200.
 *  doubtedA, doubtedB: an open flag of another kind speaks against that product. */
export async function newReports(): Promise<Report[]> {
  const rows = await db().$queryRaw`
    SELECT l.id AS "labelId", p."productAId", p."productBId",
      EXISTS (SELECT 1 FROM "Flag" f WHERE f."productId" = p."productAId" AND f.status = 'open' AND f.kind <> 'report')
        AS "doubtedA",
      EXISTS (SELECT 1 FROM "Flag" f WHERE f."productId" = p."productBId" AND f.status = 'open' AND f.kind <> 'report')
        AS "doubtedB",
      'a stylist judged it as ' || l.verdict || ' because of it' AS reason
    FROM "Label" l JOIN "Pair" p ON p.id = l."pairId"
    JOIN "Product" a ON a.id = p."productAId" JOIN "Product" b ON b.id = p."productBId"
    WHERE l.reason = ${photoOrData} AND l."supersededAt" IS NULL
      AND a."delistedAt" IS NULL AND b."delistedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Flag" f WHERE f."reportedByLabelId" = l.id)
      AND NOT EXISTS (
        SELECT 1 FROM "Flag" f
        WHERE f."productId" IN (p."productAId", p."productBId") AND f.kind = 'report' AND f.status = 'open')
    ORDER BY l."createdAt" LIMIT 200`;
  return z.array(ReportRow).parse(rows);
}

const photoOrData: PairReason = "photo-or-data-wrong";

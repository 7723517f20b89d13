import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { CardRow, cardJson } from "../catalogue/product-card";
import { db } from "../db";
import { type Head, Slice } from "../queue/schema";
import { LabelVerdict, type MyLabelsQuery } from "./schema";

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

/** How many of this person's answers since midnight UTC stand. */
export async function countToday(userId: string, head: Head): Promise<number> {
  const rows = await db().$queryRaw`
    SELECT count(*)::int AS n FROM "Label"
    WHERE "userId" = ${userId}::uuid AND head = ${head}::"Head" AND "supersededAt" IS NULL
      AND "createdAt" >= date_trunc('day', now(), 'UTC')`;
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

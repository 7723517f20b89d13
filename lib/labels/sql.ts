import { z } from "zod";
import { db, type Tx } from "../db";
import type { Head } from "../queue/schema";
import type { Answer } from "./rules";
import { LabelVerdict } from "./schema";

/** The columns that answers are made of; Prisma's `select` of the same. */
export const savedFields = {
  id: true,
  taskId: true,
  userId: true,
  verdict: true,
  reason: true,
  note: true,
  chosenCategoryId: true,
  shownSwapped: true,
  isLate: true,
  estimate: true,
  uncertainty: true,
  createdAt: true,
  supersededAt: true,
} as const;

const SavedRow = z.object({
  id: z.uuid(),
  taskId: z.uuid(),
  userId: z.uuid(),
  verdict: LabelVerdict,
  reason: z.string().nullable(),
  note: z.string().nullable(),
  chosenCategoryId: z.int().nullable(),
  shownSwapped: z.boolean(),
  isLate: z.boolean(),
  estimate: z.number().nullable(),
  uncertainty: z.number().nullable(),
  createdAt: z.date(),
  supersededAt: z.date().nullable(),
});
export type SavedRow = z.infer<typeof SavedRow>;

/** Stores one answer with what its task and its place in the live ranking were. Null when the id is taken, or when this
 *  person has an answer to the subject that stands: both are for the caller to tell apart. */
export async function insertLabel(tx: Tx, userId: string, answer: Answer, isLate: boolean): Promise<SavedRow | null> {
  const rows = await tx.$queryRaw`
    INSERT INTO "Label" (id, head, "taskId", "subjectId", "pairId", "flagId", "userId", occasion, slot, verdict, reason,
      note, "chosenCategoryId", "shownSwapped", "elapsedMs", slice, propensity, "rankingId", rank, estimate, uncertainty,
      "isLate")
    SELECT ${answer.id}::uuid, t.head, t.id, t."subjectId", t."pairId", t."flagId", ${userId}::uuid, t.occasion, t.slot,
      ${answer.verdict}::"Verdict", ${answer.reason}, ${answer.note}, ${answer.chosenCategoryId}::int,
      ${answer.shownSwapped}, ${answer.elapsedMs}::int, t.slice, t.propensity, r."rankingId", r.rank, r.estimate,
      r.uncertainty, ${isLate}
    FROM "Task" t
    LEFT JOIN "LiveRanking" v ON v.head = t.head
    LEFT JOIN "RankEntry" r ON r."rankingId" = v."rankingId" AND r."taskId" = t.id
    WHERE t.id = ${answer.taskId}::uuid AND NOT EXISTS (
      SELECT 1 FROM "Label" l
      WHERE l."subjectId" = t."subjectId" AND l."userId" = ${userId}::uuid AND l.occasion = t.occasion
        AND l."supersededAt" IS NULL)
    ON CONFLICT DO NOTHING
    RETURNING id, "taskId", "userId", verdict, reason, note, "chosenCategoryId", "shownSwapped", "isLate", estimate,
      uncertainty, "createdAt", "supersededAt"`;
  return z.array(SavedRow).max(1).parse(rows)[0] ?? null;
}

/** Sets the one field of a label that may be filled later. Answers the time. */
export async function supersede(tx: Tx, labelId: string): Promise<Date> {
  const rows = await tx.$queryRaw`
    UPDATE "Label" SET "supersededAt" = now() WHERE id = ${labelId}::uuid AND "supersededAt" IS NULL
    RETURNING "supersededAt" AS at`;
  return z.tuple([z.object({ at: z.date() })]).parse(rows)[0].at;
}

/** How many of this person's answers since midnight UTC stand; what a rule settled is one decision of another kind. */
export async function countToday(userId: string, head: Head): Promise<number> {
  const rows = await db().$queryRaw`
    SELECT count(*)::int AS n FROM "Label"
    WHERE "userId" = ${userId}::uuid AND head = ${head}::"Head" AND "supersededAt" IS NULL AND "ruleId" IS NULL
      AND "createdAt" >= date_trunc('day', now(), 'UTC')`;
  return z.tuple([z.object({ n: z.int() })]).parse(rows)[0].n;
}

/** How many standing answers of the same person and head are newer than this one. */
export async function countNewer(tx: Tx, labelId: string): Promise<number> {
  const rows = await tx.$queryRaw`
    SELECT count(*)::int AS n FROM "Label" l
    JOIN "Label" n ON n."userId" = l."userId" AND n.head = l.head AND n."supersededAt" IS NULL AND n."ruleId" IS NULL
      AND (n."createdAt", n.id) > (l."createdAt", l.id)
    WHERE l.id = ${labelId}::uuid`;
  return z.tuple([z.object({ n: z.int() })]).parse(rows)[0].n;
}

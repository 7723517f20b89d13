import { z } from "zod";
import { db, type Tx } from "../db";
import type { Head, RankedBy } from "./schema";

const Counted = z.tuple([z.object({ n: z.int() })]);

/** Open tasks of a head, whoever may take them. */
export async function countOpen(head: Head): Promise<number> {
  const rows = await db().$queryRaw`
    SELECT count(*)::int AS n FROM "Task" WHERE head = ${head}::"Head" AND "doneAt" IS NULL AND "withdrawnAt" IS NULL`;
  return Counted.parse(rows)[0].n;
}

/** Frees this person's tasks; one that is being answered or leased again this moment is left alone. */
export async function freeTasks(userId: string, taskIds: readonly string[]): Promise<number> {
  return db().$executeRaw`
    UPDATE "Task" SET "leasedUntil" = NULL
    WHERE id = ANY (ARRAY(
      SELECT id FROM "Task"
      WHERE id = ANY (${taskIds}::uuid[]) AND "leasedById" = ${userId}::uuid AND "doneAt" IS NULL
        AND "leasedUntil" IS NOT NULL
      FOR NO KEY UPDATE SKIP LOCKED))`;
}

const Skipped = z.array(z.object({ until: z.date() })).max(1);

/** Hides a task from this person for `hours`, frees it if it is theirs, and notes the skip unless the task is hidden from
 *  them already (a request sent twice). Null when there is no such task of `heads`. */
export async function hideTask(
  userId: string,
  taskId: string,
  heads: readonly Head[],
  hours: number,
): Promise<Date | null> {
  const rows = await db().$queryRaw`
    WITH task AS (
      SELECT id, "setId" FROM "Task" WHERE id = ${taskId}::uuid AND head = ANY (${heads}::"Head"[])),
    freed AS (
      UPDATE "Task" SET "leasedUntil" = NULL
      WHERE id = (SELECT id FROM task) AND "leasedById" = ${userId}::uuid AND "doneAt" IS NULL),
    noted AS (
      INSERT INTO "Skip" ("taskId", "userId", "setId")
      SELECT id, ${userId}::uuid, "setId" FROM task
      WHERE NOT EXISTS (
        SELECT 1 FROM "TaskSkip" s WHERE s."taskId" = task.id AND s."userId" = ${userId}::uuid AND s.until > now()))
    INSERT INTO "TaskSkip" ("taskId", "userId", until)
    SELECT id, ${userId}::uuid, now() + make_interval(hours => ${hours}::int) FROM task
    ON CONFLICT ("taskId", "userId") DO UPDATE SET until = excluded.until
    RETURNING until`;
  return Skipped.parse(rows)[0]?.until ?? null;
}

const RankedByRow = z.array(z.object({ version: z.int().nullable(), at: z.date() })).max(1);

/** The live ranking's version and time; null before the first one. */
export async function rankedByRow(head: Head): Promise<RankedBy | null> {
  const rows = await db().$queryRaw`
    SELECT m.number AS version, coalesce(k."completedAt", k."createdAt") AS at
    FROM "LiveRanking" v JOIN "Ranking" k ON k.id = v."rankingId" LEFT JOIN "ModelVersion" m ON m.id = k."modelVersionId"
    WHERE v.head = ${head}::"Head"`;
  const [row] = RankedByRow.parse(rows);
  return row ? { version: row.version, at: row.at.toISOString() } : null;
}

/** Holds these tasks' rows until the transaction ends, in the order of their ids. Answers which of them the head has. */
export async function holdRows(tx: Tx, head: Head, taskIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw`
    SELECT id FROM "Task" WHERE id = ANY (${taskIds}::uuid[]) AND head = ${head}::"Head"
    ORDER BY id FOR NO KEY UPDATE`;
  return new Set(
    z
      .array(z.object({ id: z.uuid() }))
      .parse(rows)
      .map(({ id }) => id),
  );
}

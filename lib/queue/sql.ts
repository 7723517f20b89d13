import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db, type Tx } from "../db";
import { type Head, leaseMinutes, type RankedBy } from "./schema";

const TakenRow = z.object({
  id: z.uuid(),
  pairId: z.uuid().nullable(),
  flagId: z.uuid().nullable(),
  productAId: z.string().nullable(),
  productBId: z.string().nullable(),
  leasedUntil: z.date(),
});
export type TakenTask = z.infer<typeof TakenRow>;

export type Take = { userId: string; head: Head; leaseToken: string; count: number; depth: number };

/** Whether task `c` may go to this person now. OFFSET 0 keeps each look-up an index probe per row: as a join, Postgres
 *  may hash all labels and lose the rank order. The slot clause offers a slot only once the lower ones are taken, so
 *  that two tabs of one person never get both blind slots; what waits for one person alone holds up nobody else. */
const isTakeable = (userId: string) => Prisma.sql`
  c."doneAt" IS NULL AND c."withdrawnAt" IS NULL
  AND (c."leasedUntil" IS NULL OR c."leasedUntil" < now())
  AND (c."forUserId" IS NULL OR c."forUserId" = ${userId}::uuid)
  AND (c."notBefore" IS NULL OR c."notBefore" <= now())
  AND c."subjectId" NOT IN (
    SELECT o."subjectId" FROM "TaskSkip" s JOIN "Task" o ON o.id = s."taskId"
    WHERE s."userId" = ${userId}::uuid AND s.until > now())
  AND NOT EXISTS (
    SELECT 1 FROM "Task" o
    WHERE o."subjectId" = c."subjectId" AND o.occasion = c.occasion AND o.id <> c.id AND o."withdrawnAt" IS NULL
      AND (o."leasedById" = ${userId}::uuid
        OR (o.slot < c.slot AND o."forUserId" IS NULL AND o."doneAt" IS NULL AND (o."leasedUntil" IS NULL OR o."leasedUntil" < now())))
    OFFSET 0)
  AND NOT EXISTS (
    SELECT 1 FROM "Label" l
    WHERE l."subjectId" = c."subjectId" AND l."userId" = ${userId}::uuid AND l.occasion = c.occasion
      AND l."supersededAt" IS NULL
    OFFSET 0)`;

/** The lease, one statement: this tab's live leases first (held for longer again), then the best takeable tasks of the
 *  live ranking, in rank order. It looks at the first `depth` places only. That bound, and looking up one's own by
 *  holder alone, keep the plan on its indexes even before Postgres has counted a new pool (80 ms otherwise, not 1).
 *  NO KEY UPDATE, because a foreign key's share lock on a task must not hide it from everyone for a moment. */
export async function takeTasks({ userId, head, leaseToken, count, depth }: Take): Promise<TakenTask[]> {
  const rows = await db().$queryRaw`
    WITH live AS (SELECT "rankingId" FROM "LiveRanking" WHERE head = ${head}::"Head"),
    own AS (
      SELECT t.id, e.rank FROM "Task" t
      LEFT JOIN "RankEntry" e ON e."taskId" = t.id AND e."rankingId" = (SELECT "rankingId" FROM live)
      WHERE t.id = ANY (ARRAY(SELECT id FROM "Task" WHERE "leasedById" = ${userId}::uuid AND "leasedUntil" > now()))
        AND t."leasedById" = ${userId}::uuid AND t."leasedUntil" > now() AND t."leaseToken" = ${leaseToken}::uuid
        AND t.head = ${head}::"Head" AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL
      ORDER BY e.rank NULLS FIRST, t.id LIMIT ${count} FOR NO KEY UPDATE OF t),
    fresh AS (
      SELECT free.id, r.rank
      FROM (SELECT "taskId", rank FROM "RankEntry" WHERE "rankingId" = (SELECT "rankingId" FROM live)
            ORDER BY rank, "taskId" LIMIT ${depth}) r
      CROSS JOIN LATERAL (
        SELECT c.id FROM "Task" c WHERE c.id = r."taskId" AND ${isTakeable(userId)}
        FOR NO KEY UPDATE OF c SKIP LOCKED) free
      ORDER BY r.rank, r."taskId" LIMIT ${count} - (SELECT count(*) FROM own)),
    picked AS (SELECT id, rank, 0 AS part FROM own UNION ALL SELECT id, rank, 1 FROM fresh),
    got AS (
      UPDATE "Task" SET "leasedById" = ${userId}::uuid, "leaseToken" = ${leaseToken}::uuid,
        "leasedUntil" = now() + make_interval(mins => ${leaseMinutes}::int)
      WHERE id = ANY (ARRAY(SELECT id FROM picked))
      RETURNING id, "pairId", "flagId", "leasedUntil")
    SELECT got.*, p."productAId", p."productBId"
    FROM got JOIN picked USING (id) LEFT JOIN "Pair" p ON p.id = got."pairId"
    ORDER BY picked.part, picked.rank NULLS FIRST, got.id`;
  return z.array(TakenRow).parse(rows);
}

/** Whether the live ranking holds a task that this person could take, locked for a moment or not. */
export async function hasTakeable(userId: string, head: Head): Promise<boolean> {
  const rows = await db().$queryRaw`
    SELECT EXISTS (
      SELECT 1 FROM "RankEntry" r JOIN "Task" c ON c.id = r."taskId"
      WHERE r."rankingId" = (SELECT "rankingId" FROM "LiveRanking" WHERE head = ${head}::"Head")
        AND ${isTakeable(userId)}) AS yes`;
  return z.tuple([z.object({ yes: z.boolean() })]).parse(rows)[0].yes;
}

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

/** Hides a task from this person for `hours` and frees it if it is theirs. Null when there is no such task of `heads`. */
export async function hideTask(
  userId: string,
  taskId: string,
  heads: readonly Head[],
  hours: number,
): Promise<Date | null> {
  const rows = await db().$queryRaw`
    WITH task AS (
      SELECT id FROM "Task" WHERE id = ${taskId}::uuid AND head = ANY (${heads}::"Head"[])),
    freed AS (
      UPDATE "Task" SET "leasedUntil" = NULL
      WHERE id = (SELECT id FROM task) AND "leasedById" = ${userId}::uuid AND "doneAt" IS NULL)
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

const LockedTask = z.object({
  id: z.uuid(),
  subjectId: z.uuid(),
  flagId: z.uuid().nullable(),
  leasedById: z.uuid().nullable(),
  doneAt: z.date().nullable(),
  withdrawnAt: z.date().nullable(),
});
export type LockedTask = z.infer<typeof LockedTask>;

/** The task, its row held until the transaction ends; null when this head has none of that id. */
export async function lockTaskRow(tx: Tx, head: Head, taskId: string): Promise<LockedTask | null> {
  const rows = await tx.$queryRaw`
    SELECT id, "subjectId", "flagId", "leasedById", "doneAt", "withdrawnAt" FROM "Task"
    WHERE id = ${taskId}::uuid AND head = ${head}::"Head" FOR NO KEY UPDATE`;
  return z.array(LockedTask).max(1).parse(rows)[0] ?? null;
}

/** Marks the task done and takes it out of the live ranking, in one statement. */
export async function markDone(tx: Tx, taskId: string): Promise<void> {
  await tx.$executeRaw`
    WITH done AS (UPDATE "Task" SET "doneAt" = now() WHERE id = ${taskId}::uuid RETURNING id, head)
    DELETE FROM "RankEntry" r USING done, "LiveRanking" v
    WHERE v.head = done.head AND r."rankingId" = v."rankingId" AND r."taskId" = done.id`;
}

export type Reopening = {
  taskId: string;
  userId: string;
  /** The tab that gets it; null for the one that held it. */
  leaseToken: string | null;
  /** The place that it had when it was answered. */
  place: { rankingId: string | null; rank: number | null; estimate: number | null; uncertainty: number | null };
};

/** Reopens a task under a person with a fresh lease, and gives it its place in the live ranking back. In a newer ranking
 *  it keeps the place but not the estimate, which was another version's. */
export async function markOpen(tx: Tx, { taskId, userId, leaseToken, place }: Reopening): Promise<void> {
  await tx.$executeRaw`
    WITH live AS (
      SELECT v."rankingId" FROM "LiveRanking" v JOIN "Task" t ON t.head = v.head
      WHERE t.id = ${taskId}::uuid FOR SHARE OF v),
    opened AS (
      UPDATE "Task" SET "doneAt" = NULL, "leasedById" = ${userId}::uuid,
        "leaseToken" = coalesce(${leaseToken}::uuid, "leaseToken"),
        "leasedUntil" = now() + make_interval(mins => ${leaseMinutes}::int)
      WHERE id = ${taskId}::uuid RETURNING id)
    INSERT INTO "RankEntry" ("rankingId", "taskId", rank, estimate, uncertainty)
    SELECT live."rankingId", opened.id, coalesce(${place.rank}::int, 0),
      CASE WHEN live."rankingId" = ${place.rankingId}::uuid THEN ${place.estimate}::float8 END,
      CASE WHEN live."rankingId" = ${place.rankingId}::uuid THEN ${place.uncertainty}::float8 END
    FROM live, opened
    ON CONFLICT ("rankingId", "taskId") DO NOTHING`;
}

import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { about, joinGarments } from "../../assignments/scope";
import { db, type Tx } from "../../db";
import type { Head, RankedTask } from "../schema";

/** Appends entries from place `start` on. Throws when a task is not there. */
export async function insertEntries(rankingId: string, start: number, entries: readonly RankedTask[]): Promise<void> {
  await db().$executeRaw`
    INSERT INTO "RankEntry" ("rankingId", "taskId", rank, estimate, uncertainty, about)
    SELECT ${rankingId}::uuid, given.id, ${start}::int + at - 1, estimate, uncertainty, ${about}
    FROM unnest(${entries.map((entry) => entry.taskId)}::uuid[], ${entries.map((entry) => entry.estimate)}::float8[],
      ${entries.map((entry) => entry.uncertainty)}::float8[]) WITH ORDINALITY AS given(id, estimate, uncertainty, at)
    LEFT JOIN "Task" t ON t.id = given.id ${joinGarments(Prisma.sql`t`)} ORDER BY at`;
}

/** Drops places of tasks that were answered or withdrawn while the ranking was written: the scan starts at the front. */
export async function dropClosedEntries(tx: Tx, rankingId: string): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "RankEntry" r USING "Task" t
    WHERE r."rankingId" = ${rankingId}::uuid AND t.id = r."taskId"
      AND (t."doneAt" IS NOT NULL OR t."withdrawnAt" IS NOT NULL)`;
}

/** Puts open tasks that the ranking does not know (added or reopened meanwhile) behind its last place. */
export async function appendUnranked(tx: Tx, rankingId: string, head: Head): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO "RankEntry" ("rankingId", "taskId", rank, about)
    SELECT ${rankingId}::uuid, t.id,
      (SELECT coalesce(max(rank), -1) FROM "RankEntry" WHERE "rankingId" = ${rankingId}::uuid)
        + row_number() OVER (ORDER BY t.id), ${about}
    FROM "Task" t ${joinGarments(Prisma.sql`t`)}
    WHERE t.head = ${head}::"Head" AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "RankEntry" r WHERE r."rankingId" = ${rankingId}::uuid AND r."taskId" = t.id)`;
}

/** Points the head at this ranking. Holds the pointer's row until the transaction ends. */
export async function pointAt(tx: Tx, head: Head, rankingId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "LiveRanking" (head, "rankingId") VALUES (${head}::"Head", ${rankingId}::uuid)
    ON CONFLICT (head) DO UPDATE SET "rankingId" = excluded."rankingId"`;
}

/** Notes size and time of completion, by the database clock. */
export async function complete(tx: Tx, rankingId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Ranking" SET "completedAt" = now(),
      size = (SELECT count(*) FROM "RankEntry" WHERE "rankingId" = ${rankingId}::uuid)
    WHERE id = ${rankingId}::uuid`;
}

/** Deletes up to `limit` entries of rankings of this head that no longer serve, or whose writer died an hour ago or
 *  more. Answers how many. */
export async function deleteOldEntries(head: Head, limit: number): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "RankEntry" WHERE ctid = ANY (ARRAY(
      SELECT r.ctid FROM "RankEntry" r JOIN "Ranking" k ON k.id = r."rankingId"
      WHERE k.head = ${head}::"Head"
        AND (k."completedAt" IS NOT NULL OR k."createdAt" < now() - interval '1 hour')
        AND NOT EXISTS (SELECT 1 FROM "LiveRanking" v WHERE v."rankingId" = k.id)
      LIMIT ${limit}))`;
}

const UniformTask = z.array(z.object({ id: z.uuid() }));

/** Ids of the head's open tasks of the uniform slice. */
export async function openUniformTasks(head: Head): Promise<Set<string>> {
  const rows = await db().$queryRaw`
    SELECT id FROM "Task"
    WHERE head = ${head}::"Head" AND slice = 'uniform' AND "doneAt" IS NULL AND "withdrawnAt" IS NULL`;
  return new Set(UniformTask.parse(rows).map((row) => row.id));
}

/** Has Postgres count the queue's tables: a pool of 100,000 that it takes for empty is planned for badly. */
export async function analyzeQueue(): Promise<void> {
  await db().$executeRaw`ANALYZE "Task", "RankEntry", "Pair"`;
}

const HasLive = z.tuple([z.object({ hasLive: z.boolean() })]);

/** Enters open tasks that the live ranking does not know at `place`, beside those that stand there; those that a model
 *  raised wait for their own ranking. Answers whether there is a live one. Holds its pointer, so that no other goes live
 *  meanwhile. */
export async function rankUnranked(head: Head, place: number): Promise<boolean> {
  const rows = await db().$queryRaw`
    WITH live AS (SELECT "rankingId" FROM "LiveRanking" WHERE head = ${head}::"Head" FOR SHARE),
    entered AS (
      INSERT INTO "RankEntry" ("rankingId", "taskId", rank)
      SELECT live."rankingId", t.id,
        coalesce((SELECT max(rank) FROM (
          SELECT rank FROM "RankEntry" WHERE "rankingId" = live."rankingId" ORDER BY rank LIMIT ${place}) front), 0)
      FROM live, "Task" t LEFT JOIN "Flag" f ON f.id = t."flagId"
      WHERE t.head = ${head}::"Head" AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL AND f."modelVersionId" IS NULL
        AND NOT EXISTS (SELECT 1 FROM "RankEntry" r WHERE r."rankingId" = live."rankingId" AND r."taskId" = t.id)
      ON CONFLICT ("rankingId", "taskId") DO NOTHING)
    SELECT EXISTS (SELECT 1 FROM live) AS "hasLive"`;
  return HasLive.parse(rows)[0].hasLive;
}

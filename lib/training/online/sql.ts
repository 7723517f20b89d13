import { z } from "zod";
import type { OnlineGain } from "@/ml/acquisition/online-gain";
import { db } from "../../db";
import type { Connection } from "./connection";
import type { Move } from "./rules";
import { GivenAnswer, LiveQueue, Place, PoolPair, type RankingNotice, rankingChannel } from "./schema";

/** The ranking that serves pairs now; null where it is no model's. */
export async function readLiveQueue(connection: Connection): Promise<LiveQueue | null> {
  const rows = await connection.query(`
    SELECT v."rankingId", k.seed, m.id AS "versionId", s."createdAt" AS "trainedAt",
      EXISTS (SELECT 1 FROM "Champion" c WHERE c."versionId" = m.id) AS "isChampions"
    FROM "LiveRanking" v JOIN "Ranking" k ON k.id = v."rankingId"
    JOIN "ModelVersion" m ON m.id = k."modelVersionId" JOIN "DatasetSnapshot" s ON s.id = m."snapshotId"
    WHERE v.head = 'compatibility'`);
  return z.array(LiveQueue).max(1).parse(rows)[0] ?? null;
}

/** Every pair that is open, or was answered since. Pairs of the holdout and those with an agreed answer teach nobody. */
export async function readPoolPairs(since: Date): Promise<PoolPair[]> {
  const rows = await db().$queryRaw`
    SELECT p.id AS "pairId", p."productAId", p."productBId",
      (array_agg(t.id) FILTER (WHERE t.slice = 'ranked' AND t.slot = 0 AND t.occasion = 0 AND t."forUserId" IS NULL))[1]
        AS "taskId"
    FROM "Task" t JOIN "Pair" p ON p.id = t."pairId"
    WHERE t.head = 'compatibility' AND t."withdrawnAt" IS NULL AND (t."doneAt" IS NULL OR t."doneAt" > ${since})
      AND NOT p."isHoldout" AND NOT EXISTS (SELECT 1 FROM "GoldPair" g WHERE g."pairId" = p.id)
    GROUP BY p.id ORDER BY p.id`;
  return z.array(PoolPair).parse(rows);
}

const answerColumns = `
  SELECT l.id AS "labelId", l."taskId", l."pairId", l.verdict, l."supersededAt" IS NULL AS stands, l."isLate", l."createdAt"
  FROM "Label" l WHERE l.head = 'compatibility' AND l.slice <> 'gold'`;

/** Answers stored since, and those of these ids whenever they were. */
export async function readAnswers(connection: Connection, since: Date, ids: string[]): Promise<GivenAnswer[]> {
  const rows = await connection.query(
    `${answerColumns} AND l."createdAt" > $1 UNION ${answerColumns} AND l.id = ANY ($2::uuid[]) ORDER BY "createdAt"`,
    [since, ids],
  );
  return z.array(GivenAnswer).parse(rows);
}

/** Where the first `front` places and the tasks of these ids stand. Nothing when another ranking has gone live. */
export async function readPlaces(
  connection: Connection,
  { rankingId, front, taskIds }: { rankingId: string; front: number; taskIds: string[] },
): Promise<Place[]> {
  const rows = await connection.query(
    `WITH front AS (
      SELECT e."taskId" FROM "RankEntry" e
      WHERE e."rankingId" = $1 AND EXISTS (SELECT 1 FROM "LiveRanking" v WHERE v."rankingId" = $1)
      ORDER BY e.rank, e."taskId" LIMIT $2),
    looked AS (SELECT "taskId", true AS "isFront" FROM front
      UNION ALL SELECT id, false FROM unnest($3::uuid[]) id WHERE id NOT IN (SELECT "taskId" FROM front))
    SELECT e."taskId", e.rank, e.estimate, e.uncertainty, looked."isFront",
      t."doneAt" IS NULL AND t."withdrawnAt" IS NULL AS "isOpen",
      t."doneAt" IS NULL AND t."withdrawnAt" IS NULL AND (t."leasedUntil" IS NULL OR t."leasedUntil" < now())
        AND t.slice = 'ranked' AND t.slot = 0 AND t.occasion = 0 AND t."forUserId" IS NULL AS "isFree"
    FROM looked JOIN "RankEntry" e ON e."rankingId" = $1 AND e."taskId" = looked."taskId"
    JOIN "Task" t ON t.id = looked."taskId"`,
    [rankingId, front, taskIds],
  );
  return z.array(Place).parse(rows);
}

/** Gives tasks their new places and estimates, except those that have moved, were answered or were leased meanwhile; a row
 *  that somebody else holds is left alone, so nobody waits for anybody. Answers which were moved. Then one that was leased
 *  while this was written is put back: what its answer is stored with must be what it was served by. */
export async function movePlaces(connection: Connection, rankingId: string, moves: readonly Move[]): Promise<string[]> {
  const column = <T>(of: (move: Move) => T) => moves.map(of);
  const ids = column((move) => move.taskId);
  const moved = z.array(z.object({ taskId: z.uuid() })).parse(
    await connection.query(
      `WITH given AS (
        SELECT * FROM unnest($2::uuid[], $3::int[], $4::int[], $5::float8[], $6::float8[])
          AS given("taskId", was, rank, estimate, uncertainty)),
      free AS (
        SELECT e."taskId" FROM "RankEntry" e JOIN given ON given."taskId" = e."taskId" AND given.was = e.rank
        JOIN "Task" t ON t.id = e."taskId"
        WHERE e."rankingId" = $1 AND t."doneAt" IS NULL AND (t."leasedUntil" IS NULL OR t."leasedUntil" < now())
        FOR NO KEY UPDATE OF e SKIP LOCKED)
      UPDATE "RankEntry" e SET rank = given.rank, estimate = given.estimate, uncertainty = given.uncertainty
      FROM free JOIN given ON given."taskId" = free."taskId"
      WHERE e."rankingId" = $1 AND e."taskId" = free."taskId" RETURNING e."taskId"`,
      [
        rankingId,
        ids,
        column((move) => move.was.rank),
        column((move) => move.rank),
        column((move) => move.estimate),
        column((move) => move.uncertainty),
      ],
    ),
  );
  await connection.query(
    `UPDATE "RankEntry" e SET rank = given.rank, estimate = given.estimate, uncertainty = given.uncertainty
    FROM unnest($2::uuid[], $3::int[], $4::float8[], $5::float8[]) AS given("taskId", rank, estimate, uncertainty)
    JOIN "Task" t ON t.id = given."taskId" AND t."doneAt" IS NULL AND t."leasedUntil" > now()
    WHERE e."rankingId" = $1 AND e."taskId" = given."taskId" AND e."taskId" = ANY ($6::uuid[])`,
    [
      rankingId,
      ids,
      column((move) => move.was.rank),
      column((move) => move.was.estimate),
      column((move) => move.was.uncertainty),
      moved.map((row) => row.taskId),
    ],
  );
  return moved.map((row) => row.taskId);
}

/** What stands behind a ranking's policy once its places follow the answers. */
export const onlinePolicy = ", learning from each answer";

/** Notes with the ranking that its places follow the answers from now on. */
export async function noteOnline(connection: Connection, rankingId: string): Promise<void> {
  await connection.query(
    `UPDATE "Ranking" SET policy = policy || $2 WHERE id = $1 AND right(policy, length($2)) <> $2`,
    [rankingId, onlinePolicy],
  );
}

/** Tells whoever listens, when the transaction commits, that places follow so many answers now. */
export async function tellRanking(connection: Connection, rankingId: string, answers: number): Promise<void> {
  await connection.query("SELECT pg_notify($1, $2)", [
    rankingChannel,
    JSON.stringify({ head: "compatibility", rankingId, answers } satisfies RankingNotice),
  ]);
}

/** Keeps what the answers since a version's training are worth, in the place of what was kept before. */
export async function noteGain(connection: Connection, versionId: string, found: OnlineGain): Promise<void> {
  await connection.query(
    `INSERT INTO "OnlineGain" ("versionId", answers, gain, lower) VALUES ($1, $2, $3, $4)
    ON CONFLICT ("versionId") DO UPDATE
      SET answers = excluded.answers, gain = excluded.gain, lower = excluded.lower, at = now()`,
    [versionId, found.n, found.gain, found.lower],
  );
}

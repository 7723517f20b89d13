import { Prisma } from "@/prisma/generated/client";
import { isInScope, mayBeInScope } from "../../assignments/scope";
import type { Head } from "../schema";

/* Parts of the lease statements. They rely on these names: "live" is the head's live ranking, "c" the task in question,
   "scope" what the person is asked about (lib/assignments/scope). */

export type Take = {
  userId: string;
  leaseToken: string;
  /** How many the tab wants to hold in all: tasks, or sets. */
  count: number;
  /** Places of the ranking that are looked at. A bound keeps the plan on its indexes even before Postgres has counted a
   *  new pool (80 ms otherwise, not 1). */
  depth: number;
  minutes: number;
};

export const liveRanking = (head: Head) => Prisma.sql`
  SELECT "rankingId" FROM "LiveRanking" WHERE head = ${head}::"Head"`;

/** The first places of the live ranking that can be this person's, in order. The bound is part of the text: a prepared statement plans by it. */
export const front = (depth: number) => Prisma.sql`
  SELECT "taskId", rank FROM "RankEntry" WHERE "rankingId" = (SELECT "rankingId" FROM live) AND ${mayBeInScope}
  ORDER BY rank, "taskId" LIMIT ${Prisma.raw(String(depth))}`;

/** Whether task `c` may go to this person now. OFFSET 0 keeps each look-up an index probe per row: as a join, Postgres
 *  may hash all labels and lose the rank order. The slot clause offers a slot only once the lower ones are taken, so
 *  that two tabs of one person never get both blind slots; what waits for one person alone holds up nobody else. */
export const isTakeable = (userId: string) => Prisma.sql`
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
        OR (o.slot < c.slot AND o."forUserId" IS NULL AND o."doneAt" IS NULL
          AND (o."leasedUntil" IS NULL OR o."leasedUntil" < now())))
    OFFSET 0)
  AND NOT EXISTS (
    SELECT 1 FROM "Label" l
    WHERE l."subjectId" = c."subjectId" AND l."userId" = ${userId}::uuid AND l.occasion = c.occasion
      AND l."supersededAt" IS NULL
    OFFSET 0)
  AND ${isInScope(Prisma.sql`c`, userId)}`;

/** This tab's live leases, those of sets or the others, their rows held. One's own are looked up by holder alone, which
 *  is an index; held in the order of their ids, as answers do, so that the two never wait for each other in a ring. */
export const ownLeases = ({ userId, leaseToken }: Take, head: Head, inSets: boolean) => Prisma.sql`
  SELECT t.id, t."setId", t."setPosition", e.rank FROM "Task" t
  LEFT JOIN "RankEntry" e ON e."taskId" = t.id AND e."rankingId" = (SELECT "rankingId" FROM live)
  WHERE t.id = ANY (ARRAY(SELECT id FROM "Task" WHERE "leasedById" = ${userId}::uuid AND "leasedUntil" > now()))
    AND t."leasedById" = ${userId}::uuid AND t."leasedUntil" > now() AND t."leaseToken" = ${leaseToken}::uuid
    AND t.head = ${head}::"Head" AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL
    AND t."setId" IS ${inSets ? Prisma.sql`NOT NULL` : Prisma.sql`NULL`}
  ORDER BY t.id FOR NO KEY UPDATE OF t`;

/** Columns that make a task this tab's; a lease that runs longer already is not cut short. */
export const leasedTo = ({ userId, leaseToken, minutes }: Take) => Prisma.sql`
  "leasedById" = ${userId}::uuid, "leaseToken" = ${leaseToken}::uuid,
  "leasedUntil" = greatest("leasedUntil", now() + make_interval(mins => ${minutes}::int))`;

/** What every lease answers with beside its tasks: one row. */
export const surroundings = Prisma.sql`
  (SELECT json_build_object('version', m.number, 'at', coalesce(k."completedAt", k."createdAt"))
   FROM live JOIN "Ranking" k ON k.id = live."rankingId" LEFT JOIN "ModelVersion" m ON m.id = k."modelVersionId")
    AS "rankedBy",
  (SELECT value FROM "Setting" WHERE key = 'catalogue.columns') AS columns`;

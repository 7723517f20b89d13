import { z } from "zod";
import { isProductInScope, scopeOf } from "../../assignments/scope";
import { db, type Tx } from "../../db";
import { queuePlanKey, Slice } from "../schema";

/** Answers younger than this may still be undone by reflex; they are looked at in the next round. */
const settleSeconds = 5;

const FirstLookRow = z.object({
  labelId: z.uuid(),
  pairId: z.uuid(),
  userId: z.uuid(),
  slice: Slice,
  slot: z.int(),
  isOfSet: z.boolean(),
  propensity: z.number().nullable(),
  shownSwapped: z.boolean(),
  at: z.date(),
  /** The same time to the microsecond, which a Date can't hold. */
  exactAt: z.string(),
});
export type FirstLookRow = z.infer<typeof FirstLookRow>;

/** Behind every id of the same time. */
const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";
type Place = { exactAt: string; labelId: string };

/** Standing first looks at pairs that came after that time or that look, oldest first. Revisions, late answers and gold
 *  bring no check. */
export async function firstLooks(after: Place | Date, limit: number): Promise<FirstLookRow[]> {
  const { exactAt, labelId } = after instanceof Date ? { exactAt: after.toISOString(), labelId: lastId } : after;
  const rows = await db().$queryRaw`
    SELECT l.id AS "labelId", l."pairId", l."userId", l.slice, l.slot, l."setId" IS NOT NULL AS "isOfSet", l.propensity,
      l."shownSwapped", l."createdAt" AS at, l."createdAt"::text AS "exactAt"
    FROM "Label" l
    WHERE l.head = 'compatibility' AND (l."createdAt", l.id) > (${exactAt}::timestamptz, ${labelId}::uuid)
      AND l."createdAt" <= now() - make_interval(secs => ${settleSeconds}::int)
      AND l."supersededAt" IS NULL AND NOT l."isLate" AND l.occasion = 0 AND l."revisesId" IS NULL
      AND l.slice IN ('ranked', 'uniform')
    ORDER BY l."createdAt", l.id LIMIT ${limit}`;
  return z.array(FirstLookRow).parse(rows);
}

/** When the managers last changed the plan; null while the defaults hold. */
export async function planChangedAt(): Promise<Date | null> {
  const setting = await db().setting.findUnique({ where: { key: queuePlanKey }, select: { updatedAt: true } });
  return setting?.updatedAt ?? null;
}

export type NewCheck = {
  id: string;
  /** Of a pair's further opinions, from 1: it is added when fewer than so many are there. */
  nth: number;
  pairId: string;
  occasion: 0 | 1;
  slice: Slice;
  propensity: number;
  /** Whose repeat it is; null for a second opinion, which anyone else may give. */
  forUserId: string | null;
  notBefore: Date | null;
};

/** One round of drawing at a time: slots are counted, then taken. */
export async function holdDraw(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('draw checks'))`;
}

/** Adds a repeat or a second opinion unless there is one: a person's only repeat of a pair, a pair's only nth opinion.
 *  A pair that has become gold gets none. Answers how many were added, 0 or 1. */
export async function insertCheck(tx: Tx, check: NewCheck): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO "Task" (id, head, "subjectId", "pairId", occasion, slot, slice, propensity, "forUserId", "notBefore")
    SELECT ${check.id}::uuid, 'compatibility', p.id, p.id, ${check.occasion}::int,
      (SELECT coalesce(max(t.slot), -1) + 1 FROM "Task" t WHERE t."subjectId" = p.id AND t.occasion = ${check.occasion}::int),
      ${check.slice}::"Slice", ${check.propensity}::float8, ${check.forUserId}::uuid, ${check.notBefore}::timestamptz
    FROM "Pair" p
    WHERE p.id = ${check.pairId}::uuid
      AND NOT EXISTS (SELECT 1 FROM "GoldPair" g WHERE g."pairId" = p.id AND g."retiredAt" IS NULL)
      AND ${check.nth}::int > (
        SELECT count(*) FROM "Task" o
        WHERE o."subjectId" = p.id AND o.occasion = ${check.occasion}::int AND o."withdrawnAt" IS NULL
          AND CASE WHEN ${check.forUserId}::uuid IS NULL THEN o.slot > 0 ELSE o."forUserId" = ${check.forUserId}::uuid END)
    ON CONFLICT DO NOTHING`;
}

/** Occasions from here on are gold's: the first and each later time that a person is asked a gold pair. */
const firstGoldOccasion = 2;

/** Brings this person the gold pair that they were asked least often, none that waits for them already and none about
 *  garments that they are not asked about. Among equals the task's id chooses. Answers how many were added, 0 or 1. */
export async function insertGold(
  tx: Tx,
  { id, userId, propensity }: { id: string; userId: string; propensity: number },
): Promise<number> {
  return tx.$executeRaw`
    WITH RECURSIVE ${scopeOf(userId)},
    asked AS (
      SELECT gold."pairId", count(t.id)::int AS times, bool_or(t.id IS NOT NULL AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL) AS waits
      FROM "GoldPair" gold
      JOIN "Pair" p ON p.id = gold."pairId"
      LEFT JOIN "Task" t ON t."pairId" = gold."pairId" AND t.slice = 'gold' AND t."forUserId" = ${userId}::uuid
      WHERE gold."retiredAt" IS NULL AND ((SELECT "isWhole" FROM scope) OR EXISTS (
        SELECT 1 FROM "Product" g WHERE g.id IN (p."productAId", p."productBId") AND ${isProductInScope}))
      GROUP BY gold."pairId"),
    chosen AS (
      SELECT "pairId", times + ${firstGoldOccasion}::int AS occasion FROM asked WHERE NOT waits
      ORDER BY times, md5("pairId"::text || ${id}) LIMIT 1)
    INSERT INTO "Task" (id, head, "subjectId", "pairId", occasion, slot, slice, propensity, "forUserId")
    SELECT ${id}::uuid, 'compatibility', "pairId", "pairId", occasion,
      (SELECT coalesce(max(t.slot), -1) + 1 FROM "Task" t WHERE t."subjectId" = "pairId" AND t.occasion = chosen.occasion),
      'gold', ${propensity}::float8, ${userId}::uuid
    FROM chosen
    ON CONFLICT DO NOTHING`;
}

/** Withdraws checks that lost their reason: the first look was undone and not given again, the person may not sign in any
 *  more, the gold pair was retired. What someone holds now stays. */
export async function withdrawPointless(): Promise<number> {
  return db().$executeRaw`
    UPDATE "Task" c SET "withdrawnAt" = now()
    WHERE c.head = 'compatibility' AND c."doneAt" IS NULL AND c."withdrawnAt" IS NULL
      AND (c."forUserId" IS NOT NULL OR c.slot > 0) AND (c."leasedUntil" IS NULL OR c."leasedUntil" < now())
      AND (EXISTS (SELECT 1 FROM "User" u WHERE u.id = c."forUserId" AND u."disabledAt" IS NOT NULL)
        OR CASE WHEN c.slice = 'gold'
          THEN NOT EXISTS (SELECT 1 FROM "GoldPair" g WHERE g."pairId" = c."pairId" AND g."retiredAt" IS NULL)
          ELSE c.propensity IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM "Label" l
            WHERE l."subjectId" = c."subjectId" AND l.occasion = 0 AND l."supersededAt" IS NULL
              AND (c."forUserId" IS NULL OR l."userId" = c."forUserId")) END)`;
}

/** Places of the live ranking that checks are strewn over, from its front; the very first stay as they are, since tabs
 *  hold them already. */
const frontWindow = { skipped: 3, places: 40 } as const;
/** How many wait near the front at a time: for one person, and of second opinions for all. Who comes back after a week
 *  gets no wall of repeats, and what waits for others lengthens nobody's scan. Within forty places six of one person's
 *  are three answers in twenty. */
const nearFront = { forOne: 6, forAll: 16 } as const;

/** Gives due checks a place near the front of the live ranking, at one that the task's id chooses. A check that stands
 *  further back, behind a new ranking or an online one, is brought forward again. The estimate is that of the pair's own
 *  last look under the same ranking. Answers how many were placed. */
export async function placeChecks(tx: Tx): Promise<number> {
  return tx.$executeRaw`
    WITH live AS (SELECT "rankingId" FROM "LiveRanking" WHERE head = 'compatibility' FOR SHARE),
    front AS (
      SELECT r.rank, row_number() OVER (ORDER BY r.rank, r."taskId") - 1 AS at
      FROM "RankEntry" r JOIN "Task" t ON t.id = r."taskId"
      WHERE r."rankingId" = (SELECT "rankingId" FROM live) AND t."forUserId" IS NULL AND t.slot = 0
      ORDER BY r.rank, r."taskId" LIMIT ${frontWindow.places}::int),
    behind AS (SELECT coalesce(max(rank), 0) AS rank, count(*)::int AS places FROM front),
    due AS (
      SELECT c.id, c."pairId", c."forUserId", coalesce(c."notBefore", c."createdAt") AS since,
        e.rank IS NOT NULL AND e.rank <= behind.rank AS placed
      FROM behind, "Task" c
      LEFT JOIN "RankEntry" e ON e."taskId" = c.id AND e."rankingId" = (SELECT "rankingId" FROM live)
      WHERE c.head = 'compatibility' AND c."doneAt" IS NULL AND c."withdrawnAt" IS NULL
        AND (c."forUserId" IS NOT NULL OR c.slot > 0) AND (c."notBefore" IS NULL OR c."notBefore" <= now())
        AND (c."leasedUntil" IS NULL OR c."leasedUntil" < now())),
    waiting AS (
      SELECT due.*, row_number() OVER (PARTITION BY "forUserId" ORDER BY placed DESC, since, id) AS turn FROM due)
    INSERT INTO "RankEntry" ("rankingId", "taskId", rank, estimate, uncertainty)
    SELECT live."rankingId", w.id,
      coalesce((SELECT rank FROM front WHERE at = least(behind.places - 1,
        ${frontWindow.skipped}::int + abs(hashtext(w.id::text)::bigint) % greatest(1, behind.places - ${frontWindow.skipped}::int))), 0),
      l.estimate, l.uncertainty
    FROM live, behind, waiting w
    LEFT JOIN LATERAL (
      SELECT l.estimate, l.uncertainty FROM "Label" l
      WHERE l."pairId" = w."pairId" AND l."rankingId" = (SELECT "rankingId" FROM live)
      ORDER BY l."createdAt" DESC LIMIT 1) l ON true
    WHERE NOT w.placed
      AND w.turn <= CASE WHEN w."forUserId" IS NULL THEN ${nearFront.forAll}::int ELSE ${nearFront.forOne}::int END
    ON CONFLICT ("rankingId", "taskId") DO UPDATE SET rank = excluded.rank`;
}

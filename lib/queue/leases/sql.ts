import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { mayBeInScope, scopeOf } from "../../assignments/scope";
import { CardRow, cardJson } from "../../catalogue/product-card";
import { CatalogueColumns } from "../../catalogue/schema";
import { db, runPrepared } from "../../db";
import { type Head, setSize } from "../schema";
import { front, isTakeable, leasedTo, liveRanking, ownLeases, surroundings, type Take } from "./internal";

const Surroundings = z.object({
  rankedBy: z.object({ version: z.int().nullable(), at: z.string() }).nullable(),
  columns: CatalogueColumns.nullable(),
});
export type Surroundings = z.infer<typeof Surroundings>;

const TakenPair = z.object({
  id: z.uuid(),
  leasedUntil: z.string(),
  a: CardRow,
  b: CardRow,
  outfit: z.array(CardRow),
});
export type TakenPair = z.infer<typeof TakenPair>;
const TakenPairs = z.tuple([Surroundings.extend({ tasks: z.array(TakenPair) })]);

const TakenFlag = z.object({ id: z.uuid(), flagId: z.uuid(), leasedUntil: z.string() });
export type TakenFlag = z.infer<typeof TakenFlag>;
const TakenFlags = z.tuple([Surroundings.extend({ tasks: z.array(TakenFlag) })]);

const TakenOfSet = TakenPair.omit({ outfit: true }).extend({ setId: z.uuid() });
export type TakenOfSet = z.infer<typeof TakenOfSet>;
const TakenSets = z.tuple([Surroundings.extend({ tasks: z.array(TakenOfSet), isFormed: z.boolean() })]);

/** The rest of an outfit that holds one garment of pair `p` and not the other: one that held both would tell the answer.
 *  The same whatever slice asked for the pair, so that it gives none away. */
const outfitJson = Prisma.sql`coalesce((
  SELECT json_agg(${cardJson(Prisma.sql`i."productId"`)} ORDER BY i.position) FROM "OutfitItem" i
  WHERE i."outfitId" = (
      SELECT o."outfitId" FROM "OutfitItem" o
      WHERE o."productId" IN (p."productAId", p."productBId") GROUP BY 1 HAVING count(*) = 1 ORDER BY 1 LIMIT 1)
    AND i."productId" NOT IN (p."productAId", p."productBId")), '[]')`;

/** The lease, one statement: this tab's live leases first (held for longer again), then the best takeable tasks of the
 *  live ranking, in rank order. NO KEY UPDATE, because a foreign key's share lock on a task must not hide it from
 *  everyone for a moment. */
const take = (by: Take, head: Head, shown: Prisma.Sql) => Prisma.sql`
  WITH RECURSIVE live AS (${liveRanking(head)}),
  ${scopeOf(by.userId)},
  own AS (${ownLeases(by, head, false)}),
  first AS (SELECT id, rank FROM own ORDER BY rank NULLS FIRST, id LIMIT ${by.count}),
  fresh AS (
    SELECT free.id, r.rank FROM (${front(by.depth)}) r
    CROSS JOIN LATERAL (
      SELECT c.id FROM "Task" c WHERE c.id = r."taskId" AND ${isTakeable(by.userId)}
      FOR NO KEY UPDATE OF c SKIP LOCKED) free
    ORDER BY r.rank, r."taskId" LIMIT ${by.count} - (SELECT count(*) FROM first)),
  picked AS (SELECT id, rank, 0 AS part FROM first UNION ALL SELECT id, rank, 1 FROM fresh),
  got AS (
    UPDATE "Task" SET ${leasedTo(by)}, "setId" = NULL, "setPosition" = NULL
    WHERE id = ANY (ARRAY(SELECT id FROM picked))
    RETURNING id, "pairId", "flagId", "leasedUntil")
  SELECT coalesce((
      SELECT json_agg(${shown} ORDER BY picked.part, picked.rank NULLS FIRST, got.id)
      FROM got JOIN picked USING (id) LEFT JOIN "Pair" p ON p.id = got."pairId"), '[]') AS tasks,
    ${surroundings}`;

export async function takePairs(by: Take): Promise<z.infer<typeof TakenPairs>[0]> {
  const shown = Prisma.sql`json_build_object('id', got.id, 'leasedUntil', got."leasedUntil",
    'a', ${cardJson(Prisma.sql`p."productAId"`)}, 'b', ${cardJson(Prisma.sql`p."productBId"`)}, 'outfit', ${outfitJson})`;
  return TakenPairs.parse(await runPrepared(take(by, "compatibility", shown)))[0];
}

export async function takeFlags(by: Take): Promise<z.infer<typeof TakenFlags>[0]> {
  const shown = Prisma.sql`json_build_object('id', got.id, 'flagId', got."flagId", 'leasedUntil', got."leasedUntil")`;
  return TakenFlags.parse(await runPrepared(take(by, "category", shown)))[0];
}

/** Takeable ranked tasks on a product other than `best`, best first. Ranked alone: a uniform draw's answers must not
 *  depend on what stands beside it, and the holdout is asked about by uniform draws only; a second
 *  opinion is asked alone, as the first was. */
const partners = (by: Take, product: Prisma.Sql) => Prisma.sql`
  SELECT c.id, r.rank FROM (
    SELECT id FROM "Pair" WHERE "productAId" = ${product} UNION ALL SELECT id FROM "Pair" WHERE "productBId" = ${product}) p
  JOIN "Task" c ON c."pairId" = p.id
  JOIN "RankEntry" r ON r."taskId" = c.id AND r."rankingId" = (SELECT "rankingId" FROM live)
  WHERE c.slice = 'ranked' AND c.slot = 0 AND c.id <> best.id AND ${isTakeable(by.userId)}
  ORDER BY r.rank, c.id LIMIT ${setSize - 1}`;

/** This tab's live sets, and one new set while it has fewer than it wants: the best takeable ranked task and up to three
 *  more that share one of its garments, of the two the one that more such tasks share. */
export async function takeSets(by: Take): Promise<z.infer<typeof TakenSets>[0]> {
  const rows = await runPrepared(Prisma.sql`
    WITH RECURSIVE live AS (${liveRanking("compatibility")}),
    ${scopeOf(by.userId)},
    own AS (${ownLeases(by, "compatibility", true)}),
    best AS (
      SELECT free.id, free."pairId", r.rank FROM (${front(by.depth)}) r
      CROSS JOIN LATERAL (
        SELECT c.id, c."pairId" FROM "Task" c
        WHERE c.id = r."taskId" AND c.slice = 'ranked' AND c.slot = 0 AND ${isTakeable(by.userId)}
        FOR NO KEY UPDATE OF c SKIP LOCKED) free
      WHERE (SELECT count(DISTINCT "setId") FROM own) < ${by.count}::int
      ORDER BY r.rank, r."taskId" LIMIT 1),
    shared AS (
      SELECT product, best.id AS "bestId",
        (SELECT count(*) FROM (${partners(by, Prisma.sql`product`)}) n) AS n
      FROM best JOIN "Pair" b ON b.id = best."pairId"
      CROSS JOIN LATERAL (VALUES (b."productAId"), (b."productBId")) AS either(product)
      ORDER BY n DESC, product LIMIT 1),
    rest AS (
      SELECT c.id, n.rank FROM best CROSS JOIN shared
      CROSS JOIN LATERAL (${partners(by, Prisma.sql`shared.product`)}) n
      CROSS JOIN LATERAL (
        SELECT c.id FROM "Task" c WHERE c.id = n.id AND ${isTakeable(by.userId)}
        FOR NO KEY UPDATE OF c SKIP LOCKED) c),
    fresh AS (
      SELECT id, (row_number() OVER (ORDER BY part, rank, id) - 1)::int AS position
      FROM (SELECT id, rank, 0 AS part FROM best UNION ALL SELECT id, rank, 1 FROM rest) x),
    named AS MATERIALIZED (SELECT gen_random_uuid() AS id),
    kept AS (
      UPDATE "Task" SET ${leasedTo(by)} WHERE id = ANY (ARRAY(SELECT id FROM own))
      RETURNING id, "pairId", "leasedUntil", "setId", "setPosition"),
    got AS (
      UPDATE "Task" t SET ${leasedTo(by)}, "setId" = (SELECT id FROM named), "setPosition" = fresh.position
      FROM fresh WHERE t.id = fresh.id
      RETURNING t.id, t."pairId", t."leasedUntil", t."setId", t."setPosition"),
    held AS (
      SELECT kept.*, 0 AS part, min(own.rank) OVER (PARTITION BY kept."setId") AS rank FROM kept JOIN own USING (id)
      UNION ALL SELECT got.*, 1, 0 FROM got)
    SELECT coalesce((
        SELECT json_agg(json_build_object('id', held.id, 'setId', held."setId", 'leasedUntil', held."leasedUntil",
            'a', ${cardJson(Prisma.sql`p."productAId"`)}, 'b', ${cardJson(Prisma.sql`p."productBId"`)})
          ORDER BY held.part, held.rank NULLS FIRST, held."setId", held."setPosition")
        FROM held JOIN "Pair" p ON p.id = held."pairId"), '[]') AS tasks,
      EXISTS (SELECT 1 FROM got) AS "isFormed",
      ${surroundings}`);
  return TakenSets.parse(rows)[0];
}

/** Whether the live ranking holds a task that this person could take, locked for a moment or not. */
export async function hasTakeable(userId: string, head: Head, rankedOnly: boolean): Promise<boolean> {
  const rows = await db().$queryRaw`
    WITH RECURSIVE ${scopeOf(userId)}
    SELECT EXISTS (
      SELECT 1 FROM "RankEntry" r JOIN "Task" c ON c.id = r."taskId"
      WHERE r."rankingId" = (${liveRanking(head)}) AND ${mayBeInScope}
        AND (NOT ${rankedOnly}::bool OR (c.slice = 'ranked' AND c.slot = 0))
        AND ${isTakeable(userId)}) AS yes`;
  return z.tuple([z.object({ yes: z.boolean() })]).parse(rows)[0].yes;
}

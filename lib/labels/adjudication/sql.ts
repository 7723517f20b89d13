import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db, type Tx } from "../../db";

/** First looks that stand and are sure; gold measures people, not pairs. */
const sureFirstLookOf = (alias: "l" | "o") =>
  Prisma.raw(`${alias}.head = 'compatibility' AND ${alias}.occasion = 0 AND ${alias}."supersededAt" IS NULL
    AND ${alias}.verdict IN ('fits', 'clashes') AND ${alias}.slice <> 'gold'`);
const sureFirstLook = sureFirstLookOf("l");

/** Of people who differ about a pair one at least was asked in a further slot, or answered late: a task takes one answer. */
const isFurtherLookOf = (alias: "l" | "o") => Prisma.raw(`(${alias}.slot > 0 OR ${alias}."isLate")`);

const isOpen = Prisma.sql`
  NOT EXISTS (SELECT 1 FROM "Adjudication" a WHERE a."pairId" = l."pairId" AND a."supersededAt" IS NULL)
  AND NOT EXISTS (SELECT 1 FROM "GoldPair" g WHERE g."pairId" = l."pairId" AND g."retiredAt" IS NULL)`;

const Row = z.object({ pairId: z.uuid() });

/** The pairs that people differ about and nobody has settled, by the newest further look at them, at most `limit`. Walks
 *  those looks from the newest on by "Label_further_look_idx", so that what it costs follows from what it finds. One
 *  person has one first look at a pair: who says otherwise is somebody else. */
export async function disagreeingPairs(limit: number): Promise<string[]> {
  const rows = await db().$queryRaw`
    SELECT l."pairId" FROM "Label" l
    WHERE ${sureFirstLook} AND ${isFurtherLookOf("l")} AND ${isOpen}
      AND EXISTS (SELECT 1 FROM "Label" o WHERE o."pairId" = l."pairId" AND ${sureFirstLookOf("o")} AND o.verdict <> l.verdict)
      AND NOT EXISTS (SELECT 1 FROM "Label" o WHERE o."pairId" = l."pairId" AND ${sureFirstLookOf("o")}
        AND ${isFurtherLookOf("o")} AND (o."createdAt", o.id) > (l."createdAt", l.id))
    ORDER BY l."createdAt" DESC, l.id DESC LIMIT ${limit}`;
  return z
    .array(Row)
    .parse(rows)
    .map(({ pairId }) => pairId);
}

/** Whether people differ about this pair; its row is held until the transaction ends. Null when there is no such pair. */
export async function lockDisagreement(tx: Tx, pairId: string): Promise<boolean | null> {
  const rows = await tx.$queryRaw`
    SELECT (SELECT count(DISTINCT l.verdict) > 1 AND count(DISTINCT l."userId") > 1 FROM "Label" l
      WHERE l."pairId" = p.id AND ${sureFirstLook}) AS differ
    FROM "Pair" p WHERE p.id = ${pairId}::uuid FOR NO KEY UPDATE OF p`;
  return z.array(z.object({ differ: z.boolean() })).parse(rows)[0]?.differ ?? null;
}

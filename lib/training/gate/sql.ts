import { z } from "zod";
import type { Tx } from "../../db";
import type { Head } from "../../models/schema";
import type { Holdout } from "./rules";

const Row = z.object({ judgements: z.int(), products: z.int(), answers: z.int() });

/** How much the holdout holds now to compare versions by, and reviewers' answers about it since `lookedAt`. */
export async function holdoutNow(tx: Tx, head: Head, lookedAt: Date): Promise<Holdout> {
  const [row] =
    head === "compatibility"
      ? await tx.$queryRaw<unknown[]>`
          SELECT count(DISTINCT l."pairId")::int AS judgements, 0 AS products, 0 AS answers
          FROM "Pair" p JOIN "Label" l ON l."pairId" = p.id
          WHERE p."isHoldout" AND l.slice = 'uniform' AND l."supersededAt" IS NULL AND l.verdict IN ('fits', 'clashes')
            AND NOT EXISTS (SELECT 1 FROM "GoldPair" g WHERE g."pairId" = p.id AND g."retiredAt" IS NULL)`
      : await tx.$queryRaw<unknown[]>`
          SELECT 0 AS judgements,
            (SELECT count(*)::int FROM "Product" WHERE "isHoldout" AND "categoryId" IS NOT NULL) AS products,
            (SELECT count(*)::int FROM "Label" l JOIN "Flag" f ON f.id = l."flagId"
              JOIN "Product" p ON p.id = f."productId"
              WHERE l.head = 'category' AND l."createdAt" > ${lookedAt} AND l."supersededAt" IS NULL AND p."isHoldout"
                AND l.verdict IN ('keep', 'take', 'other')) AS answers`;
  return Row.parse(row);
}

import { productCards } from "../../catalogue/data";
import { db } from "../../db";
import type { Allowed } from "../../users/allow";
import { PairReason } from "../schema";
import { type GoldCard, GoldVerdict } from "./schema";

/** Every gold pair that stands: the practice pairs in their order, then the others, newest first. */
export async function goldPairs(_by: Allowed<"oversee">): Promise<GoldCard[]> {
  const rows = await db().goldPair.findMany({
    where: { retiredAt: null },
    orderBy: [{ practiceAt: { sort: "asc", nulls: "last" } }, { createdAt: "desc" }],
    include: { by: { select: { name: true } }, pair: true },
  });
  const [cards, answers] = await Promise.all([
    productCards(rows.flatMap(({ pair }) => [pair.productAId, pair.productBId])),
    db().label.groupBy({
      by: ["pairId", "verdict"],
      where: {
        slice: "gold",
        supersededAt: null,
        verdict: { in: ["fits", "clashes"] },
        pairId: { in: rows.map((row) => row.pairId) },
      },
      _count: true,
    }),
  ]);
  return rows.flatMap(({ pair, ...row }) => {
    const [anchor, candidate] = [cards.get(pair.productAId), cards.get(pair.productBId)];
    if (!anchor || !candidate) return [];
    const given = answers.filter((answer) => answer.pairId === row.pairId);
    const sum = (counted: typeof given) => counted.reduce((total, answer) => total + answer._count, 0);
    return [
      {
        pairId: row.pairId,
        anchor,
        candidate,
        verdict: GoldVerdict.parse(row.verdict),
        reason: PairReason.nullable().parse(row.reason),
        explanation: row.explanation,
        practiceAt: row.practiceAt,
        by: row.by?.name ?? null,
        answered: sum(given),
        asAgreed: sum(given.filter((answer) => answer.verdict === row.verdict)),
      },
    ];
  });
}

import { productCards } from "../../catalogue/data";
import type { ProductCard } from "../../catalogue/schema";
import { db } from "../../db";
import type { Allowed, AsSystem } from "../../users/allow";
import { PairReason } from "../schema";
import {
  countedDisagreements,
  type Disagreement,
  type Disagreements,
  listedDisagreements,
  listedSettled,
  type Opinion,
} from "./schema";
import { toSettled } from "./settle-disagreement";
import { disagreeingPairs } from "./sql";

const named = { select: { name: true } } as const;

/** What people differ about and nobody has settled, newest first, and what was settled last. */
export async function disagreements(_by: Allowed<"oversee"> | AsSystem): Promise<Disagreements> {
  const [found, settled] = await Promise.all([
    disagreeingPairs(countedDisagreements + 1),
    db().adjudication.findMany({
      where: { supersededAt: null },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: listedSettled,
      include: { by: named, pair: { include: { gold: true } } },
    }),
  ]);
  const pairIds = found.slice(0, listedDisagreements);
  const pairs = await db().pair.findMany({
    where: { id: { in: pairIds } },
    include: {
      labels: { where: { occasion: 0, supersededAt: null, slice: { not: "gold" } }, include: { user: named } },
    },
  });
  const ends = [...pairs, ...settled.map(({ pair }) => pair)];
  const cards = await productCards(ends.flatMap(({ productAId, productBId }) => [productAId, productBId]));
  const byId = new Map(pairs.map((pair) => [pair.id, pair]));
  return {
    count: Math.min(found.length, countedDisagreements),
    isMore: found.length > countedDisagreements,
    open: pairIds.flatMap((id) => {
      const pair = byId.get(id);
      return pair ? [{ pairId: id, ...endsOf(pair, cards), opinions: opinionsOf(pair.labels) }] : [];
    }),
    settled: settled.map((row) => ({
      ...toSettled(row),
      ...endsOf(row.pair, cards),
      isGold: row.pair.gold !== null && row.pair.gold.retiredAt === null,
    })),
  };
}

function endsOf(pair: { productAId: string; productBId: string }, cards: Map<string, ProductCard>) {
  const [anchor, candidate] = [cards.get(pair.productAId), cards.get(pair.productBId)];
  if (!anchor || !candidate) throw new Error(`a product of ${pair.productAId}, ${pair.productBId} has no card`);
  return { anchor, candidate } satisfies Pick<Disagreement, "anchor" | "candidate">;
}

type LabelRow = {
  id: string;
  verdict: string;
  reason: string | null;
  note: string | null;
  createdAt: Date;
  user: { name: string };
};

const opinionsOf = (labels: LabelRow[]): Opinion[] =>
  labels
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
    .map((label) => ({
      labelId: label.id,
      by: label.user.name,
      // A pair's label holds nothing else.
      verdict: label.verdict as Opinion["verdict"],
      reason: PairReason.nullable().parse(label.reason),
      note: label.note,
      at: label.createdAt.toISOString(),
    }));

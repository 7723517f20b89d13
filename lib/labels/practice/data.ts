import { productCards } from "../../catalogue/data";
import { db } from "../../db";
import { isShownSwapped } from "../../queue/rules";
import type { Allowed } from "../../users/allow";
import { GoldVerdict, practiceSize } from "../gold/schema";
import { PairReason } from "../schema";
import { isOffered } from "./rules";
import { type Explained, type PracticeAnswer, PracticeAnswers, type PracticeOffer, type PracticeState } from "./schema";

type By = Allowed<"judge-pairs">;

/** The practice pairs in their order, with this person's answers so far; what is agreed is told for those alone. */
export async function practiceState(by: By): Promise<PracticeState> {
  const [gold, practice] = await Promise.all([
    db().goldPair.findMany({
      where: { retiredAt: null, practiceAt: { not: null } },
      orderBy: { practiceAt: "asc" },
      take: practiceSize,
      include: { pair: true },
    }),
    db().practice.findUnique({ where: { userId: by.userId } }),
  ]);
  const cards = await productCards(gold.flatMap(({ pair }) => [pair.productAId, pair.productBId]));
  const answers = PracticeAnswers.parse(practice?.answers ?? []);
  return {
    finishedAt: practice?.finishedAt?.toISOString() ?? null,
    steps: gold.flatMap((row) => {
      const [a, b] = [cards.get(row.pair.productAId), cards.get(row.pair.productBId)];
      if (!a || !b) return [];
      const [anchor, candidate] = isShownSwapped(row.pairId) ? [b, a] : [a, b];
      const answer = answers.find(({ pairId }) => pairId === row.pairId);
      return [{ pairId: row.pairId, anchor, candidate, answer: answer ? explain(row, answer) : null }];
    }),
  };
}

type GoldRow = { verdict: string; reason: string | null; explanation: string };

export const explain = (gold: GoldRow, { verdict }: PracticeAnswer): Explained => ({
  given: verdict,
  agreed: GoldVerdict.parse(gold.verdict),
  reason: PairReason.nullable().parse(gold.reason),
  explanation: gold.explanation,
});

/** The invitation to practise; null for who has practised, for old hands, and where there is nothing to practise. */
export async function practiceOffer(by: By): Promise<PracticeOffer | null> {
  const [practice, gold, labels] = await Promise.all([
    db().practice.findUnique({ where: { userId: by.userId } }),
    db().goldPair.findMany({ where: { retiredAt: null, practiceAt: { not: null } }, select: { pairId: true } }),
    db().label.count({ where: { userId: by.userId, head: "compatibility" }, take: practiceSize }),
  ]);
  const answered = new Set(PracticeAnswers.parse(practice?.answers ?? []).map(({ pairId }) => pairId));
  const of = Math.min(gold.length, practiceSize);
  const done = gold.filter(({ pairId }) => answered.has(pairId)).length;
  const standing = { done, of, isFinished: Boolean(practice?.finishedAt), hasBegun: answered.size > 0, labels };
  return isOffered(standing) ? { done, of } : null;
}

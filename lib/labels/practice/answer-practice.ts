import { inTx, type Tx } from "../../db";
import { fail, ok, type Result } from "../../result";
import type { Allowed } from "../../users/allow";
import { explain } from "./data";
import { type Explained, type PracticeAnswer, PracticeAnswers } from "./schema";

/** Stores one practice answer and tells what the house agreed on, and why. The first answer to a pair counts; the same
 *  pair again, in another tab too, tells the same. The last one finishes the practice. No label is stored: practice
 *  trains people, not the network. "not-found": the pair is not among the practice pairs (any more). */
export function answerPractice(
  by: Allowed<"judge-pairs">,
  answer: PracticeAnswer,
): Promise<Result<Explained & { isFinished: boolean }, "not-found">> {
  return inTx(async (tx) => {
    const gold = await tx.goldPair.findFirst({
      where: { pairId: answer.pairId, retiredAt: null, practiceAt: { not: null } },
    });
    if (!gold) return fail("not-found", "This pair is not among the practice pairs any more. Go on with the next one.");
    const answers = await lockAnswers(tx, by.userId);
    const first = answers.find(({ pairId }) => pairId === answer.pairId);
    if (!first) answers.push(answer);
    const practised = new Set(answers.map(({ pairId }) => pairId));
    const wanted = await tx.goldPair.findMany({
      where: { retiredAt: null, practiceAt: { not: null } },
      select: { pairId: true },
    });
    const isFinished = wanted.every(({ pairId }) => practised.has(pairId));
    if (!first) await tx.practice.update({ where: { userId: by.userId }, data: { answers } });
    if (isFinished)
      await tx.practice.updateMany({
        where: { userId: by.userId, finishedAt: null },
        data: { finishedAt: new Date() },
      });
    return ok({ ...explain(gold, first ?? answer), isFinished });
  });
}

/** This person's answers, their row held until the transaction ends: two tabs answer one after the other. */
async function lockAnswers(tx: Tx, userId: string): Promise<PracticeAnswer[]> {
  await tx.practice.createMany({ data: [{ userId }], skipDuplicates: true });
  await tx.$executeRaw`SELECT 1 FROM "Practice" WHERE "userId" = ${userId}::uuid FOR UPDATE`;
  const { answers } = await tx.practice.findUniqueOrThrow({ where: { userId } });
  return PracticeAnswers.parse(answers);
}

import { recordAudits } from "../audit/record";
import type { Actor } from "../audit/schema";
import type { Tx } from "../db";
import { answerOf } from "./catalogue-rules/rules";
import { fixMany, lockModelOf, lockSiblings, type ManyAnswer, type Sibling, settleMany } from "./many/sql";

export type ModelAnswer = {
  labelId: string;
  userId: string;
  productId: string;
  verdict: ManyAnswer["verdict"];
  /** What the answer says the product is; null for ambiguous and undecidable. */
  categoryId: number | null;
  givenCategoryId: number;
  proposedCategoryId: number;
};

/** To be called before an answer for all colours takes its task: two such answers of one model never wait in a ring. */
export const beginModelAnswer = (tx: Tx, taskId: string): Promise<void> => lockModelOf(tx, taskId);

/** Has an answer to one colour's flag hold for every other listed colour of the garment model, in the caller's
 *  transaction: their open flags on it are settled as labels of the answer's batch, and those filed elsewhere are filed
 *  anew, with the answer's label behind each Fix and an audit row each. What a person has said otherwise of a colour
 *  stands. */
export async function applyToModel(tx: Tx, actor: Actor, answer: ModelAnswer): Promise<void> {
  const { labelId, userId, categoryId } = answer;
  const siblings = (await lockSiblings(tx, answer.productId)).filter(
    ({ says }) => says === null || categoryId === null || says === categoryId,
  );
  const answers = siblings.flatMap((one) => answerFor(one, answer) ?? []);
  const labels = await settleMany(tx, { batchId: labelId, ruleId: null, userId }, answers);
  if (categoryId === null) return;
  const settled = new Map(labels.map((label) => [label.flagId, label.labelId]));
  const wrong = siblings.filter(
    (one) => one.categoryId !== categoryId && (one.flagId === null || settled.has(one.flagId)),
  );
  const fixed = await fixMany(
    tx,
    { ruleId: null, categoryId },
    wrong.map(({ id }) => ({ productId: id, labelId })),
  );
  await recordAudits(
    tx,
    { actor, action: "product.fixed", subject: "Product" },
    fixed.map(({ id, before }) => ({ subjectId: id, before: { categoryId: before }, after: { categoryId, labelId } })),
  );
}

function answerFor({ flagId, taskId, ...flag }: Sibling, answer: ModelAnswer): ManyAnswer | null {
  const { givenCategoryId: given, proposedCategoryId: proposed } = flag;
  if (!flagId || !taskId || given === null || proposed === null) return null;
  if (answer.categoryId !== null) {
    const said = answerOf(
      { says: "belongs", categoryId: answer.categoryId },
      { givenCategoryId: given, proposedCategoryId: proposed },
    );
    return said && { flagId, taskId, ...said };
  }
  // What can't be told of one colour says something of another only where the question is the same.
  const isSame = given === answer.givenCategoryId && proposed === answer.proposedCategoryId;
  return isSame ? { flagId, taskId, verdict: answer.verdict, chosenCategoryId: null } : null;
}

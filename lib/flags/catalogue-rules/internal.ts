import { recordAudits } from "../../audit/record";
import type { Actor } from "../../audit/schema";
import { categoryTree } from "../../catalogue/data";
import type { CategoryNode } from "../../catalogue/schema";
import { db, type Tx } from "../../db";
import { fixMany, type ManyAnswer, settleMany } from "../many/sql";
import { answerOf } from "./rules";
import { type Condition, RuleMode, StoredConditions } from "./schema";
import type { Asked, Touched } from "./sql";

/** Makes a rule's conditions such as products can be asked: a level above the target stands for the categories under it. */
export async function resolve(conditions: readonly Condition[]): Promise<Condition[]> {
  if (!conditions.some(({ about }) => about === "level")) return [...conditions];
  const tree = await categoryTree();
  const target = tree.find(({ isTarget }) => isTarget)?.level ?? 0;
  return conditions.map((condition) => {
    if (condition.about !== "level" || condition.level > target) return condition;
    const roots = tree.filter(({ level, name }) => level === condition.level && condition.names.includes(name));
    // An empty list of categories holds for no product, as it should.
    return { about: "category", categoryIds: targetsUnder(roots, tree) };
  });
}

function targetsUnder(roots: readonly CategoryNode[], tree: readonly CategoryNode[]): number[] {
  const under = new Set(roots.map(({ id }) => id));
  // Roots first: a parent stands before its children in the tree.
  for (const { id, parentId } of tree) if (parentId !== null && under.has(parentId)) under.add(id);
  return tree.filter(({ id, isTarget }) => isTarget && under.has(id)).map(({ id }) => id);
}

export const isTarget = async (id: number): Promise<boolean> =>
  (await db().category.count({ where: { id, isTarget: true } })) === 1;

export type StandingRule = Asked & { ruleId: string; name: string; userId: string; mode: "flag" | "fix" };

/** Rules that hold, newest first. */
export async function standingRules(): Promise<StandingRule[]> {
  const rows = await db().catalogueRule.findMany({
    where: { undoneAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return Promise.all(
    rows.map(async ({ id, name, conditions, thenCategoryId, mode, createdById }) => {
      const { says, all } = StoredConditions.parse(conditions);
      const asked = { says, categoryId: thenCategoryId, conditions: await resolve(all) };
      return { ...asked, ruleId: id, name, userId: createdById, mode: RuleMode.parse(mode) };
    }),
  );
}

/** Settles the open flags of these products as the rule says and, where it says what they are, files the wrong ones
 *  anew, each with its audit row. Products whose reviewer says otherwise are left alone. */
export async function carryOut(
  tx: Tx,
  actor: Actor,
  rule: Omit<StandingRule, "mode" | "conditions" | "name">,
  touched: readonly Touched[],
): Promise<{ changed: number; flags: number }> {
  const agreed = touched.filter(({ contradicts }) => !contradicts);
  const labels = await settleMany(
    tx,
    { batchId: rule.ruleId, ruleId: rule.ruleId, userId: rule.userId },
    agreed.flatMap((one) => toAnswer(rule, one) ?? []),
  );
  if (rule.says === "never") return { changed: 0, flags: labels.length };
  const labelOf = new Map(labels.map(({ flagId, labelId }) => [flagId, labelId]));
  const wrong = agreed.filter((one) => one.wrong && (one.flagId === null || labelOf.has(one.flagId)));
  const fixed = await fixMany(
    tx,
    rule,
    wrong.map(({ id, flagId }) => ({ productId: id, labelId: flagId ? labelOf.get(flagId)! : null })),
  );
  const { ruleId, categoryId } = rule;
  await recordAudits(
    tx,
    { actor, action: "product.fixed", subject: "Product" },
    fixed.map(({ id, before }) => ({ subjectId: id, before: { categoryId: before }, after: { categoryId, ruleId } })),
  );
  return { changed: fixed.length, flags: labels.length };
}

function toAnswer(rule: Pick<Asked, "says" | "categoryId">, one: Touched): ManyAnswer | null {
  const { flagId, taskId, givenCategoryId, proposedCategoryId } = one;
  if (!flagId || !taskId || givenCategoryId === null || proposedCategoryId === null) return null;
  const answer = answerOf(rule, { givenCategoryId, proposedCategoryId });
  return answer && { flagId, taskId, ...answer };
}

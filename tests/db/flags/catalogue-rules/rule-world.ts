import { randomUUID } from "node:crypto";
import { db } from "@/lib/db";
import { makeRule } from "@/lib/flags/catalogue-rules/make-rule";
import type { NewRule } from "@/lib/flags/catalogue-rules/schema";
import { recordFlagJudgement } from "@/lib/labels/record-flag-judgement";
import type { FlagJudgement } from "@/lib/labels/schema";
import { leaseFlags } from "@/lib/queue/lease";
import {
  makeAllowed,
  makeCategory,
  makeFlag,
  makeModelVersion,
  makeProduct,
  makeRanking,
  makeTask,
} from "@/tests/support/factories";

export const reviewer = () => makeAllowed("reviewer", "judge-flags");
export type Reviewer = Awaited<ReturnType<typeof reviewer>>;

/** A fabric of its own, so that a rule of one test meets nothing of another, with two categories it may be filed under. */
export async function denim() {
  const fabric = `denim-${randomUUID()}`;
  const [trousers, jeans, leggings] = await Promise.all([makeCategory(), makeCategory(), makeCategory()]);
  const product = (categoryId: number, more: Parameters<typeof makeProduct>[0] = {}) =>
    makeProduct({ categoryId, sourceValues: { fabric: [fabric] }, ...more });
  const rule = (more: Partial<NewRule> = {}): NewRule => ({
    id: randomUUID(),
    name: "denim belongs in Jeans",
    says: "belongs",
    mode: "fix",
    categoryId: jeans.id,
    conditions: [{ about: "attribute", attribute: "fabric", values: [fabric] }],
    ...more,
  });
  return { fabric, trousers, jeans, leggings, product, rule };
}

/** Open flags with their tasks in a live ranking, in this order. */
export async function flagged(flags: { productId: string; proposedCategoryId: number }[]) {
  const { id: modelVersionId } = await makeModelVersion("category");
  const made = await Promise.all(flags.map((flag) => makeFlag({ ...flag, modelVersionId })));
  const tasks = await Promise.all(made.map(({ id }) => makeTask({ flagId: id })));
  const ranking = await makeRanking(
    tasks.map(({ id }) => id),
    { head: "category", estimates: tasks.map(() => 0.9) },
  );
  return made.map((flag, i) => ({ flag, taskId: tasks[i]!.id, rankingId: ranking.id }));
}

/** A reviewer's answer to a flag of this product. */
export async function answered(
  productId: string,
  proposedCategoryId: number,
  verdict: FlagJudgement["verdict"],
  by?: Reviewer,
) {
  const person = by ?? (await reviewer());
  const { flag, taskId } = (await flagged([{ productId, proposedCategoryId }]))[0]!;
  await leaseFlags(person, { leaseToken: randomUUID(), count: 1 });
  const saved = await recordFlagJudgement(person, { id: randomUUID(), taskId, verdict, elapsedMs: 900 });
  if (!saved.ok) throw new Error(saved.code);
  return { by: person, flag, taskId, labelId: saved.value.id };
}

export async function made(by: Reviewer, rule: NewRule) {
  const result = await makeRule(by, rule);
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

export const filedUnder = async (id: string) =>
  (await db().product.findUniqueOrThrow({ where: { id }, select: { categoryId: true } })).categoryId;
export const statusOf = async (flagId: string) =>
  (await db().flag.findUniqueOrThrow({ where: { id: flagId }, select: { status: true } })).status;
export const audits = (subjectId: string) => db().auditEntry.findMany({ where: { subjectId }, orderBy: { at: "asc" } });

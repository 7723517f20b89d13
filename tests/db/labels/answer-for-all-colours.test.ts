import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { recordFlagJudgement } from "@/lib/labels/record-flag-judgement";
import type { FlagJudgement } from "@/lib/labels/schema";
import { undoLabel } from "@/lib/labels/undo-label";
import { leaseFlags } from "@/lib/queue/lease";
import { makeCategory, makeProduct } from "@/tests/support/factories";
import { answered, audits, filedUnder, flagged, reviewer, statusOf } from "../flags/catalogue-rules/rule-world";

/** One garment model in four colours: two flagged the same way, one filed where they should be, one filed elsewhere. */
async function colours() {
  const groupId = `model-${randomUUID()}`;
  const [trousers, leggings, shorts] = await Promise.all([makeCategory(), makeCategory(), makeCategory()]);
  const of = (categoryId: number) => makeProduct({ groupId, categoryId });
  const [shown, flaggedToo, right, plain] = [
    await of(trousers.id),
    await of(trousers.id),
    await of(leggings.id),
    await of(trousers.id),
  ];
  const other = await makeProduct({ categoryId: trousers.id });
  const flags = await flagged(
    [shown, flaggedToo].map(({ id }) => ({ productId: id, proposedCategoryId: leggings.id })),
  );
  const by = await reviewer();
  await leaseFlags(by, { leaseToken: randomUUID(), count: 1 });
  const judgement = (verdict: FlagJudgement["verdict"], more: Partial<FlagJudgement> = {}): FlagJudgement => ({
    id: randomUUID(),
    taskId: flags[0]!.taskId,
    verdict,
    elapsedMs: 900,
    applyToModel: true,
    ...more,
  });
  return { groupId, trousers, leggings, shorts, shown, flaggedToo, right, plain, other, flags, by, judgement };
}

describe("an answer for all colours of a garment model", () => {
  it("files every colour as it says, one label behind all of it, and settles their flags in its batch", async () => {
    const { trousers, leggings, shown, flaggedToo, right, plain, other, flags, by, judgement } = await colours();
    const given = judgement("take");
    expect(await recordFlagJudgement(by, given)).toMatchObject({ ok: true, value: { verdict: "take", isLate: false } });
    for (const { id } of [shown, flaggedToo, right, plain]) expect(await filedUnder(id)).toBe(leggings.id);
    expect(await filedUnder(other.id)).toBe(trousers.id);
    const fixes = await db().fix.findMany({ where: { labelId: given.id } });
    expect(fixes.map(({ productId }) => productId).toSorted()).toEqual([shown.id, flaggedToo.id, plain.id].toSorted());
    const batch = await db().label.findMany({ where: { batchId: given.id } });
    expect(batch.map(({ flagId, verdict }) => [flagId, verdict]).toSorted()).toEqual(
      flags.map(({ flag }) => [flag.id, "take"]).toSorted(),
    );
    expect(await Promise.all(flags.map(({ flag }) => statusOf(flag.id)))).toEqual(["settled", "settled"]);
    expect(await audits(plain.id)).toMatchObject([
      { action: "product.fixed", actorId: by.userId, after: { categoryId: leggings.id, labelId: given.id } },
    ]);
    expect(await audits(right.id)).toEqual([]);
  });

  it.each(["main", "other"] as const)("undone by its %s label, all of it is undone together", async (which) => {
    const { trousers, leggings, shown, flaggedToo, right, plain, flags, by, judgement } = await colours();
    const given = judgement("take");
    await recordFlagJudgement(by, given);
    const rest = await db().label.findFirstOrThrow({ where: { batchId: given.id, id: { not: given.id } } });
    expect(await undoLabel(by, { labelId: which === "main" ? given.id : rest.id })).toMatchObject({ ok: true });
    for (const { id } of [shown, flaggedToo, plain]) {
      expect(await filedUnder(id)).toBe(trousers.id);
      expect((await audits(id)).at(-1)).toMatchObject({ action: "product.fix-reverted" });
    }
    expect(await filedUnder(right.id)).toBe(leggings.id);
    expect(await db().label.count({ where: { batchId: given.id, supersededAt: null } })).toBe(0);
    expect(await Promise.all(flags.map(({ flag }) => statusOf(flag.id)))).toEqual(["open", "open"]);
  });

  it("keeping files the strays of the model where the shown one is", async () => {
    const { trousers, shown, right, flags, by, judgement } = await colours();
    await recordFlagJudgement(by, judgement("keep"));
    expect(await filedUnder(shown.id)).toBe(trousers.id);
    expect(await filedUnder(right.id)).toBe(trousers.id);
    expect(await statusOf(flags[1]!.flag.id)).toBe("settled");
  });

  it("another category goes to every colour", async () => {
    const { shorts, shown, right, plain, by, judgement } = await colours();
    await recordFlagJudgement(by, judgement("other", { categoryId: shorts.id }));
    for (const { id } of [shown, right, plain]) expect(await filedUnder(id)).toBe(shorts.id);
  });

  it("what can't be told moves nothing and settles the same question alone", async () => {
    const { trousers, leggings, shorts, groupId, right, flags, by, judgement } = await colours();
    const elsewhere = await makeProduct({ groupId, categoryId: trousers.id });
    const [another] = await flagged([{ productId: elsewhere.id, proposedCategoryId: shorts.id }]);
    await recordFlagJudgement(by, judgement("ambiguous"));
    expect(await filedUnder(right.id)).toBe(leggings.id);
    expect(await statusOf(flags[1]!.flag.id)).toBe("settled");
    expect(await statusOf(another!.flag.id)).toBe("open");
  });

  it("leaves a colour alone that a person has said otherwise of", async () => {
    const { trousers, shorts, leggings, groupId, by, judgement } = await colours();
    const said = await makeProduct({ groupId, categoryId: trousers.id });
    const queue = await db().liveRanking.findUniqueOrThrow({ where: { head: "category" } });
    await answered(said.id, shorts.id, "keep");
    await db().liveRanking.update({ where: { head: "category" }, data: { rankingId: queue.rankingId } });
    await recordFlagJudgement(by, judgement("take"));
    expect(await filedUnder(said.id)).toBe(trousers.id);
    expect(leggings.id).not.toBe(trousers.id);
  });

  it("posted three times at once it happens once", async () => {
    const { plain, by, judgement } = await colours();
    const given = judgement("take");
    const answers = await Promise.all([1, 2, 3].map(() => recordFlagJudgement(by, given)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await audits(plain.id)).toHaveLength(1);
  });

  it("two reviewers who answer for one model at once do not wait in a ring", async () => {
    const { leggings, flags, shown, plain, by, judgement } = await colours();
    const second = await reviewer();
    await leaseFlags(second, { leaseToken: randomUUID(), count: 1 });
    const [one, two] = await Promise.all([
      recordFlagJudgement(by, judgement("take")),
      recordFlagJudgement(second, judgement("take", { taskId: flags[1]!.taskId })),
    ]);
    expect([one.ok, two.ok]).toEqual([true, true]);
    for (const { id } of [shown, plain]) expect(await filedUnder(id)).toBe(leggings.id);
    expect(await db().fix.count({ where: { productId: plain.id, revertedAt: null } })).toBe(1);
  });

  it("too late, it moves no colour", async () => {
    const { trousers, plain, flags, judgement } = await colours();
    await db().task.update({ where: { id: flags[0]!.taskId }, data: { doneAt: new Date() } });
    const late = await recordFlagJudgement(await reviewer(), judgement("take"));
    expect(late).toMatchObject({ ok: true, value: { isLate: true } });
    expect(await filedUnder(plain.id)).toBe(trousers.id);
  });

  it("without the wish, the other colours stay", async () => {
    const { trousers, plain, flags, by, judgement } = await colours();
    await recordFlagJudgement(by, judgement("take", { applyToModel: undefined }));
    expect(await filedUnder(plain.id)).toBe(trousers.id);
    expect(await statusOf(flags[1]!.flag.id)).toBe("open");
  });
});

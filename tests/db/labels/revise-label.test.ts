import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { reviseLabel } from "@/lib/labels/revise-label";
import type { Revision } from "@/lib/labels/schema";
import { undoLabel } from "@/lib/labels/undo-label";
import { leasePairs } from "@/lib/queue/lease";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makePairQueue, makeRanking, makeTasks, makeUser } from "@/tests/support/factories";

const stylist = () => makeAllowed("stylist", "judge-pairs");
const revision = (labelId: string, change: Partial<Revision> = {}): Revision => ({
  id: randomUUID(),
  labelId,
  verdict: "clashes",
  reason: "colour",
  note: "seen by daylight",
  ...change,
});
const labelOf = (id: string) => db().label.findUniqueOrThrow({ where: { id } });

async function judged(slice: "ranked" | "gold" = "ranked") {
  const [task] = await makeTasks(1, { slice });
  await makeRanking([task!.id], { estimates: [0.75] });
  const by = await stylist();
  await leasePairs(by, { leaseToken: randomUUID(), count: 1 });
  const labelId = randomUUID();
  await recordPairJudgement(by, { id: labelId, taskId: task!.id, verdict: "fits", shownSwapped: true, elapsedMs: 800 });
  return { by, labelId, taskId: task!.id };
}

describe("revising an answer", () => {
  it("stores a new one in its place, for the same task as it was shown, and keeps the old one marked", async () => {
    const { by, labelId, taskId } = await judged();
    await db().guideVersion.create({ data: { head: "compatibility", number: 7, title: "Guide", markdown: "…" } });
    const revised = revision(labelId);
    expect(await reviseLabel(by, revised)).toMatchObject({
      ok: true,
      value: { id: revised.id, taskId, verdict: "clashes", undoneAt: null, isLate: false, estimate: 0.75 },
    });
    expect((await labelOf(labelId)).supersededAt).not.toBeNull();
    expect(await labelOf(revised.id)).toMatchObject({
      revisesId: labelId,
      reason: "colour",
      note: "seen by daylight",
      shownSwapped: true,
      occasion: 0,
      rank: 0,
      guideNumber: 7,
    });
    expect((await db().task.findUniqueOrThrow({ where: { id: taskId } })).doneAt).not.toBeNull();
  });

  it("twice, or twice at once, is as once", async () => {
    const { by, labelId, taskId } = await judged();
    const revised = revision(labelId);
    const answers = await Promise.all([1, 2, 3].map(() => reviseLabel(by, revised)));
    answers.push(await reviseLabel(by, revised));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]!.ok).toBe(true);
    expect(await db().label.count({ where: { taskId } })).toBe(2);
  });

  it("two at once: one counts, the other is told", async () => {
    const { by, labelId } = await judged();
    const answers = await Promise.all([revision(labelId), revision(labelId)].map((one) => reviseLabel(by, one)));
    expect(answers.map((answer) => (answer.ok ? "stored" : answer.code)).sort()).toEqual(["revised", "stored"]);
  });

  it("a revision can be revised, and undone: then the pair is open again", async () => {
    const { by, labelId, taskId } = await judged();
    const first = revision(labelId);
    await reviseLabel(by, first);
    const second = revision(first.id, { verdict: "unsure" });
    expect(await reviseLabel(by, second)).toMatchObject({ ok: true, value: { verdict: "unsure" } });
    expect(await undoLabel(by, { labelId: first.id })).toMatchObject({ ok: false, code: "revised" });
    expect(await undoLabel(by, { labelId: second.id })).toMatchObject({ ok: true });
    expect((await db().task.findUniqueOrThrow({ where: { id: taskId } })).doneAt).toBeNull();
    expect(await db().label.count({ where: { taskId, supersededAt: null } })).toBe(0);
  });

  it("what was undone, a check with a known answer, or an answer of somebody else is not revised", async () => {
    const { by, labelId } = await judged();
    expect(await reviseLabel(await stylist(), revision(labelId))).toMatchObject({ ok: false, code: "not-found" });
    await undoLabel(by, { labelId });
    expect(await reviseLabel(by, revision(labelId))).toMatchObject({ ok: false, code: "revised" });
    const gold = await judged("gold");
    expect(await reviseLabel(gold.by, revision(gold.labelId))).toMatchObject({ ok: false, code: "not-revisable" });
    expect((await labelOf(gold.labelId)).supersededAt).toBeNull();
  });

  it("an id that is taken is refused, and the old answer stands", async () => {
    const { by, labelId } = await judged();
    const other = await judged();
    expect(await reviseLabel(by, revision(labelId, { id: other.labelId }))).toMatchObject({ code: "id-reused" });
    expect((await labelOf(labelId)).supersededAt).toBeNull();
  });

  it("the pair is not asked again", async () => {
    const { by, labelId } = await judged();
    await reviseLabel(by, revision(labelId));
    const { taskIds } = await makePairQueue(1);
    const lease = await leasePairs(by, { leaseToken: randomUUID(), count: 5 });
    expect(lease.tasks.map((task) => task.taskId)).toEqual(taskIds);
  });

  it("is not for whoever has been disabled since", async () => {
    const user = await makeUser("stylist", { disabledAt: new Date() });
    expect(await allow(user.id, "judge-pairs")).toMatchObject({ ok: false, code: "sign-in" });
  });
});

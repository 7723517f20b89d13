import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { raiseReports } from "@/lib/labels/raise-reports";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { undoLabel } from "@/lib/labels/undo-label";
import { leaseFlags, leasePairs } from "@/lib/queue/lease";
import { asSystem } from "@/lib/users/allow";
import { makeAllowed, makeFlag, makePair, makeRanking, makeTask } from "@/tests/support/factories";

const job = asSystem("job", "reports");

async function reported() {
  const pair = await makePair();
  const task = await makeTask({ pairId: pair.id });
  await makeRanking([task.id]);
  const by = await makeAllowed("stylist", "judge-pairs");
  await leasePairs(by, { leaseToken: randomUUID(), count: 1 });
  const report = async () => {
    const id = randomUUID();
    const judgement = { id, taskId: task.id, shownSwapped: false, elapsedMs: 900 };
    await recordPairJudgement(by, {
      ...judgement,
      verdict: "unsure",
      reason: "photo-or-data-wrong",
      note: "Two left shoes",
    });
    return id;
  };
  return { by, pair, report };
}
const flagsOf = (labelId: string) =>
  db().flag.findMany({ where: { reportedByLabelId: labelId }, include: { tasks: true } });

describe("what a stylist reports", () => {
  it("is asked about both garments while nothing says which, once, and is served to a reviewer", async () => {
    const { pair, report } = await reported();
    const labelId = await report();
    expect(await raiseReports(job)).toBe(2);
    expect(await raiseReports(job)).toBe(0);
    const flags = await flagsOf(labelId);
    expect(flags.map((flag) => flag.productId).sort()).toEqual([pair.productAId, pair.productBId].sort());
    const lease = await leaseFlags(await makeAllowed("reviewer", "judge-flags"), {
      leaseToken: randomUUID(),
      count: 2,
    });
    expect(lease.tasks).toMatchObject([
      { kind: "report", note: "Two left shoes" },
      { kind: "report", note: "Two left shoes" },
    ]);
  });

  it("is asked about the one that is doubted already", async () => {
    const { pair, report } = await reported();
    await makeFlag({ productId: pair.productBId });
    const labelId = await report();
    expect(await raiseReports(job)).toBe(1);
    expect(await flagsOf(labelId)).toMatchObject([{ productId: pair.productBId, otherProductId: pair.productAId }]);
  });

  it("is withdrawn when the answer is taken back", async () => {
    const { by, report } = await reported();
    const labelId = await report();
    await raiseReports(job);
    await undoLabel(by, { labelId });
    await raiseReports(job);
    const flags = await flagsOf(labelId);
    expect(flags.map(({ status }) => status)).toEqual(["withdrawn", "withdrawn"]);
    expect(flags.every(({ tasks }) => tasks[0]!.withdrawnAt !== null)).toBe(true);
  });
});

import { recordAudit } from "../../audit/record";
import { inTx } from "../../db";
import { type Allowed, type AsSystem, actorOf } from "../../users/allow";
import { QueuePlan, queuePlanKey } from "../schema";

/** Sets how the queue mixes, with an audit row that says what it was before. Repeats and second opinions follow it from
 *  the next answer on, the uniform share and the runs of one anchor from the next ranking. Setting the same plan again
 *  changes nothing. */
export function setQueuePlan(by: Allowed<"oversee"> | AsSystem, plan: QueuePlan): Promise<QueuePlan> {
  return inTx(async (tx) => {
    // Two managers at once: the second one's audit row names the first one's plan as what was before.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${queuePlanKey}))`;
    const row = await tx.setting.findUnique({ where: { key: queuePlanKey } });
    const before = QueuePlan.parse(row?.value ?? {});
    if (isSame(before, plan)) return before;
    const now = { value: plan, updatedAt: new Date() };
    await tx.setting.upsert({ where: { key: queuePlanKey }, create: { key: queuePlanKey, ...now }, update: now });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "settings.changed",
      subject: "Setting",
      subjectId: queuePlanKey,
      before,
      after: plan,
    });
    return plan;
  });
}

const isSame = (a: QueuePlan, b: QueuePlan): boolean =>
  (Object.keys(a) as (keyof QueuePlan)[]).every((key) => a[key] === b[key]);

import { validate } from "uuid";
import { Prisma } from "@/prisma/generated/client";
import { recordAudit } from "../audit/record";
import type { AuditAction } from "../audit/schema";
import { inTx, type Tx } from "../db";
import { send } from "../jobs/boss";
import { fail, ok, type Result } from "../result";
import { actorOf } from "../users/allow";
import { isTooLittle, stepsFrom } from "./rules";
import { type ChangeOffer, ChangeStatus, type ChangeStep, isUnderWay } from "./schema";
import { lockChange } from "./sql";
import type { Changer } from "./start-change";

const underWay = ChangeStatus.options.filter(isUnderWay);

const audited: Record<ChangeStep, AuditAction> = {
  begin: "encoder.change-begun",
  pause: "encoder.change-paused",
  resume: "encoder.change-resumed",
  cancel: "encoder.change-cancelled",
};

type Refusal = "not-found" | "not-that-far" | "change-under-way" | "disk-full";

/** Begins, pauses, resumes or cancels a change. A worker that is at it stops within two seconds; what is embedded stays in
 *  any case, so that a resumed change, or the same encoder chosen again, goes on from there. Asking twice is asking once.
 *  "not-that-far": the change does not stand where this step begins. */
export function steerChange(
  by: Changer,
  { changeId, step }: { changeId: string; step: ChangeStep },
): Promise<Result<{ id: string }, Refusal>> {
  return inTx(async (tx) => {
    const change = validate(changeId) ? await lockChange(tx, changeId) : null;
    if (!change) return fail("not-found");
    if (change.wish !== null && change.wish === step) return ok({ id: changeId });
    if (!stepsFrom[step].includes(change.status)) return fail("not-that-far");
    const moved = await (step === "pause" || step === "cancel"
      ? stop(tx, changeId, step, change.isHeld)
      : goOn(tx, changeId, step, change));
    if (!moved.ok) return moved;
    await recordAudit(tx, {
      actor: actorOf(by),
      action: audited[step],
      subject: "EncoderChange",
      subjectId: changeId,
      after: { source: change.source },
    });
    return moved;
  });
}

/** A worker that is at it is asked; without one the change stops here and now. */
async function stop(tx: Tx, id: string, step: "pause" | "cancel", isHeld: boolean) {
  await tx.encoderChange.update({
    where: { id },
    data: isHeld
      ? { wish: step }
      : step === "pause"
        ? { status: "paused", progress: Prisma.DbNull }
        : { status: "cancelled", progress: Prisma.DbNull, finishedAt: new Date() },
  });
  return ok({ id });
}

type Standing = { encoderId: string | null; offer: ChangeOffer | null };

async function goOn(tx: Tx, id: string, step: ChangeStep, { encoderId, offer }: Standing) {
  if (step === "begin" && offer && isTooLittle(offer.bytes, offer.freeBytes)) return fail("disk-full");
  const other = await tx.encoderChange.count({ where: { id: { not: id }, status: { in: underWay } } });
  if (other > 0) return fail("change-under-way");
  await tx.encoderChange.update({
    where: { id },
    data: {
      // One that failed before it was opened is opened again.
      status: encoderId === null ? "opening" : "embedding",
      ...{ wish: null, reason: null, deaths: 0, heartbeatAt: null, finishedAt: null },
    },
  });
  await send(tx, "change-encoder", { changeId: id });
  return ok({ id });
}

import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { send } from "../jobs/boss";
import { fail, ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf, userIdOf } from "../users/allow";
import type { NewChange } from "./schema";

export type Changer = Allowed<"administer"> | AsSystem;

/** Chooses another encoder: a worker opens it and says what it will take; nothing is embedded before somebody begins. At
 *  most one change is under way (the database holds to it): "change-under-way". */
export function startChange(by: Changer, { source }: NewChange): Promise<Result<{ id: string }, "change-under-way">> {
  return inTx(async (tx) => {
    const { count } = await tx.encoderChange.createMany({
      data: [{ source, byId: userIdOf(by) }],
      skipDuplicates: true,
    });
    if (count === 0) return fail("change-under-way");
    const { id } = await tx.encoderChange.findFirstOrThrow({ where: { status: "opening" }, select: { id: true } });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "encoder.change-started",
      subject: "EncoderChange",
      subjectId: id,
      after: { source },
    });
    await send(tx, "change-encoder", { changeId: id });
    return ok({ id });
  });
}

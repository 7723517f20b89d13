import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf } from "./allow";
import { changeable, endsSessions, holdPeople, leavesAnAdmin } from "./internal";

type Changed = Result<{ userId: string }, "not-found" | "last-admin">;

/** Closes a person's account from the next request on: what they hold goes back to the queue, open links hold no longer,
 *  sessions stay ended and API tokens revoked should it be opened again, answers stay. "last-admin": nobody would be left to administer. Asked again it changes nothing. */
export function disablePerson(by: Allowed<"administer"> | AsSystem, { userId }: { userId: string }): Promise<Changed> {
  return inTx(async (tx): Promise<Changed> => {
    await holdPeople(tx);
    const person = await changeable(tx, userId);
    if (!person.ok) return person;
    if (person.value.disabledAt) return ok({ userId });
    if (person.value.role === "admin") {
      const left = await leavesAnAdmin(tx, userId);
      if (!left.ok) return left;
    }
    await tx.user.update({ where: { id: userId }, data: { disabledAt: new Date(), ...endsSessions } });
    await tx.invitation.deleteMany({ where: { userId, usedAt: null } });
    const { count: tokens } = await tx.apiToken.updateMany({
      where: { userId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    await tx.task.updateMany({ where: { leasedById: userId, doneAt: null }, data: { leasedUntil: null } });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "user.disabled",
      subject: "User",
      subjectId: userId,
      after: tokens > 0 ? { revokedTokens: tokens } : undefined,
    });
    return ok({ userId });
  });
}

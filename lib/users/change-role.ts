import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf } from "./allow";
import { changeable, holdPeople, leavesAnAdmin } from "./internal";
import type { Role } from "./schema";

type Change = { userId: string; role: Role };

/** Gives a person another role; it holds from their next request on. "last-admin": nobody would be left to administer.
 *  The same role again changes nothing. */
export function changeRole(
  by: Allowed<"administer"> | AsSystem,
  { userId, role }: Change,
): Promise<Result<Change, "not-found" | "last-admin">> {
  return inTx(async (tx): Promise<Result<Change, "not-found" | "last-admin">> => {
    await holdPeople(tx);
    const person = await changeable(tx, userId);
    if (!person.ok) return person;
    const before = person.value.role;
    if (before === role) return ok({ userId, role });
    if (before === "admin" && !person.value.disabledAt) {
      const left = await leavesAnAdmin(tx, userId);
      if (!left.ok) return left;
    }
    await tx.user.update({ where: { id: userId }, data: { role } });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "user.role-changed",
      subject: "User",
      subjectId: userId,
      before: { role: before },
      after: { role },
    });
    return ok({ userId, role });
  });
}

import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf } from "./allow";
import { changeable } from "./internal";

/** Opens a closed account again, with its old password. Asked again it changes nothing. */
export function enablePerson(
  by: Allowed<"administer"> | AsSystem,
  { userId }: { userId: string },
): Promise<Result<{ userId: string }, "not-found">> {
  return inTx(async (tx) => {
    const person = await changeable(tx, userId);
    if (!person.ok) return person;
    const { count } = await tx.user.updateMany({
      where: { id: userId, disabledAt: { not: null } },
      data: { disabledAt: null },
    });
    if (count > 0)
      await recordAudit(tx, { actor: actorOf(by), action: "user.enabled", subject: "User", subjectId: userId });
    return ok({ userId });
  });
}

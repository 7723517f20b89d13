import { forgetName } from "../audit/forget-name";
import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { fail, ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf } from "./allow";
import { holdPeople } from "./internal";
import { noPassword } from "./password";
import { pseudonymOf } from "./pseudonym";

type Forgotten = Result<{ userId: string; name: string }, "not-found" | "still-active">;

/** Takes name, address, password and preferences of a closed account away for good, from the audit trail too; the answers
 *  stay, under the pseudonym that exports use. There is no way back. "still-active": the account has to be closed first.
 *  Asked again it changes nothing. */
export function pseudonymisePerson(
  by: Allowed<"administer"> | AsSystem,
  { userId }: { userId: string },
): Promise<Forgotten> {
  return inTx(async (tx): Promise<Forgotten> => {
    await holdPeople(tx);
    const person = await tx.user.findUnique({ where: { id: userId } });
    if (!person) return fail("not-found");
    const name = pseudonymOf(userId);
    if (person.pseudonymisedAt) return ok({ userId, name });
    if (!person.disabledAt) return fail("still-active");
    await tx.user.update({
      where: { id: userId },
      data: {
        name,
        // Nobody's: .invalid is set aside for addresses that lead nowhere (RFC 2606).
        email: `${userId}@gone.invalid`,
        passwordHash: noPassword,
        preferences: {},
        pseudonymisedAt: new Date(),
      },
    });
    await tx.invitation.deleteMany({ where: { userId } });
    await tx.groupMember.deleteMany({ where: { userId } });
    await tx.assignment.deleteMany({ where: { userId } });
    await tx.signInFailure.deleteMany({ where: { key: `account:${person.email}` } });
    await forgetName(tx, userId, name);
    await recordAudit(tx, { actor: actorOf(by), action: "user.pseudonymised", subject: "User", subjectId: userId });
    return ok({ userId, name });
  });
}

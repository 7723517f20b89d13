import { recordAudit } from "../audit/record";
import { db, inTx } from "../db";
import { fail, ok, type Result } from "../result";
import { type Allowed, actorOf } from "./allow";
import { endsSessions, recentFailures } from "./internal";
import { hashPassword, isPassword } from "./password";
import { isSignInBlocked } from "./rules";
import type { PasswordChange } from "./schema";

type Changed = Result<{ email: string }, "invalid" | "too-many">;

/** Gives the person who asks another password and ends every session of theirs; the browser that asked signs in anew with
 *  it. A wrong present password counts as a failed sign-in. "invalid": it was wrong, or somebody was faster. */
export async function changePassword(by: Allowed<"judge-pairs">, { current, next }: PasswordChange): Promise<Changed> {
  const { email, userId } = by;
  const key = `account:${email}`;
  if (isSignInBlocked({ account: await recentFailures(key), address: 0 })) return fail("too-many");
  const { passwordHash: before } = await db().user.findUniqueOrThrow({ where: { id: userId } });
  if (!(await isPassword(current, before))) {
    await db().signInFailure.create({ data: { key } });
    return fail("invalid", "That is not your present password. Nothing was changed.");
  }
  if (current === next) return fail("invalid", "That is the password you have. Choose another one.");
  const passwordHash = await hashPassword(next);
  return inTx(async (tx): Promise<Changed> => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, passwordHash: before },
      data: { passwordHash, ...endsSessions },
    });
    if (count === 0) return fail("invalid", "Your password was changed meanwhile. Sign in again.");
    // A link made earlier for a forgotten password would undo this one.
    await tx.invitation.deleteMany({ where: { userId, usedAt: null } });
    await recordAudit(tx, { actor: actorOf(by), action: "user.password-set", subject: "User", subjectId: userId });
    return ok({ email });
  });
}

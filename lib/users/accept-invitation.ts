import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { fail, ok, type Result } from "../result";
import { openInvitation } from "./data";
import { endsSessions, hashToken } from "./internal";
import { hashPassword } from "./password";
import type { Acceptance } from "./schema";

/** Sets the password of the person whom a link was made for, and ends every session of theirs. A link works once, and whoever holds it is that person: no
 *  door stands before this one. "not-found": it was used, has run out, or never was one. */
export async function acceptInvitation({
  token,
  password,
}: Acceptance): Promise<Result<{ email: string }, "not-found">> {
  const invited = await openInvitation(token);
  if (!invited.ok) return invited;
  const passwordHash = await hashPassword(password);
  const tokenHash = hashToken(token);
  return inTx(async (tx) => {
    const { count: taken } = await tx.invitation.updateMany({
      where: { tokenHash, usedAt: null, expiresAt: { gt: new Date() }, user: { disabledAt: null } },
      data: { usedAt: new Date() },
    });
    if (taken === 0) return fail("not-found");
    const { userId: id } = await tx.invitation.findUniqueOrThrow({ where: { tokenHash } });
    const { email, name } = await tx.user.update({ where: { id }, data: { passwordHash, ...endsSessions } });
    await tx.signInFailure.deleteMany({ where: { key: `account:${email}` } });
    await recordAudit(tx, {
      actor: { kind: "user", id, name },
      action: "user.password-set",
      subject: "User",
      subjectId: id,
    });
    return ok({ email });
  });
}

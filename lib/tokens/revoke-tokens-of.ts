import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { ok, type Result } from "../result";
import { type Allowed, actorOf } from "../users/allow";

/** Takes every token of a person that is not revoked out of use for good, with an audit row each: for one who forgot or
 *  lost more than a password. Answers how many; none is no failure, so it is safe to repeat. */
export function revokeTokensOf(
  by: Allowed<"administer">,
  { userId }: { userId: string },
): Promise<Result<{ revoked: number }, never>> {
  return inTx(async (tx) => {
    const rows = await tx.apiToken.updateManyAndReturn({
      where: { userId, revokedAt: null },
      data: { revokedAt: new Date() },
      select: { id: true, name: true, hint: true },
    });
    for (const { id: subjectId, name, hint } of rows) {
      const before = { name, hint, userId };
      await recordAudit(tx, { actor: actorOf(by), action: "token.revoked", subject: "ApiToken", subjectId, before });
    }
    return ok({ revoked: rows.length });
  });
}

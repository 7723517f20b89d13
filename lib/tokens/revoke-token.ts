import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { fail, ok, type Result } from "../result";
import { type Allowed, actorOf } from "../users/allow";
import { can } from "../users/rules";
import { toCard } from "./internal";
import type { TokenCard } from "./schema";

/** Takes a token out of use for good, with an audit row; its next call is refused. One's own, or for who administers
 *  anybody's. Safe to repeat. "not-found": no such token, or somebody else's. */
export function revokeToken(
  by: Allowed<"judge-pairs">,
  { tokenId }: { tokenId: string },
): Promise<Result<TokenCard, "not-found">> {
  const within = can(by.role, "administer") ? {} : { userId: by.userId };
  return inTx(async (tx) => {
    const { count } = await tx.apiToken.updateMany({
      where: { id: tokenId, revokedAt: null, ...within },
      data: { revokedAt: new Date() },
    });
    const row = await tx.apiToken.findFirst({ where: { id: tokenId, ...within } });
    if (!row) return fail("not-found");
    if (count > 0) {
      const { name, hint } = row;
      const before = { name, hint, userId: row.userId };
      await recordAudit(tx, {
        actor: actorOf(by),
        action: "token.revoked",
        subject: "ApiToken",
        subjectId: tokenId,
        before,
      });
    }
    return ok(toCard(row));
  });
}

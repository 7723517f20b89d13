import { randomBytes } from "node:crypto";
import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { fail, ok, type Result } from "../result";
import { type Allowed, actorOf } from "../users/allow";
import { hashOf, toCard } from "./internal";
import { scopesOf } from "./rules";
import { callsPerMinute, type MadeToken, type NewToken } from "./schema";

const mostTokens = 50;
const hintLength = 12;
const dayMs = 86_400_000;

/** Makes a token for the person who asks, with an audit row. The answer is the only place where it ever stands in full.
 *  "invalid": a scope that the person's role does not reach, or fifty tokens that work already. */
export async function makeToken(
  by: Allowed<"judge-pairs">,
  { name, scopes, days }: NewToken,
): Promise<Result<MadeToken, "invalid">> {
  const beyond = scopes.filter((scope) => !scopesOf(by.role).includes(scope));
  if (beyond.length > 0) return fail("invalid", `Your role does not reach ${beyond.join(", ")}.`);
  const token = `toile_${randomBytes(32).toString("base64url")}`;
  return inTx(async (tx) => {
    const working = await tx.apiToken.count({ where: { userId: by.userId, revokedAt: null } });
    if (working >= mostTokens) return fail("invalid", `You have ${mostTokens} tokens. Revoke one first.`);
    const row = await tx.apiToken.create({
      data: {
        userId: by.userId,
        name,
        scopes,
        hint: token.slice(0, hintLength),
        sha256: hashOf(token),
        perMinute: callsPerMinute,
        callsLeft: callsPerMinute,
        expiresAt: days === null ? null : new Date(Date.now() + days * dayMs),
      },
    });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "token.made",
      subject: "ApiToken",
      subjectId: row.id,
      after: { name, scopes, hint: row.hint },
    });
    return ok({ token, card: toCard(row) });
  });
}

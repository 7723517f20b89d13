import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { fail, ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf } from "./allow";
import { changeable, makeInvitation } from "./internal";
import type { Invitation } from "./schema";

/** A fresh link with which this person sets a password: for an invitation that ran out, or a password that is forgotten.
 *  The present password holds until then; links made before do not. */
export function renewInvitation(
  by: Allowed<"administer"> | AsSystem,
  { userId }: { userId: string },
): Promise<Result<Invitation, "not-found" | "invalid">> {
  return inTx(async (tx) => {
    const person = await changeable(tx, userId);
    if (!person.ok) return person;
    if (person.value.disabledAt) return fail("invalid", "This account is deactivated; activate it first.");
    const invitation = await makeInvitation(tx, userId);
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "user.invited",
      subject: "User",
      subjectId: userId,
      after: { expiresAt: invitation.expiresAt },
    });
    return ok(invitation);
  });
}

import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { fail, ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf } from "./allow";
import { makeInvitation } from "./internal";
import { noPassword } from "./password";
import type { Invitation, NewPerson } from "./schema";

/** Adds a person who sets a password of their own by the link that this answers with. Nobody can sign in as them before.
 *  "invalid": the address is taken. */
export function invitePerson(
  by: Allowed<"administer"> | AsSystem,
  person: NewPerson,
): Promise<Result<Invitation, "invalid">> {
  return inTx(async (tx) => {
    const { count } = await tx.user.createMany({
      data: [{ ...person, passwordHash: noPassword }],
      skipDuplicates: true,
    });
    if (count === 0) return fail("invalid", `${person.email} is there already.`);
    const { id } = await tx.user.findUniqueOrThrow({ where: { email: person.email }, select: { id: true } });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "user.added",
      subject: "User",
      subjectId: id,
      after: { ...person, isInvited: true },
    });
    return ok(await makeInvitation(tx, id));
  });
}

import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf } from "./allow";
import { changeable } from "./internal";

type Renamed = { userId: string; name: string };

/** Gives a person another name on screen. The same name again changes nothing. */
export function renamePerson(
  by: Allowed<"administer"> | AsSystem,
  { userId, name }: Renamed,
): Promise<Result<Renamed, "not-found">> {
  return inTx(async (tx): Promise<Result<Renamed, "not-found">> => {
    const person = await changeable(tx, userId);
    if (!person.ok) return person;
    if (person.value.name === name) return ok({ userId, name });
    await tx.user.update({ where: { id: userId }, data: { name } });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "user.renamed",
      subject: "User",
      subjectId: userId,
      before: { name: person.value.name },
      after: { name },
    });
    return ok({ userId, name });
  });
}

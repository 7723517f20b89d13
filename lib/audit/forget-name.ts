import type { Tx } from "../db";

/** The one case in which the trail is written over: a person's name as an actor, and name and address in the rows about
 *  that person, give way to the pseudonym. What was done, when, and by which id stays. */
export async function forgetName(tx: Tx, userId: string, pseudonym: string): Promise<void> {
  await tx.$executeRaw`UPDATE "AuditEntry" SET "actorName" = ${pseudonym} WHERE "actorId" = ${userId}::uuid`;
  // jsonb_set with false touches a name only where there is one.
  await tx.$executeRaw`
    UPDATE "AuditEntry" SET before = jsonb_set(before - 'email', '{name}', to_jsonb(${pseudonym}::text), false),
      after = jsonb_set(after - 'email', '{name}', to_jsonb(${pseudonym}::text), false)
    WHERE subject = 'User' AND "subjectId" = ${userId}`;
}

import { createHash, randomBytes } from "node:crypto";
import { db, type Tx } from "../db";
import { fail, ok, type Result } from "../result";
import { signInLimits } from "./rules";
import { type Invitation, invitationDays } from "./schema";

/** Who may sign in, and as what, changes for one person at a time: two admins who demote each other would leave none. */
export const holdPeople = (tx: Tx): Promise<number> => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('people'))`;

/** A person whose account can still be changed. */
export async function changeable(tx: Tx, userId: string) {
  const person = await tx.user.findUnique({ where: { id: userId } });
  return person && !person.pseudonymisedAt ? ok(person) : fail("not-found");
}

/** Refuses to take the role of an admin from the last one who may sign in. */
export async function leavesAnAdmin(tx: Tx, userId: string): Promise<Result<null, "last-admin">> {
  const others = await tx.user.count({ where: { role: "admin", disabledAt: null, id: { not: userId } } });
  return others > 0 ? ok(null) : fail("last-admin");
}

/** Failed sign-ins under this key within the window that counts. */
export const recentFailures = (key: string): Promise<number> =>
  db().signInFailure.count({
    where: { key, at: { gte: new Date(Date.now() - signInLimits.windowMinutes * 60_000) } },
  });

/** What ends every session that a person has open. */
export const endsSessions = { sessionEpoch: { increment: 1 } } as const;

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

const dayMs = 24 * 60 * 60 * 1_000;

/** Makes a link for this person; earlier ones hold no longer. */
export async function makeInvitation(tx: Tx, userId: string): Promise<Invitation> {
  await tx.invitation.deleteMany({ where: { userId, usedAt: null } });
  const token = randomBytes(24).toString("base64url");
  const expiresAt = new Date(Date.now() + invitationDays * dayMs);
  await tx.invitation.create({ data: { userId, tokenHash: hashToken(token), expiresAt } });
  return { userId, token, expiresAt: expiresAt.toISOString() };
}

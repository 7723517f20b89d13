import { db } from "../db";
import { fail, ok, type Result } from "../result";
import type { Allowed } from "./allow";
import { hashToken } from "./internal";
import { noPassword } from "./password";
import { type PersonRow, type PersonState, Preferences } from "./schema";
import { answersByPerson } from "./sql";

/** What this person has set for themselves; what an older version stored and nobody knows any more is left out. */
export async function preferencesOf(by: Allowed<"judge-pairs">): Promise<Preferences> {
  const { preferences } = await db().user.findUniqueOrThrow({
    where: { id: by.userId },
    select: { preferences: true },
  });
  return Preferences.safeParse(preferences).data ?? Preferences.parse({});
}

/** Everyone there is, those who may sign in first, by name. */
export async function people(_by: Allowed<"administer">): Promise<PersonRow[]> {
  const [rows, answers] = await Promise.all([
    db().user.findMany({
      orderBy: [{ name: "asc" }, { id: "asc" }],
      include: {
        groups: { select: { group: { select: { name: true } } } },
        invitations: { orderBy: { createdAt: "desc" } },
        apiTokens: { where: { revokedAt: null }, select: { expiresAt: true } },
      },
    }),
    answersByPerson(),
  ]);
  const now = new Date();
  const found = rows.map((row): PersonRow => {
    const link = row.invitations.find(({ usedAt, expiresAt }) => !usedAt && expiresAt > now);
    const given = answers.get(row.id);
    return {
      id: row.id,
      name: row.name,
      email: row.email,
      role: row.role,
      state: stateOf(row),
      isDemo: row.isDemo,
      groups: row.groups.map(({ group }) => group.name).sort(),
      answers: given?.answers ?? 0,
      lastAnswerAt: given?.lastAt.toISOString() ?? null,
      invitedUntil: link?.expiresAt.toISOString() ?? null,
      tokens: row.apiTokens.filter(({ expiresAt }) => expiresAt === null || expiresAt > now).length,
    };
  });
  const isOut = ({ state }: PersonRow) => Number(state === "disabled" || state === "pseudonymised");
  return found.toSorted((a, b) => isOut(a) - isOut(b));
}

function stateOf(row: { disabledAt: Date | null; pseudonymisedAt: Date | null; passwordHash: string }): PersonState {
  if (row.pseudonymisedAt) return "pseudonymised";
  if (row.disabledAt) return "disabled";
  return row.passwordHash === noPassword ? "invited" : "active";
}

/** Whom a link was made for. "not-found": it was used, has run out, or never was one. */
export async function openInvitation(token: string): Promise<Result<{ name: string; email: string }, "not-found">> {
  const found = await db().invitation.findFirst({
    where: { tokenHash: hashToken(token), usedAt: null, expiresAt: { gt: new Date() }, user: { disabledAt: null } },
    select: { user: { select: { name: true, email: true } } },
  });
  return found ? ok(found.user) : fail("not-found", "Links work once, for a week. Ask an admin for a new one.");
}

/** Who may sign in, by name: whom a manager can put into a group. */
export async function colleagues(_by: Allowed<"oversee">): Promise<{ id: string; name: string }[]> {
  return db().user.findMany({
    where: { disabledAt: null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
}

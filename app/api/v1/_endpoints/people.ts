import { z } from "zod";
import { env } from "@/lib/env";
import { endpoint } from "@/lib/http/api/endpoint";
import { ok, type Result } from "@/lib/result";
import { changeRole } from "@/lib/users/change-role";
import { people } from "@/lib/users/data";
import { disablePerson } from "@/lib/users/disable-person";
import { enablePerson } from "@/lib/users/enable-person";
import { invitePerson } from "@/lib/users/invite-person";
import { renewInvitation } from "@/lib/users/renew-invitation";
import { type Invitation, NewPerson, PersonId, PersonRow, RoleChange } from "@/lib/users/schema";

const writes = { method: "POST", tag: "People", scope: "people:write", can: "administer" } as const;
const params = z.object({ id: z.uuid() });
const Link = PersonId.extend({ link: z.url(), expiresAt: z.iso.datetime() });
const linkSays = "`link` sets a password, works once, and is not told again. Pass it on to its person alone.";

/** The link behind the hash, where no server's log sees it. */
const linked = async <F extends "invalid" | "not-found">(
  made: Promise<Result<Invitation, F>>,
): Promise<Result<z.infer<typeof Link>, F>> => {
  const answer = await made;
  if (!answer.ok) return answer;
  const { userId, token, expiresAt } = answer.value;
  return ok({ userId, link: `${env().NEXTAUTH_URL}/join#${token}`, expiresAt });
};

export const peopleEndpoints = [
  endpoint({
    method: "GET",
    path: "/people",
    tag: "People",
    title: "Everyone there is, those who may sign in first",
    scope: "people:read",
    can: "administer",
    answer: z.object({ people: z.array(PersonRow) }),
    handle: async ({ by }) => ({ people: await people(by) }),
  }),
  endpoint({
    ...writes,
    path: "/people",
    title: "Invite somebody",
    says: linkSays,
    isSecret: true,
    body: NewPerson,
    answer: Link,
    handle: ({ by, body }) => linked(invitePerson(by, body)),
  }),
  endpoint({
    ...writes,
    path: "/people/{id}/link",
    title: "Make a new link for a person's password",
    says: linkSays,
    isSecret: true,
    params,
    answer: Link,
    failures: ["not-found"],
    handle: ({ by, params: { id } }) => linked(renewInvitation(by, { userId: id })),
  }),
  endpoint({
    ...writes,
    path: "/people/{id}/role",
    title: "Give a person another role",
    params,
    body: RoleChange.pick({ role: true }),
    answer: RoleChange,
    failures: ["not-found", "last-admin"],
    handle: ({ by, params: { id }, body }) => changeRole(by, { userId: id, role: body.role }),
  }),
  endpoint({
    ...writes,
    path: "/people/{id}/deactivate",
    title: "Close a person's account; their answers stay",
    params,
    answer: PersonId,
    failures: ["not-found", "last-admin"],
    handle: ({ by, params: { id } }) => disablePerson(by, { userId: id }),
  }),
  endpoint({
    ...writes,
    path: "/people/{id}/activate",
    title: "Open a closed account again",
    params,
    answer: PersonId,
    failures: ["not-found"],
    handle: ({ by, params: { id } }) => enablePerson(by, { userId: id }),
  }),
];

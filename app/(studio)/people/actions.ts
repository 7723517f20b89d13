"use server";
import { revalidatePath } from "next/cache";
import { type ActionAnswer, act } from "@/lib/http/action";
import { revokeTokensOf } from "@/lib/tokens/revoke-tokens-of";
import { changeRole } from "@/lib/users/change-role";
import { disablePerson } from "@/lib/users/disable-person";
import { enablePerson } from "@/lib/users/enable-person";
import { invitePerson } from "@/lib/users/invite-person";
import { pseudonymisePerson } from "@/lib/users/pseudonymise-person";
import { renamePerson } from "@/lib/users/rename-person";
import { renewInvitation } from "@/lib/users/renew-invitation";
import { type Invitation, NewPerson, PersonId, Renaming, RoleChange } from "@/lib/users/schema";

async function fresh<T>(answer: Promise<ActionAnswer<T>>): Promise<ActionAnswer<T>> {
  const settled = await answer;
  if (settled.ok) revalidatePath("/people");
  return settled;
}

const person = { can: "administer", input: PersonId } as const;

export const invite = async (given: unknown): Promise<ActionAnswer<Invitation>> =>
  fresh(act({ can: "administer", input: NewPerson }, given, invitePerson));

export const makeLink = async (given: unknown): Promise<ActionAnswer<Invitation>> =>
  fresh(act(person, given, renewInvitation));

export const setRole = async (given: unknown) =>
  fresh(act({ can: "administer", input: RoleChange }, given, changeRole));

export const rename = async (given: unknown) => fresh(act({ can: "administer", input: Renaming }, given, renamePerson));

export const deactivate = async (given: unknown) => fresh(act(person, given, disablePerson));

export const activate = async (given: unknown) => fresh(act(person, given, enablePerson));

export const pseudonymise = async (given: unknown) => fresh(act(person, given, pseudonymisePerson));

export const revokeTokens = async (given: unknown) => fresh(act(person, given, revokeTokensOf));

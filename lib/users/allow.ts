import type { Actor } from "../audit/schema";
import { fail, ok, type Result } from "../result";
import { can } from "./rules";
import type { Capability, Session, SignedIn } from "./schema";
import { personNow } from "./sql";

declare const brand: unique symbol;
/** Proof that someone may do C. Only this file makes one, so a forgotten check does not compile. */
export type Allowed<C extends Capability> = SignedIn & { readonly [brand]: C };
/** Proof that the system itself acts: a job, or a person at the server's own shell. */
export type AsSystem = { readonly actor: Actor; readonly [brand]: "system" };

/** Checks the person's role in the database now, so that a changed role counts at once, and that a session was not ended
 *  meanwhile. who: a browser's session, or the id of a person who came by other means (a token of the API). */
export async function allow<C extends Capability>(
  who: Session | string | null | undefined,
  capability: C,
): Promise<Result<Allowed<C>, "sign-in" | "not-allowed">> {
  if (!who) return fail("sign-in");
  const person = typeof who === "string" ? await personNow(who, null) : await personNow(who.userId, who.epoch);
  if (!person) return fail("sign-in");
  return can(person.role, capability) ? ok(brandAs<C>(person)) : fail("not-allowed");
}

export const asSystem = (kind: "job" | "commandLine", name: string): AsSystem =>
  ({ actor: { kind, name } }) as AsSystem;

export const actorOf = (by: Allowed<Capability> | AsSystem): Actor =>
  "actor" in by ? by.actor : { kind: "user", id: by.userId, name: by.name };

/** The person's id, or null when the system acts. */
export const userIdOf = (by: Allowed<Capability> | AsSystem): string | null => ("actor" in by ? null : by.userId);

// The brand exists for the compiler alone; nothing carries it at run time.
const brandAs = <C extends Capability>(user: SignedIn) => user as Allowed<C>;

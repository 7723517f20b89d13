"use server";
import { sentenceOf } from "@/lib/http/failures";
import { acceptInvitation } from "@/lib/users/accept-invitation";
import { openInvitation } from "@/lib/users/data";
import { Acceptance, InvitationToken } from "@/lib/users/schema";

type Answer<T> = { ok: true; value: T } | { ok: false; sentence: string };
const unusable = "This link does not work any more. Links work once, for a week; ask an admin for a new one.";

/** Whom the link is for. */
export async function lookUp(given: unknown): Promise<Answer<{ name: string; email: string }>> {
  const parsed = InvitationToken.safeParse(given);
  if (!parsed.success) return { ok: false, sentence: unusable };
  const found = await openInvitation(parsed.data.token);
  return found.ok ? found : { ok: false, sentence: unusable };
}

/** Sets the password of the person whom the link is for. */
export async function accept(given: unknown): Promise<Answer<{ email: string }>> {
  const parsed = Acceptance.safeParse(given);
  if (!parsed.success) return { ok: false, sentence: parsed.error.issues[0]?.message ?? sentenceOf.invalid };
  const done = await acceptInvitation(parsed.data);
  return done.ok ? done : { ok: false, sentence: unusable };
}

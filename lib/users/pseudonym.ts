import { createHmac } from "node:crypto";
import { env } from "../env";

const length = 10;

/** A person's name in files that leave the house, and after pseudonymising everywhere: the same in every export of this
 *  instance, and no way back without its secret. */
export function pseudonymOf(userId: string): string {
  const secret = env().NEXTAUTH_SECRET ?? "";
  return `person-${createHmac("sha256", secret).update(`pseudonym ${userId}`).digest("hex").slice(0, length)}`;
}

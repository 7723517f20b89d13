import { db } from "../db";
import { fail, ok, type Result } from "../result";
import { recentFailures } from "./internal";
import { hashPassword, isPassword, noPassword } from "./password";
import { isSignInBlocked } from "./rules";
import type { Credentials, Session, SignedIn } from "./schema";

let decoy: Promise<string> | undefined;

/** Checks a password. Failures are counted by account and by address, in the database, so that a restart forgets none. */
export async function signIn(
  { email, password }: Credentials,
  address: string,
): Promise<Result<SignedIn & Session, "sign-in" | "too-many">> {
  const keys = { account: `account:${email}`, address: `address:${address}` };
  const [ofAccount, ofAddress] = await Promise.all([recentFailures(keys.account), recentFailures(keys.address)]);
  if (isSignInBlocked({ account: ofAccount, address: ofAddress })) return fail("too-many");
  const user = await db().user.findUnique({ where: { email } });
  // An unknown address, or one without a password, costs the same hash as a known one: time does not tell who has an
  // account.
  decoy ??= hashPassword("nobody has this password");
  const hash = user && user.passwordHash !== noPassword ? user.passwordHash : await decoy;
  const isRight = await isPassword(password, hash);
  if (user && isRight && hash === user.passwordHash && !user.disabledAt) {
    await db().signInFailure.deleteMany({ where: { key: keys.account } });
    return ok({ userId: user.id, name: user.name, email: user.email, role: user.role, epoch: user.sessionEpoch });
  }
  await db().signInFailure.createMany({ data: [{ key: keys.account }, { key: keys.address }] });
  return fail("sign-in");
}

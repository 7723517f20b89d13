import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { fail, ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf } from "./allow";
import { hashPassword } from "./password";
import { NewUser } from "./schema";

/** Adds a person. Refuses an address that is taken; a person is disabled later, never deleted. */
export async function addUser(
  by: Allowed<"administer"> | AsSystem,
  input: unknown,
  options: { isDemo?: boolean } = {},
): Promise<Result<{ userId: string }, "invalid">> {
  const parsed = NewUser.safeParse(input);
  if (!parsed.success) return fail("invalid", parsed.error.issues.map((issue) => issue.message).join(" "));
  const { password, ...user } = parsed.data;
  const passwordHash = await hashPassword(password);
  return inTx(async (tx) => {
    const { count } = await tx.user.createMany({
      data: [{ ...user, passwordHash, isDemo: options.isDemo ?? false }],
      skipDuplicates: true,
    });
    if (count === 0) return fail("invalid", `${user.email} is there already.`);
    const { id } = await tx.user.findUniqueOrThrow({ where: { email: user.email }, select: { id: true } });
    await recordAudit(tx, { actor: actorOf(by), action: "user.added", subject: "User", subjectId: id, after: user });
    return ok({ userId: id });
  });
}

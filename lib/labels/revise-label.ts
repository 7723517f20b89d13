import { Prisma } from "@/prisma/generated/client";
import { db, inTx } from "../db";
import { fail, ok, type Result } from "../result";
import type { Allowed } from "../users/allow";
import { replaceAnswer } from "./answers/sql";
import { toSaved } from "./internal";
import type { Revised } from "./rules";
import type { Revision, SavedLabel } from "./schema";

type Outcome = Result<SavedLabel, "not-found" | "revised" | "not-revisable" | "id-reused">;

/** Puts a new answer in the place of one's own earlier one to a pair: the old label stays, marked superseded, and its task
 *  stays closed. Safe to repeat. "revised": it was undone or revised meanwhile. "not-revisable": a check with a known
 *  answer, which counts as it was first given. */
export async function reviseLabel(
  by: Allowed<"judge-pairs">,
  { id, labelId, verdict, reason, note }: Revision,
): Promise<Outcome> {
  const revised: Revised = { id, labelId, verdict, reason: reason ?? null, note: note ?? null };
  try {
    const row = await inTx((tx) => replaceAnswer(tx, by.userId, revised));
    return row ? ok(toSaved(row)) : await explain(by.userId, revised);
  } catch (error) {
    if (!isTaken(error)) throw error;
    return explain(by.userId, revised);
  }
}

/** Why nothing was stored: a repeat, or a refusal. */
async function explain(userId: string, revised: Revised): Promise<Outcome> {
  const stored = await db().label.findUnique({ where: { id: revised.id } });
  if (stored) return isSame(stored, userId, revised) ? ok(toSaved(stored)) : fail("id-reused");
  const old = await db().label.findFirst({ where: { id: revised.labelId, userId, pairId: { not: null } } });
  if (!old) return fail("not-found");
  return fail(old.supersededAt ? "revised" : "not-revisable");
}

type StoredLabel = NonNullable<Awaited<ReturnType<ReturnType<typeof db>["label"]["findUnique"]>>>;

const isSame = (stored: StoredLabel, userId: string, revised: Revised): boolean =>
  stored.userId === userId &&
  stored.revisesId === revised.labelId &&
  stored.verdict === revised.verdict &&
  stored.reason === revised.reason &&
  stored.note === revised.note;

/** A unique index refused the new row; raw statements report it as P2010 with Postgres's own code. */
const isTaken = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && JSON.stringify([error.code, error.meta]).includes("23505");

import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db, runPrepared } from "../db";
import { Role, type SignedIn } from "./schema";

const Person = z.array(z.object({ userId: z.uuid(), name: z.string(), email: z.string(), role: Role })).max(1);

/** Who this is now; null when there is no such person, no longer one who may sign in, or when the session is of a count
 *  that is over. epoch null: no session, a token of the API. */
export async function personNow(userId: string, epoch: number | null): Promise<SignedIn | null> {
  const rows = await runPrepared(Prisma.sql`
    SELECT id AS "userId", name, email, role::text FROM "User" WHERE id = ${userId}::uuid AND "disabledAt" IS NULL
      AND "sessionEpoch" = coalesce(${epoch}::int, "sessionEpoch")`);
  return Person.parse(rows)[0] ?? null;
}

const AnswersRow = z.object({ userId: z.uuid(), answers: z.int(), lastAt: z.date() });

/** How many answers each person has given, and the time of the last: from an index alone. */
export async function answersByPerson(): Promise<Map<string, z.infer<typeof AnswersRow>>> {
  const rows = await db().$queryRaw`
    SELECT "userId", count(*)::int AS answers, max("createdAt") AS "lastAt" FROM "Label" GROUP BY 1`;
  return new Map(
    z
      .array(AnswersRow)
      .parse(rows)
      .map((row) => [row.userId, row]),
  );
}

import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db, runPrepared } from "../db";

const Spent = z
  .array(
    z.object({
      id: z.uuid(),
      userId: z.uuid(),
      name: z.string(),
      scopes: z.array(z.string()),
      perMinute: z.int(),
      callsLeft: z.number(),
      isReached: z.boolean(),
    }),
  )
  .max(1);

/** Finds the token and takes one call off what it may still make, in one statement; its twins wait for the row, so that
 *  no call is counted once for two. Calls flow back with time, up to a minute's worth. */
export async function spendCall(sha256: string) {
  const rows = await runPrepared(Prisma.sql`
    WITH found AS (
      SELECT id, least("perMinute"::float8, "callsLeft"
        + greatest(0, extract(epoch FROM clock_timestamp() - "countedAt")) * "perMinute" / 60) AS calls
      FROM "ApiToken"
      WHERE sha256 = ${sha256} AND "revokedAt" IS NULL AND ("expiresAt" IS NULL OR "expiresAt" > clock_timestamp())
      FOR NO KEY UPDATE)
    UPDATE "ApiToken" t SET "callsLeft" = CASE WHEN found.calls >= 1 THEN found.calls - 1 ELSE found.calls END,
      "countedAt" = clock_timestamp(), "lastUsedAt" = clock_timestamp()
    FROM found WHERE t.id = found.id
    RETURNING t.id, t."userId", t.name, t.scopes, t."perMinute", t."callsLeft", found.calls < 1 AS "isReached"`);
  return Spent.parse(rows)[0] ?? null;
}

/** An earlier call that never ended, because its process died, may be taken over after this. */
const abandonedSeconds = 300;

/** Takes a key for a call that begins. False: it is taken. */
export async function claimKey(tokenId: string, key: string, requestSha256: string): Promise<boolean> {
  const count = await db().$executeRaw`
    INSERT INTO "IdempotentCall" AS c ("tokenId", key, "requestSha256") VALUES (${tokenId}::uuid, ${key}, ${requestSha256})
    ON CONFLICT ("tokenId", key) DO UPDATE SET "createdAt" = now()
    WHERE c.status IS NULL AND c."requestSha256" = EXCLUDED."requestSha256"
      AND c."createdAt" < now() - make_interval(secs => ${abandonedSeconds})`;
  return count === 1;
}

const keptHours = 24;

/** Forgets answers that are older than a day. */
export const dropOldCalls = (): Promise<number> =>
  db().$executeRaw`DELETE FROM "IdempotentCall" WHERE "createdAt" < now() - make_interval(hours => ${keptHours}::int)`;

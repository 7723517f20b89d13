import { z } from "zod";
import { db, inTx, type Tx } from "../../db";
import { jobSender, send } from "../../jobs/boss";
import { staleAfterSeconds } from "../../jobs/rules";
import type { ChangeProgress } from "../schema";
import { cancelled, givenUp, mostAttempts } from "./rules";

const Claimed = z.object({ id: z.uuid(), source: z.string(), attempts: z.int() });
/** A change in this process's hands; `attempts` is the fence. */
export type ClaimedDescriptions = z.infer<typeof Claimed>;

/** Takes up a change that waits; null when someone else has it or it is over. */
export async function claimDescriptions(id: string): Promise<ClaimedDescriptions | null> {
  const rows = await db().$queryRaw<unknown[]>`
    UPDATE "DescriptionChange" SET status = 'running', attempts = attempts + 1, reason = NULL, "heartbeatAt" = now()
    WHERE id = ${id}::uuid AND status = 'queued' AND "cancelAskedAt" IS NULL
    RETURNING id, source, attempts`;
  return rows[0] ? Claimed.parse(rows[0]) : null;
}

const Seen = z.array(z.object({ wish: z.literal("cancel").nullable() }));

/** The heartbeat with the progress; null when the change is not this process's any more. */
export async function beatDescriptions(
  { id, attempts }: ClaimedDescriptions,
  progress: ChangeProgress | null,
): Promise<{ wish: "cancel" | null } | null> {
  const rows = await db().$queryRaw<unknown[]>`
    UPDATE "DescriptionChange" SET "heartbeatAt" = now(),
      progress = coalesce(${progress && JSON.stringify(progress)}::jsonb, progress)
    WHERE id = ${id}::uuid AND attempts = ${attempts} AND status = 'running'
    RETURNING CASE WHEN "cancelAskedAt" IS NOT NULL THEN 'cancel' END AS wish`;
  return Seen.parse(rows)[0] ?? null;
}

type Ending = { status: "finished" | "failed" | "cancelled"; reason: string; encoderId?: string };

/** Ends a change that is still this process's; false when it is not, or when somebody gave it up in the last moment. */
export async function endDescriptions(
  tx: Tx,
  { id, attempts }: ClaimedDescriptions,
  { status, reason, encoderId }: Ending,
): Promise<boolean> {
  const ended = await tx.$executeRaw`
    UPDATE "DescriptionChange" SET status = ${status}::"RunStatus", reason = ${reason}, progress = NULL,
      "encoderId" = coalesce(${encoderId ?? null}::uuid, "encoderId"), "finishedAt" = now()
    WHERE id = ${id}::uuid AND attempts = ${attempts} AND status = 'running'
      AND (${status} <> 'finished' OR "cancelAskedAt" IS NULL)`;
  return ended === 1;
}

/** A worker that stops on purpose gives it back uncounted, with a job for the next one. */
export async function returnDescriptions(change: ClaimedDescriptions): Promise<void> {
  const { id, attempts } = change;
  await inTx(async (tx) => {
    const returned = await tx.$executeRaw`
      UPDATE "DescriptionChange" SET status = 'queued', attempts = attempts - 1, progress = NULL
      WHERE id = ${id}::uuid AND attempts = ${attempts} AND status = 'running' AND "cancelAskedAt" IS NULL`;
    if (returned > 0) await send(tx, "change-descriptions", { changeId: id });
    else await endDescriptions(tx, change, { status: "cancelled", reason: cancelled });
  });
}

/** Changes whose process fell silent wait again, end where somebody had asked for that, or fail after the last attempt;
 *  those whose job was lost get another one. */
export async function takeUpLostDescriptions(): Promise<void> {
  await jobSender();
  const age = staleAfterSeconds.run;
  await inTx(async (tx) => {
    await tx.$executeRaw`
      UPDATE "DescriptionChange" SET progress = NULL, "finishedAt" = now(),
        status = CASE WHEN "cancelAskedAt" IS NULL THEN 'failed' ELSE 'cancelled' END::"RunStatus",
        reason = CASE WHEN "cancelAskedAt" IS NULL THEN ${givenUp} ELSE ${cancelled} END
      WHERE status = 'running' AND ("cancelAskedAt" IS NOT NULL OR attempts >= ${mostAttempts})
        AND "heartbeatAt" < now() - make_interval(secs => ${age})`;
    const lost = await tx.$queryRaw<{ id: string }[]>`
      UPDATE "DescriptionChange" SET status = 'queued', progress = NULL
      WHERE status = 'running' AND "heartbeatAt" < now() - make_interval(secs => ${age}) RETURNING id`;
    const forgotten = await tx.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM "DescriptionChange" c WHERE c.status = 'queued' AND c."createdAt" < now() - interval '30 seconds'
        AND NOT EXISTS (SELECT 1 FROM pgboss.job j WHERE j.name = 'change-descriptions' AND j.singleton_key = c.id::text
          AND j.state IN ('created', 'retry'))`;
    for (const id of new Set([...lost, ...forgotten].map((one) => one.id)))
      await send(tx, "change-descriptions", { changeId: id });
  });
}

import { z } from "zod";
import { db, inTx } from "../../db";
import { jobSender, send } from "../../jobs/boss";
import { staleAfterSeconds } from "../../jobs/rules";
import { cancelled, givenUp, lostWorker, maxAttempts } from "../rules";
import type { RunProgress } from "../schema";
import type { FineTuningOutcome } from "./schema";

const Claimed = z.object({
  id: z.uuid(),
  source: z.string(),
  isKeptAnyway: z.boolean(),
  seed: z.int(),
  attempts: z.int(),
});
/** A fine-tuning in this worker's hands; `attempts` is the fence. */
export type ClaimedTuning = z.infer<typeof Claimed>;

/** Takes up a fine-tuning that waits; null when someone else has it or it is over. */
export async function claimTuning(id: string): Promise<ClaimedTuning | null> {
  const rows = await db().$queryRaw<unknown[]>`
    UPDATE "FineTuning" SET status = 'running', attempts = attempts + 1, progress = NULL, reason = NULL, "heartbeatAt" = now()
    WHERE id = ${id}::uuid AND status = 'queued' AND "cancelAskedAt" IS NULL
    RETURNING id, source, "isKeptAnyway", seed, attempts`;
  return rows[0] ? Claimed.parse(rows[0]) : null;
}

const Seen = z.array(z.object({ isCancelAsked: z.boolean() }));

/** The heartbeat with the progress; null when the fine-tuning is not this worker's any more. */
export async function beatTuning(
  { id, attempts }: ClaimedTuning,
  progress: RunProgress | null,
): Promise<{ isCancelAsked: boolean } | null> {
  const rows = await db().$queryRaw<unknown[]>`
    UPDATE "FineTuning" SET "heartbeatAt" = now(),
      progress = coalesce(${progress && JSON.stringify(progress)}::jsonb, progress)
    WHERE id = ${id}::uuid AND attempts = ${attempts} AND status = 'running'
    RETURNING "cancelAskedAt" IS NOT NULL AS "isCancelAsked"`;
  return Seen.parse(rows)[0] ?? null;
}

type Ending = {
  status: "finished" | "failed" | "cancelled";
  reason: string | null;
  outcome?: FineTuningOutcome;
};

/** Ends a fine-tuning that is still this worker's. */
export async function endTuning({ id, attempts }: ClaimedTuning, { status, reason, outcome }: Ending): Promise<void> {
  await db().$executeRaw`
    UPDATE "FineTuning" SET status = ${status}::"RunStatus", reason = ${reason}, progress = NULL, "finishedAt" = now(),
      outcome = ${outcome === undefined ? null : JSON.stringify(outcome)}::jsonb
    WHERE id = ${id}::uuid AND attempts = ${attempts} AND status = 'running'`;
}

/** A worker that stops on purpose gives it back uncounted, with a job for the next one. */
export async function returnTuning(tuning: ClaimedTuning): Promise<void> {
  const { id, attempts } = tuning;
  await inTx(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE "FineTuning" SET status = 'queued', attempts = attempts - 1, progress = NULL
      WHERE id = ${id}::uuid AND attempts = ${attempts} AND status = 'running' AND "cancelAskedAt" IS NULL`;
    if (count > 0) await send(tx, "fine-tune", { tuningId: id });
  });
  // Somebody cancelled it in the last moment.
  await endTuning(tuning, { status: "cancelled", reason: cancelled });
}

/** Fine-tunings whose worker fell silent, or whose job was lost with it, wait again, end where somebody had asked for that, or fail after the last attempt. */
export async function takeUpLostTunings(): Promise<void> {
  await jobSender();
  const age = staleAfterSeconds.run;
  await inTx(async (tx) => {
    await tx.$executeRaw`
      UPDATE "FineTuning" SET status = 'cancelled', reason = ${cancelled}, progress = NULL, "finishedAt" = now()
      WHERE status = 'running' AND "cancelAskedAt" IS NOT NULL AND "heartbeatAt" < now() - make_interval(secs => ${age})`;
    await tx.$executeRaw`
      UPDATE "FineTuning" SET status = 'failed', reason = ${givenUp(lostWorker)}, progress = NULL, "finishedAt" = now()
      WHERE status = 'running' AND attempts >= ${maxAttempts} AND "heartbeatAt" < now() - make_interval(secs => ${age})`;
    const lost = await tx.$queryRaw<{ id: string }[]>`
      UPDATE "FineTuning" SET status = 'queued', progress = NULL
      WHERE status = 'running' AND "heartbeatAt" < now() - make_interval(secs => ${age}) RETURNING id`;
    const forgotten = await tx.$queryRaw<{ id: string }[]>`
      SELECT t.id FROM "FineTuning" t WHERE t.status = 'queued' AND t."createdAt" < now() - interval '30 seconds'
        AND NOT EXISTS (SELECT 1 FROM pgboss.job j WHERE j.name = 'fine-tune' AND j.singleton_key = t.id::text
          AND j.state IN ('created', 'retry'))`;
    for (const id of new Set([...lost, ...forgotten].map((one) => one.id)))
      await send(tx, "fine-tune", { tuningId: id });
  });
}

import { z } from "zod";
import { db, inTx, type Tx } from "../../db";
import { jobSender, send } from "../../jobs/boss";
import { staleAfterSeconds } from "../../jobs/rules";
import { Head } from "../../models/schema";
import { cancelled, givenUp, lostWorker, maxAttempts } from "../rules";

const Claimed = z.object({
  id: z.uuid(),
  head: Head,
  seed: z.int(),
  attempts: z.int(),
  snapshotId: z.uuid().nullable(),
  startedById: z.uuid().nullable(),
  promoteWhenDone: z.boolean(),
  encoderId: z.uuid().nullable(),
});
/** A run in our hands. `attempts` is the fence: whoever takes it up next raises it, and our writes then find no row. */
export type ClaimedRun = z.infer<typeof Claimed>;

/** Takes up a queued run, for one more attempt; null when someone else has it or it is over. One statement, so two
 *  workers never train one run. */
export async function claimRun(runId: string): Promise<ClaimedRun | null> {
  const rows = await db().$queryRaw<unknown[]>`
    UPDATE "Run" SET status = 'running', attempts = attempts + 1, phase = 'Preparing', progress = NULL, curve = '[]',
      "startedAt" = coalesce("startedAt", now()), "heartbeatAt" = now()
    WHERE id = ${runId}::uuid AND status = 'queued' AND "cancelAskedAt" IS NULL AND attempts < ${maxAttempts}
    RETURNING id, head, seed, attempts, "snapshotId", "startedById", "promoteWhenDone", "encoderId"`;
  return rows.length === 0 ? null : Claimed.parse(rows[0]);
}

type Ending = { status: "failed" | "cancelled"; reason: string };

/** Ends our run without a version. False when it is no longer ours. */
export const endRun = (run: ClaimedRun, ending: Ending): Promise<boolean> => endIn(db(), run, ending);

/** endRun() as a part of the caller's transaction. */
export async function endIn(tx: Tx, run: ClaimedRun, { status, reason }: Ending): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE "Run" SET status = ${status}::"RunStatus", reason = ${reason}, phase = NULL, "finishedAt" = now()
    WHERE id = ${run.id}::uuid AND status = 'running' AND attempts = ${run.attempts}`;
  return count > 0;
}

/** Puts our run back into the queue, with a job for it. `keepsAttempt`: its process was lost, so the attempt counts; a
 *  worker that stops on purpose gives it back uncounted. */
export async function returnRun(
  run: ClaimedRun,
  reason: string | null,
  options: { keepsAttempt: boolean },
): Promise<void> {
  const attempts = options.keepsAttempt ? run.attempts : run.attempts - 1;
  await inTx(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE "Run" SET status = 'queued', phase = NULL, reason = ${reason}, attempts = ${attempts}
      WHERE id = ${run.id}::uuid AND status = 'running' AND attempts = ${run.attempts} AND "cancelAskedAt" IS NULL`;
    if (count > 0) await send(tx, "train", { runId: run.id });
    else await endIn(tx, run, { status: "cancelled", reason: cancelled });
  });
}

/** Finds runs whose worker fell silent, and queued ones whose job was lost with it: back into the queue, or failed after
 *  the last attempt. Safe to run in every worker at once. Answers the runs it queued. */
export async function takeUpLostRuns(): Promise<string[]> {
  // Makes sure that the job tables are there to look into.
  await jobSender();
  return inTx(async (tx) => {
    const age = staleAfterSeconds.run;
    await tx.$executeRaw`
      UPDATE "Run" SET status = 'cancelled', reason = ${cancelled}, phase = NULL, "finishedAt" = now()
      WHERE status = 'running' AND "cancelAskedAt" IS NOT NULL AND "heartbeatAt" < now() - make_interval(secs => ${age})`;
    await tx.$executeRaw`
      UPDATE "Run" SET status = 'failed', reason = ${givenUp(lostWorker)}, phase = NULL, "finishedAt" = now()
      WHERE status = 'running' AND attempts >= ${maxAttempts} AND "heartbeatAt" < now() - make_interval(secs => ${age})`;
    const lost = await tx.$queryRaw<{ id: string }[]>`
      UPDATE "Run" SET status = 'queued', phase = NULL, reason = ${lostWorker}
      WHERE status = 'running' AND "heartbeatAt" < now() - make_interval(secs => ${age}) RETURNING id`;
    return requeue(tx, [...lost, ...(await forgottenRuns(tx))]);
  });
}

/** Queued for a while with no job that waits or works for them. */
async function forgottenRuns(tx: Tx): Promise<{ id: string }[]> {
  return tx.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM "Run" r WHERE r.status = 'queued' AND r."createdAt" < now() - interval '30 seconds'
      AND NOT EXISTS (SELECT 1 FROM pgboss.job j WHERE j.name = 'train' AND j.singleton_key = r.id::text
        AND j.state IN ('created', 'retry'))`;
}

async function requeue(tx: Tx, runs: { id: string }[]): Promise<string[]> {
  const ids = [...new Set(runs.map((run) => run.id))];
  for (const runId of ids) await send(tx, "train", { runId });
  return ids;
}

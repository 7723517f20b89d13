import { z } from "zod";
import { db, type Tx } from "../../db";
import { staleAfterSeconds } from "../../jobs/rules";
import type { ImportPlan, ImportSettings, JobProgress } from "./schema";

/** Sets a job to its dry run, from wherever nothing runs and nothing was written. Answers whether it did. */
export async function markChecking(tx: Tx, jobId: string, settings: ImportSettings): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE "ImportJob" SET status = 'checking', options = ${JSON.stringify(settings)}::jsonb, plan = NULL, reason = NULL,
      progress = NULL, attempts = 0, "heartbeatAt" = NULL, "cancelAskedAt" = NULL
    WHERE id = ${jobId}::uuid AND "importId" IS NULL AND status IN ('draft', 'checked', 'failed', 'cancelled')`;
  return changed === 1;
}

/** Sets a job to being written: one that was looked at, or that was stopped while it was written. */
export async function markApplying(tx: Tx, jobId: string): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE "ImportJob" SET status = 'applying', reason = NULL, progress = NULL, attempts = 0, "heartbeatAt" = NULL,
      "cancelAskedAt" = NULL, "finishedAt" = NULL, "startedAt" = coalesce("startedAt", now())
    WHERE id = ${jobId}::uuid AND (status = 'checked' OR ("importId" IS NOT NULL AND status IN ('failed', 'cancelled')))`;
  return changed === 1;
}

/** Sets a file that was just received to being written, without a dry run: a program asks for it. */
export async function markUnseen(tx: Tx, jobId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ImportJob" SET status = 'applying', "startedAt" = now() WHERE id = ${jobId}::uuid AND status = 'draft'`;
}

/** Asks a running job to stop; one that nobody works on is stopped by this. */
export async function markCancelled(tx: Tx, jobId: string): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE "ImportJob" SET "cancelAskedAt" = now(),
      status = CASE WHEN "heartbeatAt" IS NULL AND status <> 'draft' THEN 'cancelled' ELSE status END,
      "finishedAt" = CASE WHEN "heartbeatAt" IS NULL THEN now() END
    WHERE id = ${jobId}::uuid AND status IN ('checking', 'applying')`;
  if (changed === 1) await settleImport(tx, jobId);
  return changed === 1;
}

/** The report's row ends as its job did. */
async function settleImport(tx: Tx, jobId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Import" i SET status = j.status::text::"ImportStatus", "finishedAt" = now()
    FROM "ImportJob" j WHERE j.id = ${jobId}::uuid AND i.id = j."importId" AND j.status IN ('failed', 'cancelled')`;
}

export type Doing = "checking" | "applying";
/** A job that this worker has taken up. attempts tells it from one that another worker took up later. */
export type ClaimedJob = { id: string; doing: Doing; attempts: number };

const Claimed = z.array(z.object({ attempts: z.int() }));

/** Takes a job up unless another worker's heartbeat is fresh. */
export async function claimJob(id: string, doing: Doing): Promise<ClaimedJob | null> {
  const rows = await db().$queryRaw`
    UPDATE "ImportJob" SET attempts = attempts + 1, "heartbeatAt" = now()
    WHERE id = ${id}::uuid AND status = ${doing}::"ImportJobStatus"
      AND ("heartbeatAt" IS NULL OR "heartbeatAt" < now() - ${staleAfterSeconds.run} * interval '1 second')
    RETURNING attempts`;
  const [row] = Claimed.parse(rows);
  return row ? { id, doing, attempts: row.attempts } : null;
}

const Seen = z.array(z.object({ isCancelAsked: z.boolean() }));

/** The heartbeat with the progress; null when the job is not this worker's any more. */
export async function beat(job: ClaimedJob, progress: JobProgress | null): Promise<{ isCancelAsked: boolean } | null> {
  const rows = await db().$queryRaw`
    UPDATE "ImportJob" SET "heartbeatAt" = now(), progress = coalesce(${progress && JSON.stringify(progress)}::jsonb, progress)
    WHERE id = ${job.id}::uuid AND status = ${job.doing}::"ImportJobStatus" AND attempts = ${job.attempts}
    RETURNING "cancelAskedAt" IS NOT NULL AS "isCancelAsked"`;
  return Seen.parse(rows)[0] ?? null;
}

type Ending = { status: "checked" | "finished" | "failed" | "cancelled"; reason?: string; plan?: ImportPlan };

/** Ends a job that is still this worker's. */
export async function endJob(job: ClaimedJob, { status, reason = undefined, plan }: Ending): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const changed = await tx.$executeRaw`
      UPDATE "ImportJob" SET status = ${status}::"ImportJobStatus", reason = ${reason ?? null},
        plan = coalesce(${plan ? JSON.stringify(plan) : null}::jsonb, plan),
        "finishedAt" = CASE WHEN ${status !== "checked"} THEN now() END, "heartbeatAt" = NULL
      WHERE id = ${job.id}::uuid AND status = ${job.doing}::"ImportJobStatus" AND attempts = ${job.attempts}`;
    if (changed === 1) await settleImport(tx, job.id);
    return changed === 1;
  });
}

/** Gives a job back at once, for another worker to take up. */
export async function releaseJob(job: ClaimedJob): Promise<void> {
  await db().$executeRaw`
    UPDATE "ImportJob" SET "heartbeatAt" = NULL WHERE id = ${job.id}::uuid AND attempts = ${job.attempts}`;
}

const Lost = z.array(z.object({ id: z.uuid(), status: z.enum(["checking", "applying"]), attempts: z.int() }));

/** Jobs whose worker has not been heard of. */
export async function lostJobs(): Promise<z.infer<typeof Lost>> {
  const rows = await db().$queryRaw`
    SELECT id, status, attempts FROM "ImportJob"
    WHERE status IN ('checking', 'applying') AND (
      "heartbeatAt" < now() - ${staleAfterSeconds.run} * interval '1 second'
      OR ("heartbeatAt" IS NULL AND attempts > 0))`;
  return Lost.parse(rows);
}

/** Notes how far a job is written, in its batch's transaction. Throws when another worker has it now: its batch must not
 *  be written. */
export async function noteDone(tx: Tx, job: ClaimedJob, doneRows: number, counts: unknown): Promise<void> {
  const changed = await tx.$executeRaw`
    UPDATE "ImportJob" SET "doneRows" = ${doneRows}, "doneCounts" = ${JSON.stringify(counts)}::jsonb
    WHERE id = ${job.id}::uuid AND status = 'applying' AND attempts = ${job.attempts}`;
  if (changed !== 1) throw new Error("Another worker has taken this import up.");
}

/** Gives a job up whose worker died again and again: it would only take the next one down. */
export async function failLost(id: string, reason: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE "ImportJob" SET status = 'failed', reason = ${reason}, "finishedAt" = now(), "heartbeatAt" = NULL
      WHERE id = ${id}::uuid AND status IN ('checking', 'applying')
        AND ("heartbeatAt" IS NULL OR "heartbeatAt" < now() - ${staleAfterSeconds.run} * interval '1 second')`;
    await settleImport(tx, id);
  });
}

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plan } from "@/ml/train-protocol";
import { db, inTx } from "../../db";
import { inChild, type PlanOutcome } from "../../jobs/child";
import { inWorkspace } from "../../jobs/workspace";
import type { Promoter } from "../../models/promote";
import { storeVersion } from "../../models/store-version";
import { asSystem } from "../../users/allow";
import { cancelled, givenUp, mayTryAgain } from "../rules";
import { type FrozenSnapshot, freezeSnapshot, readSnapshot } from "../snapshot/freeze-snapshot";
import { type ClaimedRun, claimRun, endIn, endRun, returnRun } from "./claim";
import { codeVersion } from "./code-version";
import { metricsFrom } from "./metrics";
import { type RunWatch, watchRun } from "./watch";

export type TrainOptions = {
  /** The worker is stopping: the run goes back to the queue. */
  signal?: AbortSignal;
  /** Hyperparameters other than ml's own, for tests and benches. */
  config?: Record<string, unknown>;
  onChild?: (pid: number) => void;
};

/** Trains a queued run and stores the version. A run that is over, or that another worker has, is left alone. Whatever
 *  happens the run ends as finished, failed or cancelled with a sentence, or lies in the queue again. */
export async function trainRun(runId: string, options: TrainOptions = {}): Promise<void> {
  for (let run = await claimRun(runId); run; run = await claimRun(runId)) {
    const goesOn = await attempt(run, options);
    if (!goesOn) return;
  }
}

/** One attempt. True when the run is back in the queue for us to try again at once. */
async function attempt(run: ClaimedRun, options: TrainOptions): Promise<boolean> {
  const watch = watchRun(run);
  const stop = options.signal ? AbortSignal.any([watch.signal, options.signal]) : watch.signal;
  const child = { signal: stop, onProgress: watch.report, onStart: options.onChild };
  try {
    return await inWorkspace(`${run.id}.${run.attempts}`, (folder) =>
      inChild(child, async (runPlan) => {
        const snapshot = await snapshotOf(run);
        if (!snapshot) {
          await endRun(run, {
            status: "failed",
            reason: "Nothing has been embedded yet. Run the embedding, then train again.",
          });
          return false;
        }
        const outcome = await runPlan(await planOf(run, snapshot, folder, options));
        if (outcome.ended !== "done") return endOf(run, outcome, watch, options);
        watch.phase("Storing");
        await watch.end();
        await storeResult(run, snapshot, outcome, await readFile(join(folder, "artifact.bin")));
        return false;
      }),
    );
  } catch (error) {
    // A full disk or a damaged snapshot: trying again at once would not help, and the manager must hear of it.
    await endRun(run, { status: "failed", reason: sentenceOf(error) });
    throw error;
  } finally {
    await watch.end();
  }
}

/** Frozen at the first attempt, read back at the next ones: a restart trains on the same data. */
async function snapshotOf(run: ClaimedRun): Promise<FrozenSnapshot | null> {
  if (run.snapshotId) return readSnapshot(run.snapshotId);
  const frozen = await freezeSnapshot(run.head, run.encoderId ?? undefined);
  if (frozen) await db().run.update({ where: { id: run.id }, data: { snapshotId: frozen.snapshotId } });
  return frozen;
}

async function planOf(
  run: ClaimedRun,
  snapshot: FrozenSnapshot,
  folder: string,
  { config }: TrainOptions,
): Promise<Plan> {
  const input = join(folder, "dataset.bin");
  await writeFile(input, snapshot.bytes);
  const task = run.head === "compatibility" ? "train-compatibility" : "train-category";
  return { task, input, output: join(folder, "artifact.bin"), seed: run.seed, config };
}

/** What becomes of a run whose child brought no artifact. True: try again at once. */
async function endOf(
  run: ClaimedRun,
  outcome: Exclude<PlanOutcome, { ended: "done" }>,
  watch: RunWatch,
  { signal }: TrainOptions,
): Promise<boolean> {
  await watch.end();
  if (outcome.ended === "failed") {
    await endRun(run, { status: "failed", reason: outcome.reason });
    return false;
  }
  if (outcome.ended === "died") {
    if (!mayTryAgain(run.attempts)) {
      await endRun(run, { status: "failed", reason: givenUp(outcome.reason) });
      return false;
    }
    await returnRun(run, outcome.reason, { keepsAttempt: true });
    return !signal?.aborted;
  }
  if (watch.stopReason() === "cancelled") await endRun(run, { status: "cancelled", reason: cancelled });
  else if (watch.stopReason() === null) await returnRun(run, null, { keepsAttempt: false });
  return false;
}

/** Stores the version and ends the run in one transaction, unless the run was cancelled or taken meanwhile. */
async function storeResult(
  run: ClaimedRun,
  snapshot: FrozenSnapshot,
  outcome: Extract<PlanOutcome, { ended: "done" }>,
  weights: Uint8Array,
): Promise<void> {
  await inTx(
    async (tx) => {
      const count = await tx.$executeRaw`
      UPDATE "Run" SET status = 'finished', phase = NULL, "finishedAt" = now(), reason = NULL
      WHERE id = ${run.id}::uuid AND status = 'running' AND attempts = ${run.attempts} AND "cancelAskedAt" IS NULL`;
      if (count === 0) {
        await endIn(tx, run, { status: "cancelled", reason: cancelled });
        return;
      }
      await storeVersion(
        tx,
        promoterOf(run),
        {
          head: run.head,
          runId: run.id,
          snapshotId: snapshot.snapshotId,
          encoderId: snapshot.encoderId,
          seed: run.seed,
          backend: outcome.backend,
          codeVersion: await codeVersion(),
          metrics: metricsFrom(run.head, outcome.metrics),
          weights,
        },
        { promote: run.promoteWhenDone },
      );
    },
    { timeoutMs: 60_000 },
  );
}

// The run promotes as a job; who started it stands in the run itself.
const promoterOf = (run: ClaimedRun): Promoter => asSystem("job", `train ${run.head}`);

function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // Of a full disk below Postgres only its message tells.
  if ((error as NodeJS.ErrnoException).code === "ENOSPC" || /no space left on device/i.test(message)) {
    return "The disk is full, so the run's files could not be written. The version that served before still serves.";
  }
  return `The training stopped on an error: ${message.trim().split("\n").at(-1)}`;
}

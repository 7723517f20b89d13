import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plan, Progress } from "@/ml/train-protocol";
import { db, inTx } from "../../db";
import { inChild, type PlanOutcome } from "../../jobs/child";
import type { WorkWatch } from "../../jobs/watch-work";
import { inWorkspace } from "../../jobs/workspace";
import type { Promoter } from "../../models/promote";
import { storeVersion } from "../../models/store-version";
import { asSystem } from "../../users/allow";
import { givenUp, mayTryAgain } from "../rules";
import { type FrozenSnapshot, freezeSnapshot, readSnapshot } from "../snapshot/freeze-snapshot";
import { codeVersion } from "./code-version";
import { followProgress } from "./follow-progress";
import { metricsFrom } from "./metrics";
import { type ClaimedRun, type RunNews, runWork } from "./run-work";

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
  for (let run = await runWork.claim(runId); run; run = await runWork.claim(runId)) {
    const goesOn = await attempt(run, options);
    if (!goesOn) return;
  }
}

/** One attempt. True when the run is back in the queue for us to try again at once. */
async function attempt(run: ClaimedRun, options: TrainOptions): Promise<boolean> {
  const watch = runWork.watch(run, options.signal ?? new AbortController().signal);
  const news = followProgress();
  const child = {
    signal: watch.signal,
    onProgress: (message: Progress) => watch.report(news.told(message)),
    onStart: options.onChild,
  };
  try {
    return await inWorkspace(`${run.id}.${run.attempts}`, (folder) =>
      inChild(child, async (runPlan) => {
        const snapshot = await snapshotOf(run);
        if (!snapshot) {
          await failRun(run, "Nothing has been embedded yet. Run the embedding, then train again.");
          return false;
        }
        const outcome = await runPlan(await planOf(run, snapshot, folder, options));
        if (outcome.ended === "done") watch.report(news.inPhase("Storing"));
        await watch.end();
        if (outcome.ended !== "done") return endOf(run, outcome, watch, options);
        await storeResult(run, snapshot, outcome, await readFile(join(folder, "artifact.bin")));
        return false;
      }),
    );
  } catch (error) {
    // A full disk or a damaged snapshot: trying again at once would not help, and the manager must hear of it.
    await failRun(run, sentenceOf(error));
    throw error;
  } finally {
    await watch.end();
  }
}

const failRun = (run: ClaimedRun, reason: string) => runWork.end(db(), run, { status: "failed", reason });

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
  watch: WorkWatch<RunNews, "cancel">,
  { signal }: TrainOptions,
): Promise<boolean> {
  if (outcome.ended === "died" && mayTryAgain(run.attempts)) {
    await runWork.giveBack(run, outcome.reason);
    return !signal?.aborted;
  }
  const why = watch.why();
  if (outcome.ended === "died") await failRun(run, givenUp(outcome.reason));
  else if (outcome.ended === "failed") await failRun(run, outcome.reason);
  else if (why) await runWork.leave(run, why);
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
      if (!(await runWork.finish(tx, run))) return;
      await storeVersion(
        tx,
        promoterOf(run),
        {
          head: run.head,
          runId: run.id,
          snapshotId: snapshot.snapshotId,
          encoderId: snapshot.encoderId,
          descriptionEncoderId: snapshot.descriptionEncoderId,
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

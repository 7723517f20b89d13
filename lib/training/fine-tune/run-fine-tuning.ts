import { join } from "node:path";
import type { Metrics } from "@/ml/train-protocol";
import { env } from "../../env";
import { asSystem } from "../../users/allow";
import { cancelled, heartbeatEveryMs, progressEveryMs } from "../rules";
import { type FineTuning, fineTuneEncoder, type TuningOptions } from "./fine-tune-encoder";
import type { FineTuningOutcome, TuningGain } from "./schema";
import { beatTuning, type ClaimedTuning, claimTuning, endTuning, returnTuning } from "./sql";

/** Tunes as a queued fine-tuning asks. One that is over, or that another worker has, is left alone. Whatever happens it ends
 *  as finished, failed or cancelled with a sentence, or waits again for a worker. */
export async function runFineTuning(
  id: string,
  stopping: AbortSignal,
  { config }: Pick<TuningOptions, "config"> = {},
): Promise<void> {
  const tuning = await claimTuning(id);
  if (!tuning) return;
  const watch = watchTuning(tuning, stopping);
  const { source, isKeptAnyway, seed } = tuning;
  // The command line has the folder above for itself: two runs would write into one file.
  const activations = join(env().TOILE_HOME, "activations", "worker");
  const options = { config, activations, signal: watch.signal, onProgress: watch.report };
  try {
    const result = await fineTuneEncoder(asSystem("job", "fine-tuning"), { source, isKeptAnyway, seed }, options);
    await watch.end();
    if (result.ok) await endTuning(tuning, { status: "finished", reason: null, outcome: outcomeOf(result.value) });
    else {
      const status = result.code === "gate-refused" ? "finished" : "failed";
      await endTuning(tuning, { status, reason: result.detail ?? null });
    }
  } catch (error) {
    await watch.end();
    if (watch.why() === "lost") return;
    if (watch.why() === "cancelled") return endTuning(tuning, { status: "cancelled", reason: cancelled });
    if (stopping.aborted) return returnTuning(tuning);
    console.error(`fine-tuning ${id}:`, error);
    await endTuning(tuning, { status: "failed", reason: sentenceOf(error) });
  }
}

function outcomeOf({ name, version, path, photos, seconds, backend, metrics }: FineTuning): FineTuningOutcome {
  const { notes } = metrics;
  return {
    ...{ name, version, source: `dir:${path}`, photos, seconds, backend, notes },
    right: gainOf(metrics, "right"),
    near: gainOf(metrics, "near"),
  };
}

function gainOf({ figures }: Metrics, key: "right" | "near"): TuningGain | null {
  const [frozen, tuned, gain] = [figures[`${key}.frozen`], figures[`${key}.tuned`], figures[`${key}.gain`]];
  return frozen && tuned && gain ? { frozen, tuned, gain } : null;
}

function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if ((error as NodeJS.ErrnoException).code === "ENOSPC" || /no space left on device/i.test(message))
    return "The disk is full. Make room and start again: it goes on from the photos that are prepared.";
  return `The fine-tuning stopped on an error: ${message.trim().split("\n").at(-1)}`;
}

/** Keeps the row true while its child works: progress at most twice a second, a heartbeat, a look for a cancel. */
function watchTuning(tuning: ClaimedTuning, stopping: AbortSignal) {
  const ending = new AbortController();
  let why: "cancelled" | "lost" | null = null;
  let progress: Parameters<typeof beatTuning>[1] = null;
  let busy: Promise<void> | null = null;
  const tick = async () => {
    const seen = await beatTuning(tuning, progress);
    if (!seen) why ??= "lost";
    else if (seen.isCancelAsked) why ??= "cancelled";
    if (why) ending.abort();
  };
  const timer = setInterval(
    () => {
      // A database that restarts is no reason to stop: the next look finds it back, or the heartbeat goes stale.
      busy ??= tick()
        .catch((error: Error) => console.error(`fine-tuning ${tuning.id}:`, error.message))
        .finally(() => {
          busy = null;
        });
    },
    Math.min(progressEveryMs, heartbeatEveryMs),
  );
  return {
    signal: AbortSignal.any([ending.signal, stopping]),
    why: () => why,
    report: ({ phase, epoch, epochs, loss, itemsPerSecond, backend }: ReportedProgress) => {
      progress = {
        phase,
        epoch,
        epochs,
        backend,
        loss: loss ?? undefined,
        itemsPerSecond: itemsPerSecond ?? undefined,
      };
    },
    end: async () => {
      clearInterval(timer);
      await busy;
    },
  };
}

type ReportedProgress = Parameters<NonNullable<TuningOptions["onProgress"]>>[0];

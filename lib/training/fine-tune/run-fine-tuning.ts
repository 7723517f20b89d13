import { join } from "node:path";
import type { Metrics, Progress } from "@/ml/train-protocol";
import { db, inTx } from "../../db";
import { env } from "../../env";
import { asSystem } from "../../users/allow";
import type { RunProgress } from "../schema";
import { type FineTuning, fineTuneEncoder, type TuningOptions } from "./fine-tune-encoder";
import type { FineTuningOutcome, TuningGain } from "./schema";
import { tuningWork } from "./tuning-work";

/** Tunes as a queued fine-tuning asks. One that is over, or that another worker has, is left alone. Whatever happens it ends
 *  as finished, failed or cancelled with a sentence, or waits again for a worker. */
export async function runFineTuning(
  id: string,
  stopping: AbortSignal,
  { config }: Pick<TuningOptions, "config"> = {},
): Promise<void> {
  const tuning = await tuningWork.claim(id);
  if (!tuning) return;
  const watch = tuningWork.watch(tuning, stopping);
  const { source, isKeptAnyway, seed } = tuning;
  // The command line has the folder above for itself: two runs would write into one file.
  const activations = join(env().TOILE_HOME, "activations", "worker");
  const options = {
    config,
    activations,
    signal: watch.signal,
    onProgress: (message: Progress) => watch.report(shown(message)),
  };
  try {
    const result = await fineTuneEncoder(asSystem("job", "fine-tuning"), { source, isKeptAnyway, seed }, options);
    await watch.end();
    const status = result.ok || result.code === "gate-refused" ? "finished" : "failed";
    const reason = result.ok ? null : (result.detail ?? null);
    await inTx(async (tx) => {
      const isOurs = await tuningWork.end(tx, tuning, { status, reason });
      if (isOurs && result.ok)
        await tx.fineTuning.update({ where: { id }, data: { outcome: outcomeOf(result.value) } });
    });
  } catch (error) {
    await watch.end();
    const why = watch.why();
    if (why) return tuningWork.leave(tuning, why);
    console.error(`fine-tuning ${id}:`, error);
    await tuningWork.end(db(), tuning, { status: "failed", reason: sentenceOf(error) });
  }
}

function shown({ phase, epoch, epochs, loss, itemsPerSecond, backend }: Progress): RunProgress {
  return { phase, epoch, epochs, backend, loss: loss ?? undefined, itemsPerSecond: itemsPerSecond ?? undefined };
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

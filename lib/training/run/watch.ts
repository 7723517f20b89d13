import type { Progress } from "@/ml/train-protocol";
import { db } from "../../db";
import { type EpochPoint, heartbeatEveryMs, progressEveryMs, withPoint } from "../rules";
import type { RunProgress } from "../schema";
import type { ClaimedRun } from "./claim";

export type StopReason = "cancelled" | "lost";
export type RunWatch = {
  /** Aborts when someone asks to cancel, or when another worker has taken the run. */
  signal: AbortSignal;
  stopReason: () => StopReason | null;
  report: (progress: Progress) => void;
  phase: (name: string) => void;
  end: () => Promise<void>;
};

/** Keeps a run's row true while it is worked on: progress at most twice a second, a heartbeat at least every 4 s, and a
 *  look for a cancel every 500 ms. */
export function watchRun(run: ClaimedRun): RunWatch {
  const stopping = new AbortController();
  const began = Date.now();
  let stopReason: StopReason | null = null;
  let progress: RunProgress = { phase: "Preparing" };
  let curve: EpochPoint[] = [];
  let isChanged = false;
  let writtenAt = Date.now();
  let busy: Promise<void> = Promise.resolve();
  let isTicking = false;

  const tick = async () => {
    const isDue = isChanged || Date.now() - writtenAt > heartbeatEveryMs;
    const rows = await (isDue ? write(run, progress, curve) : look(run));
    if (isDue) {
      isChanged = false;
      writtenAt = Date.now();
    }
    if (rows.length === 0) stop("lost");
    else if (rows[0]?.cancelAskedAt) stop("cancelled");
  };
  const stop = (reason: StopReason) => {
    stopReason ??= reason;
    stopping.abort();
  };
  const timer = setInterval(() => {
    if (isTicking) return;
    isTicking = true;
    // A database that restarts is no reason to stop training: the next look finds it back, or the heartbeat goes stale.
    busy = tick()
      .catch((error: Error) => console.error(`run ${run.id}:`, error.message))
      .finally(() => {
        isTicking = false;
      });
  }, progressEveryMs);

  return {
    signal: stopping.signal,
    stopReason: () => stopReason,
    report: (message) => {
      progress = shown(message, began);
      curve = withPoint(curve, message.epoch, message.loss, message.validation);
      isChanged = true;
    },
    phase: (name) => {
      progress = { ...progress, phase: name };
      isChanged = true;
    },
    end: async () => {
      clearInterval(timer);
      await busy;
    },
  };
}

function shown(message: Progress, began: number): RunProgress {
  const { phase, epoch, epochs, loss, validation, itemsPerSecond, rssMb, backend } = message;
  const elapsed = (Date.now() - began) / 1_000;
  const secondsLeft = epoch > 0 && epochs > epoch ? Math.round((elapsed / epoch) * (epochs - epoch)) : undefined;
  return {
    phase,
    epoch,
    epochs,
    rssMb,
    backend,
    secondsLeft,
    loss: loss ?? undefined,
    validation: validation ?? undefined,
    itemsPerSecond: itemsPerSecond ?? undefined,
  };
}

type Seen = { cancelAskedAt: Date | null }[];

const look = (run: ClaimedRun) => db().$queryRaw<Seen>`
  SELECT "cancelAskedAt" FROM "Run" WHERE id = ${run.id}::uuid AND status = 'running' AND attempts = ${run.attempts}`;

const write = (run: ClaimedRun, progress: RunProgress, curve: EpochPoint[]) => db().$queryRaw<Seen>`
  UPDATE "Run" SET "heartbeatAt" = now(), phase = ${progress.phase},
    progress = ${JSON.stringify(progress)}::jsonb, curve = ${JSON.stringify(curve)}::jsonb
  WHERE id = ${run.id}::uuid AND status = 'running' AND attempts = ${run.attempts} RETURNING "cancelAskedAt"`;

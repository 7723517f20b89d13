import type { JobProgress } from "./schema";
import { beat, type ClaimedJob } from "./sql";

const beatEveryMs = 500;

/** signal aborts when somebody asks to stop, when another worker has the job, or when this one stops. */
export type JobWatch = {
  signal: AbortSignal;
  why: () => "cancelled" | "lost" | "stopping" | null;
  report: (progress: JobProgress) => void;
  end: () => Promise<void>;
};

/** Keeps a job's row true while it is worked on: twice a second its progress, its heartbeat, and a look for a cancel. */
export function watchJob(job: ClaimedJob, stopping: AbortSignal): JobWatch {
  const ending = new AbortController();
  let reason: "cancelled" | "lost" | null = null;
  let progress: JobProgress | null = null;
  let busy: Promise<void> | null = null;
  const tick = async () => {
    const seen = await beat(job, progress);
    if (!seen) reason ??= "lost";
    else if (seen.isCancelAsked) reason ??= "cancelled";
    if (reason) ending.abort();
  };
  const timer = setInterval(() => {
    // A database that restarts is no reason to stop: the next look finds it back, or the heartbeat goes stale.
    busy ??= tick()
      .catch((error: Error) => console.error(`import ${job.id}:`, error.message))
      .finally(() => {
        busy = null;
      });
  }, beatEveryMs);
  return {
    signal: AbortSignal.any([ending.signal, stopping]),
    why: () => reason ?? (stopping.aborted ? "stopping" : null),
    report: (next) => {
      progress = next;
    },
    end: async () => {
      clearInterval(timer);
      await busy;
    },
  };
}

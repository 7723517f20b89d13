import type { ChangeProgress } from "./schema";

const beatEveryMs = 700;

/** signal aborts when somebody asks to pause or to cancel, when another worker has the change, or when this one stops. */
export type ChangeWatch = {
  signal: AbortSignal;
  why: () => "pause" | "cancel" | "lost" | "stopping" | null;
  report: (progress: ChangeProgress) => void;
  end: () => Promise<void>;
};

/** Writes the progress with a heartbeat, and says what somebody asked for; null when the row is another process's. */
type Beat = (progress: ChangeProgress | null) => Promise<{ wish: "pause" | "cancel" | null } | null>;

/** Keeps a change's row true while it is worked on: its progress, its heartbeat, and a look for what people ask. */
export function watchChange(id: string, beat: Beat, stopping: AbortSignal): ChangeWatch {
  const ending = new AbortController();
  let why: "pause" | "cancel" | "lost" | null = null;
  let progress: ChangeProgress | null = null;
  let busy: Promise<void> | null = null;
  const tick = async () => {
    const seen = await beat(progress);
    why ??= seen ? seen.wish : "lost";
    if (why) ending.abort();
  };
  const timer = setInterval(() => {
    // A database that restarts is no reason to stop: the next look finds it back, or the heartbeat goes stale.
    busy ??= tick()
      .catch((error: Error) => console.error(`change ${id}:`, error.message))
      .finally(() => {
        busy = null;
      });
  }, beatEveryMs);
  return {
    signal: AbortSignal.any([ending.signal, stopping]),
    why: () => why ?? (stopping.aborted ? "stopping" : null),
    report: (next) => {
      progress = next;
    },
    end: async () => {
      clearInterval(timer);
      await busy;
    },
  };
}

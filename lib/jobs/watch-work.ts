/** Progress is written at most this often, and what people ask is seen within it. */
const beatEveryMs = 500;

/** signal aborts when somebody asks for something, when another worker has the work, or when this one stops. */
export type WorkWatch<Progress, Wish extends string = string> = {
  signal: AbortSignal;
  why: () => Wish | "lost" | "stopping" | null;
  report: (progress: Progress) => void;
  /** Says what was not said yet, and stops. */
  end: () => Promise<void>;
};

/** Writes a heartbeat, with the progress where there is news, and says what somebody asked for; null when the work is another
 *  worker's. */
type Beat<Progress, Wish> = (news: Progress | null) => Promise<{ wish: Wish | null } | null>;

/** Keeps the row of some work true while this worker is at it: its progress, its heartbeat, and a look for what people ask. */
export function watchWork<Progress, Wish extends string>(
  name: string,
  beat: Beat<Progress, Wish>,
  stopping: AbortSignal,
): WorkWatch<Progress, Wish> {
  const ending = new AbortController();
  let why: Wish | "lost" | null = null;
  let news: Progress | null = null;
  let busy: Promise<void> | null = null;
  const tick = async () => {
    const told = news;
    const seen = await beat(told);
    if (news === told) news = null;
    why ??= seen ? seen.wish : "lost";
    if (why) ending.abort();
  };
  const look = () => {
    // A database that restarts is no reason to stop: the next look finds it back, or the heartbeat goes stale.
    busy ??= tick()
      .catch((error: Error) => console.error(`${name}:`, error.message))
      .finally(() => {
        busy = null;
      });
    return busy;
  };
  const timer = setInterval(look, beatEveryMs);
  return {
    signal: AbortSignal.any([ending.signal, stopping]),
    why: () => why ?? (stopping.aborted ? "stopping" : null),
    report: (progress) => {
      news = progress;
    },
    end: async () => {
      clearInterval(timer);
      await busy;
      if (news !== null && why === null) await look();
    },
  };
}

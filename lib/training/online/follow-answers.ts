import { setTimeout as wait } from "node:timers/promises";
import { type Connection, takeLock } from "./connection";
import type { Learner } from "./learner";
import { loadPool } from "./load-pool";
import { rerank } from "./rerank";
import { everyMs, gainMs, pollMs, retryMs, sweepMs } from "./rules";
import type { LiveQueue } from "./schema";
import { noteGain, readAnswers, readLiveQueue } from "./sql";

/** An answer's time is when its transaction began; one that took this long to commit is not missed. */
const overlapMs = 20_000;

/** Told of each rewriting: how long it took from the moment the answers were read, and how many tasks moved. */
export type OnRerank = (report: { elapsedMs: number; moved: number }) => void;

/** Keeps the first places of the live ranking at what the answers teach, until `signal` or until the connection is lost.
 *  Returns at once when another worker does it. Without a champion, with another encoder or before its new ranking is
 *  there it waits quietly. */
export async function followAnswers(signal: AbortSignal, onRerank?: OnRerank): Promise<void> {
  const connection = await takeLock();
  if (!connection) return;
  try {
    while (!signal.aborted && connection.isAlive()) {
      const live = await readLiveQueue(connection);
      const learner = live?.isChampions ? await loadedOrLogged(live, signal) : null;
      if (live && learner) await follow(connection, live, learner, signal, onRerank);
      else await untilChanged(connection, live, signal);
    }
  } finally {
    await connection.close();
  }
}

async function loadedOrLogged(live: LiveQueue, signal: AbortSignal): Promise<Learner | null> {
  try {
    return await loadPool(live, signal);
  } catch (error) {
    // A child that can't do it now won't a second later; the queue serves on as it was ranked.
    if (!signal.aborted) console.error("online ranking:", error);
    return null;
  }
}

async function follow(
  connection: Connection,
  live: LiveQueue,
  learner: Learner,
  signal: AbortSignal,
  onRerank?: OnRerank,
): Promise<void> {
  let newest = live.trainedAt.getTime();
  let sweptAt = performance.now();
  let gainAt = Number.NEGATIVE_INFINITY;
  let isGainOld = false;
  while (!signal.aborted && connection.isAlive()) {
    const began = performance.now();
    const isSweep = began - sweptAt > sweepMs;
    if (isSweep) sweptAt = began;
    const ids = [...connection.heard(), ...(isSweep ? learner.kept() : [])];
    const since = new Date(Math.max(live.trainedAt.getTime(), newest - overlapMs));
    const answers = await readAnswers(connection, since, ids);
    newest = answers.reduce((most, { createdAt }) => Math.max(most, createdAt.getTime()), newest);
    if (learner.learn(answers.filter(({ createdAt }) => createdAt > live.trainedAt))) {
      const moved = await rerank(connection, live.rankingId, learner);
      isGainOld = true;
      onRerank?.({ elapsedMs: performance.now() - began, moved });
      await wait(Math.max(0, everyMs - (performance.now() - began)), undefined, { signal }).catch(() => undefined);
    }
    if (isGainOld && performance.now() - gainAt > gainMs) {
      const gain = learner.gain();
      if (gain) await noteGain(connection, live.versionId, gain);
      // One answer alone tells nothing: the second one is not made to wait.
      if (gain) gainAt = performance.now();
      isGainOld = false;
    }
    await connection.next(pollMs, signal);
    if (!isSame(live, await readLiveQueue(connection))) return;
  }
}

/** Waits for another ranking or champion; after a while tries again anyway, since a catalogue can be mended. */
async function untilChanged(connection: Connection, live: LiveQueue | null, signal: AbortSignal): Promise<void> {
  const until = performance.now() + retryMs;
  while (!signal.aborted && connection.isAlive() && performance.now() < until) {
    // Answers are read from the labels once there is something to learn by.
    connection.heard();
    await connection.next(pollMs, signal);
    if (!isSame(live, await readLiveQueue(connection))) return;
  }
}

const isSame = (a: LiveQueue | null, b: LiveQueue | null) =>
  a?.rankingId === b?.rankingId && a?.versionId === b?.versionId && a?.isChampions === b?.isChampions;

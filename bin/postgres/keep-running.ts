import { setTimeout as wait } from "node:timers/promises";
import { reviveEmbeddedDatabase, type Say } from "./embedded";

const LOOK_MS = 1_000;

/** Looks after the embedded Postgres of a running instance: whoever kills it, a full memory for one, it is begun again and
 *  recovers what was committed. Programs connect anew by themselves. */
export function keepRunning(home: string, port: number, say: Say): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let told = "";
  const look = async () => {
    try {
      if (await reviveEmbeddedDatabase(home, port)) say("Postgres had stopped; it runs again.");
      told = "";
    } catch (error) {
      // Processes of the one that was killed may still hold its memory: the next look tries again.
      const reason = (error as Error).message;
      if (reason !== told) say(`Postgres stopped and cannot be started yet: ${reason}`);
      told = reason;
    }
  };
  const watching = (async () => {
    for (;;) {
      await wait(LOOK_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await look();
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** One person at one tab. */
export type Person = { userId: string; cookie: string; leaseToken: string };
export type Load = {
  url: string;
  people: Person[];
  seconds: number;
  seed: number;
  /** open: an answer every 1.5 s with jitter, whether or not the last came back · closed: as fast as answers come back ·
   *  stubborn: as open, and whatever failed is sent again with the same id, as the outbox does. */
  kind: "open" | "closed" | "stubborn";
};
export type Measured = {
  leaseMs: number[];
  answerMs: number[];
  acknowledged: string[];
  /** [taskId, place of the person] for everything that a lease gave. */
  served: [string, number][];
  /** Leases that did not begin with what the tab held. */
  outOfOrder: number;
  failures: string[];
  /** The longest time in which nobody's answer was acknowledged. */
  longestGapMs: number;
};

/** Runs a load in a process of its own, so that its work does not stand in the server's way more than it must. */
export function runLoad(load: Load): Promise<Measured> {
  const child = fork(fileURLToPath(new URL("./generate-load.ts", import.meta.url)), [], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return new Promise((resolve, reject) => {
    child.once("message", (measured) => resolve(measured as Measured));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the load ended with ${code}`)));
    child.send(load);
  });
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

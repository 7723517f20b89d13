import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { isRunning, type ProcessIdentity, thisProcess } from "./process-identity";
import { Refusal } from "./refusal";

export type Lock = { release(): void };

/** Takes a lock file for this process. Returns who holds it when somebody alive does; a dead holder's is taken over. */
export function tryLock(file: string): Lock | ProcessIdentity {
  const mine = JSON.stringify(thisProcess());
  const draft = `${file}.${process.pid}`;
  for (;;) {
    writeFileSync(draft, mine, { mode: 0o600 });
    try {
      // A link appears with its content at once, so nobody reads a half-written lock.
      linkSync(draft, file);
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const holder = readHolder(file);
    if (holder && isRunning(holder)) return holder;
    removeDead(file, holder);
  }
}

const readHolder = (file: string): ProcessIdentity | null => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
};

/** Two processes may find the same dead lock. Each moves away what is there and puts it back if it was the other's new one. */
function removeDead(file: string, dead: ProcessIdentity | null): void {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved && (moved.pid !== dead?.pid || moved.began !== dead.began)) {
    try {
      linkSync(aside, file);
    } catch {}
  }
  rmSync(aside, { force: true });
}

/** Runs `work` with the lock held, waiting for its turn. */
export async function withLock<T>(file: string, limitMs: number, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + limitMs;
  for (;;) {
    const lock = tryLock(file);
    if ("release" in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (performance.now() > until) {
      throw new Refusal(
        `Process ${lock.pid} has held ${file} for too long; end it, or remove that file, and try again.`,
      );
    }
    await wait(50);
  }
}

import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "./refusal";

/** Where an instance keeps what; all of it below TOILE_HOME. */
export const homePaths = (home: string) => ({
  secrets: join(home, "secrets.json"),
  running: join(home, "running.json"),
  startLock: join(home, "start.lock"),
  logs: join(home, "logs"),
  database: join(home, "database"),
  databaseLock: join(home, "database", "lock"),
  databaseHolders: join(home, "database", "holders"),
  databasePlace: join(home, "database", "place.json"),
});

/** Makes the folder with its sub-folders. Throws a Refusal where that is not allowed. */
export function prepareHome(home: string): void {
  const { logs, databaseHolders } = homePaths(home);
  try {
    for (const folder of [home, logs, databaseHolders]) mkdirSync(folder, { recursive: true });
    accessSync(home, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC") throw new Refusal(`The disk that holds ${home} is full; make room and start again.`);
    throw new Refusal(
      `Toile cannot write to ${home}; give it a folder that you may write to, as in TOILE_HOME=~/toile.`,
    );
  }
}

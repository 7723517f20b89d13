import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { homePaths } from "./home";
import { type Lock, tryLock } from "./lock-file";
import { Refusal } from "./refusal";

const Running = z.object({ url: z.string() });

/** Makes this the only start of a TOILE_HOME. Throws a Refusal that names the address of the one that runs. */
export function claimHome(home: string, url: string): Lock {
  const { startLock, running } = homePaths(home);
  const lock = tryLock(startLock);
  if (!("release" in lock)) {
    const at = existsSync(running) ? ` at ${Running.parse(JSON.parse(readFileSync(running, "utf8"))).url}` : "";
    throw new Refusal(
      `Toile already runs${at} (process ${lock.pid}) with its data in ${home}; open it there, or stop it first.`,
    );
  }
  writeFileSync(running, JSON.stringify({ url, pid: process.pid }));
  return {
    release() {
      rmSync(running, { force: true });
      lock.release();
    },
  };
}

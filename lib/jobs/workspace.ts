import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { env } from "../env";

const runsFolder = () => join(env().TOILE_HOME, "runs");

/** Gives `work` a folder of its own under TOILE_HOME/runs and removes it afterwards, whatever happened. The process id
 *  in its name lets a later worker tell the folders of a killed one. */
export async function inWorkspace<T>(name: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(runsFolder(), `${name}.${process.pid}`);
  await mkdir(folder, { recursive: true });
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes the folders of processes that are gone. `isStarting`: this process has made none yet, so folders with its
 *  own id come from an earlier process that had the same one. Answers how many went. */
export async function sweepWorkspaces(options: { isStarting: boolean }): Promise<number> {
  const names = await readdir(runsFolder()).catch(() => []);
  const dead = names.filter((name) => {
    const pid = Number(name.split(".").at(-1));
    return pid === process.pid ? options.isStarting : !isAlive(pid);
  });
  for (const name of dead) await rm(join(runsFolder(), name), { recursive: true, force: true });
  return dead.length;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, it belongs to someone else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

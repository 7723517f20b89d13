import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process by its id and the moment it began, because ids are used again after a crash or a reboot. */
export type ProcessIdentity = { pid: number; began: string };

/** When the process began, as the system tells it; null when no such process runs. */
function beganAt(pid: number): string | null {
  if (process.platform === "linux") {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The command's name stands in brackets and may hold spaces: count the fields after it.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" ? null : (fields[19] ?? null);
    } catch {
      return null;
    }
  }
  if (process.platform === "win32") return signalReaches(pid) ? "unknown" : null;
  const began = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim();
  return began || null;
}

function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

export const thisProcess = (): ProcessIdentity => ({ pid: process.pid, began: beganAt(process.pid) ?? "unknown" });

export const isRunning = ({ pid, began }: ProcessIdentity): boolean => beganAt(pid) === began;

/** True when any process has this id, whoever it is. */
export const isAnyRunning = (pid: number): boolean => beganAt(pid) !== null;

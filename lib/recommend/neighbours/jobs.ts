import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Chore } from "../../jobs/worker";
import { isServed } from "./ask-neighbours";

const stopPatienceMs = 8_000;

/** Keeps a search process beside the worker, one a machine: a second worker only looks whether the first one's is there. */
export const neighboursChore: Chore = {
  name: "neighbours",
  everyMs: 5_000,
  run: async (signal) => {
    if (await isServed()) return;
    await runSearch(signal);
  },
};

/** Runs until the process ends, by itself or because the worker stops. */
function runSearch(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const file = join(process.cwd(), "lib", "recommend", "neighbours", "process.ts");
    const child = spawn(process.execPath, ["--import", "tsx", file], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    let timer: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill("SIGTERM");
      timer = setTimeout(() => child.kill("SIGKILL"), stopPatienceMs);
    };
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      if (code === 0 || signal.aborted) resolve();
      else reject(new Error(`The search process stopped with code ${code}; it is started again.`));
    });
  });
}

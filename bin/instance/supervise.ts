import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, renameSync, statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { nextDelayMs } from "./backoff";

export type Program = {
  /** As people call it: "web server". */
  name: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  logFile: string;
};

export type Supervised = { /** Ends it and everything that it started. */ stop(): Promise<void> };

const PATIENCE_MS = 10_000;
const LARGE_LOG = 10 * 2 ** 20;
const FOLLOW_PARENT = new URL("./follow-parent.mjs", import.meta.url).href;

/** Keeps one Node program running: begins it again, after a growing pause, whenever it ends. */
export function supervise(program: Program, say: (line: string) => void): Supervised {
  let child: ChildProcess;
  let stopping = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  if (existsSync(program.logFile) && statSync(program.logFile).size > LARGE_LOG) {
    renameSync(program.logFile, `${program.logFile}.old`);
  }

  const begin = () => {
    const began = performance.now();
    child = run(program);
    child.once("error", (error) => say(`The ${program.name} cannot be started: ${error.message}`));
    child.once("exit", (code, signal) => {
      if (stopping) return;
      endGroup(child, "SIGKILL");
      const pause = nextDelayMs(performance.now() - began, failures);
      failures = pause.failures;
      say(`The ${program.name} stopped (${signal ?? `exit ${code}`}); starting it again. Its log: ${program.logFile}`);
      timer = setTimeout(begin, pause.delayMs);
    });
  };
  begin();

  return {
    async stop() {
      stopping = true;
      clearTimeout(timer);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await Promise.race([gone, wait(PATIENCE_MS, undefined, { ref: false })]);
      endGroup(child, "SIGKILL");
      await gone;
    },
  };
}

/** A group of its own: the terminal's Ctrl-C reaches the start alone, which then stops everything in order. */
function run({ args, env, logFile }: Program): ChildProcess {
  const log = openSync(logFile, "a");
  try {
    return spawn(process.execPath, ["--import", FOLLOW_PARENT, ...args], {
      env,
      detached: process.platform !== "win32",
      stdio: ["ignore", log, log, "ipc"],
    });
  } finally {
    closeSync(log);
  }
}

/** Children of the child, such as a training, go with it. */
function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { TrainingRefused } from "./datasets/training-refused";
import { chooseBackend } from "./runtime/backend";
import type { OnProgress } from "./runtime/progress";
import { runTask } from "./tasks";
import type { Message, Plan } from "./train-protocol";

/** Child-process entry: gets one plan, by IPC or as a file, does it, writes `output` whole or not at all, and reports on
 *  the way. It never opens the database. Exit 0 done, 1 failed (the reason has been sent), 143 stopped by SIGTERM. */

const stopped = new AbortController();
let partial: string | null = null;

/** A tensor step is not interruptible; past this the process leaves without waiting for it to end. */
const PATIENCE_MS = 700;

async function leave(code: number): Promise<never> {
  if (partial) await rm(partial, { force: true });
  process.exit(code);
}

function stop(code: number): void {
  stopped.abort(new Error("stopped"));
  setTimeout(() => void leave(code), PATIENCE_MS).unref();
}

process.on("SIGTERM", () => stop(143));
process.on("SIGINT", () => stop(130));
// The parent is gone, however it went: nobody will read the result.
process.on("disconnect", () => stop(1));

/** Over IPC where there is a parent that listens, else one line of JSON on stdout. Resolves once it is handed over. */
function send(message: Message): Promise<void> {
  return new Promise((resolve) => {
    if (process.send && process.connected) process.send(message, undefined, {}, () => resolve());
    else process.stdout.write(`${JSON.stringify(message)}\n`, () => resolve());
  });
}

async function givenPlan(planFile: string | undefined): Promise<Plan> {
  if (planFile) return JSON.parse(await readFile(planFile, "utf8")) as Plan;
  if (!process.send) throw new TypeError("usage: train.ts PLAN.json");
  return new Promise((resolve) => process.once("message", (plan) => resolve(plan as Plan)));
}

async function main(): Promise<void> {
  // Loaded while the parent still reads what the plan is about.
  const [{ tf, name: backend }, plan] = await Promise.all([chooseBackend(), givenPlan(process.argv[2])]);
  const started = performance.now();
  const onProgress: OnProgress = (report) => {
    void send({ type: "progress", ...report, rssMb: Math.round(process.memoryUsage().rss / 1e6), backend });
  };
  const { output, metrics } = await runTask(tf, plan, onProgress, stopped.signal);
  await writeWhole(plan.output, output);
  await send({ type: "done", metrics, elapsedMs: Math.round(performance.now() - started), backend });
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  partial = `${path}.${process.pid}.part`;
  await writeFile(partial, bytes);
  stopped.signal.throwIfAborted();
  await rename(partial, path);
  partial = null;
}

function failureOf(error: unknown): Message {
  if (error instanceof TrainingRefused) return { type: "failed", reason: error.message, refused: true };
  if ((error as NodeJS.ErrnoException).code === "ENOSPC") {
    const reason =
      "The disk is full, so what was computed could not be written. Nothing was changed; make room, then start it again.";
    return { type: "failed", reason, refused: false };
  }
  const text = error instanceof Error ? error.message : String(error);
  return { type: "failed", reason: `The computation failed: ${text}`, refused: false };
}

try {
  await main();
  await leave(0);
} catch (error) {
  if (stopped.signal.aborted) await leave(143);
  if (!(error instanceof TrainingRefused)) console.error(error);
  await send(failureOf(error));
  await leave(1);
}

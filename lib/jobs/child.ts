import { type ChildProcess, spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import type { Message, Metrics, Plan, Progress } from "@/ml/train-protocol";
import { env } from "../env";

/** How a child ended. "failed": it said why itself, in a sentence (refused: the data stand in the way). "died": it was
 *  killed or fell over without a word. "stopped": we asked it to. */
export type PlanOutcome =
  | { ended: "done"; metrics: Metrics; elapsedMs: number; backend: string }
  | { ended: "failed"; reason: string; refused: boolean }
  | { ended: "died"; reason: string }
  | { ended: "stopped" };

type Options = {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  onStart?: (pid: number) => void;
};
export type RunPlan = (plan: Plan) => Promise<PlanOutcome>;

/** After SIGTERM the child has this long to leave by itself: a cancel must be over within two seconds. */
const stopPatienceMs = 1_200;
const keptErrorCharacters = 4_000;

/** Starts a child process of ml/train.ts at low priority, so that it never slows an answer down, and at once: its backend
 *  takes about a second to load, in which `work` reads what the plan is about. `work` may run one plan in it. Whatever
 *  becomes of `work`, the child is gone when this returns; and it dies with this process (its IPC channel closes). */
export async function inChild<T>(
  { signal, onProgress, onStart }: Options,
  work: (run: RunPlan) => Promise<T>,
): Promise<T> {
  if (signal?.aborted) return work(async () => ({ ended: "stopped" }));
  const child = spawn(process.execPath, ["--import", "tsx", join(process.cwd(), "ml", "train.ts")], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: { ...process.env, TOILE_BACKEND: env().TOILE_BACKEND },
  });
  const outcome = outcomeOf(child, signal, onProgress);
  // Whoever runs a plan gets to know; before that, nobody listens yet.
  outcome.catch(() => undefined);
  if (child.pid !== undefined) {
    lowerPriority(child.pid);
    onStart?.(child.pid);
  }
  const stop = stopOn(signal, child);
  try {
    return await work((plan) => {
      // A child that is gone can't be told; its outcome says so.
      if (child.connected) child.send(plan, () => undefined);
      return outcome;
    });
  } finally {
    stop.forget();
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await outcome.catch(() => undefined);
  }
}

/** Runs one plan of ml/train.ts in a child process of its own. */
export const runPlan = (plan: Plan, options: Options): Promise<PlanOutcome> => inChild(options, (run) => run(plan));

function outcomeOf(
  child: ChildProcess,
  signal: AbortSignal | undefined,
  report: Options["onProgress"],
): Promise<PlanOutcome> {
  return new Promise((resolve, reject) => {
    let last: PlanOutcome | null = null;
    let errors = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      errors = (errors + chunk.toString("utf8")).slice(-keptErrorCharacters);
    });
    child.on("message", (message: Message) => {
      if (message.type === "progress") report?.(message);
      else if (message.type === "done") last = { ended: "done", ...withoutType(message) };
      else last = { ended: "failed", reason: message.reason, refused: message.refused };
    });
    child.once("error", reject);
    child.once("close", (code, killedBy) => {
      if (signal?.aborted) return resolve({ ended: "stopped" });
      if (last) return resolve(last);
      if (errors) console.error(errors);
      resolve({ ended: "died", reason: deathOf(code, killedBy) });
    });
  });
}

const withoutType = ({ metrics, elapsedMs, backend }: Extract<Message, { type: "done" }>) => ({
  metrics,
  elapsedMs,
  backend,
});

function deathOf(code: number | null, killedBy: NodeJS.Signals | null): string {
  if (killedBy === "SIGKILL") return "The training process was killed from outside, often for want of memory.";
  if (killedBy) return `The training process was ended by ${killedBy}.`;
  return `The training process stopped with code ${code} and no word; the worker's log has its last lines.`;
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    // ESRCH: it ended already; its exit says why.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") console.error("training priority:", error);
  }
}

function stopOn(signal: AbortSignal | undefined, child: ChildProcess): { forget: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const ask = () => {
    child.kill("SIGTERM");
    timer = setTimeout(() => child.kill("SIGKILL"), stopPatienceMs);
  };
  signal?.addEventListener("abort", ask);
  if (signal?.aborted) ask();
  return {
    forget: () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", ask);
    },
  };
}

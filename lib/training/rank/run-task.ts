import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plan } from "@/ml/train-protocol";
import { runPlan } from "../../jobs/child";

type Task = {
  task: Plan["task"];
  bytes: Uint8Array;
  modelPath?: string;
  againstPath?: string;
  againstDescriptionsPath?: string;
  seed: number;
  config?: Record<string, unknown>;
};

/** Runs one of ml's bulk tasks in a child process: bytes in, bytes out. Throws an Error with the child's own sentence
 *  when it fails, and the signal's reason when it was stopped: the job is then tried again. */
export async function runTask({ bytes, ...task }: Task, folder: string, signal?: AbortSignal): Promise<Uint8Array> {
  const input = join(folder, `${task.task}.in`);
  const output = join(folder, `${task.task}.out`);
  await writeFile(input, bytes);
  // Only the plan's kind of task decides which of the optional fields count.
  const outcome = await runPlan({ ...task, input, output } as Plan, { folder, signal });
  if (outcome.ended === "done") return readFile(output);
  signal?.throwIfAborted();
  throw new Error(outcome.ended === "stopped" ? "The work was stopped." : outcome.reason);
}

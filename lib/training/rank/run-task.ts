import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plan } from "@/ml/train-protocol";
import { inChild } from "../../jobs/child";

type Task = {
  task: Plan["task"];
  bytes: Uint8Array;
  modelPath?: string;
  againstPath?: string;
  seed: number;
  config?: Record<string, unknown>;
};
export type RunTask = (task: Task) => Promise<Uint8Array>;
type Place = { folder: string; signal?: AbortSignal };

/** Gives `work` a child process for one of ml's bulk tasks: bytes in, bytes out. It loads while `work` still reads what the
 *  task is about, and is gone when this returns. The task throws an Error with the child's own sentence when it fails, and
 *  the signal's reason when it was stopped: the job is then tried again. */
export function inTaskProcess<T>({ folder, signal }: Place, work: (run: RunTask) => Promise<T>): Promise<T> {
  return inChild({ signal }, (run) =>
    work(async ({ bytes, ...task }) => {
      const input = join(folder, `${task.task}.in`);
      const output = join(folder, `${task.task}.out`);
      await writeFile(input, bytes);
      // Only the plan's kind of task decides which of the optional fields count.
      const outcome = await run({ ...task, input, output } as Plan);
      if (outcome.ended === "done") return readFile(output);
      signal?.throwIfAborted();
      throw new Error(outcome.ended === "stopped" ? "The work was stopped." : outcome.reason);
    }),
  );
}

/** The same for a task whose input is at hand. */
export const runTask = (task: Task, folder: string, signal?: AbortSignal): Promise<Uint8Array> =>
  inTaskProcess({ folder, signal }, (run) => run(task));

import { fail, ok, type Result } from "../result";
import type { Allowed } from "../users/allow";
import { headsOf } from "./rules";
import { skipHours } from "./schema";
import { hideTask } from "./sql";

/** Passes a task on: others may get it now, this person not before `hiddenUntil`. No verdict is stored. */
export async function skipTask(
  by: Allowed<"judge-pairs"> | Allowed<"judge-flags">,
  { taskId }: { taskId: string },
): Promise<Result<{ taskId: string; hiddenUntil: string }, "unknown-task">> {
  const until = await hideTask(by.userId, taskId, headsOf(by.role), skipHours);
  return until ? ok({ taskId, hiddenUntil: until.toISOString() }) : fail("unknown-task");
}

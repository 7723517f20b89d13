import type { Allowed } from "../users/allow";
import { freeTasks } from "./sql";

/** Gives back tasks that this person holds, so that others get them at once; ids of others are ignored. An answer that
 *  is already on its way still counts if nobody took the task meanwhile. Safe to repeat. */
export async function releaseTasks(
  by: Allowed<"judge-pairs"> | Allowed<"judge-flags">,
  { taskIds }: { taskIds: readonly string[] },
): Promise<{ released: number }> {
  return { released: await freeTasks(by.userId, taskIds) };
}

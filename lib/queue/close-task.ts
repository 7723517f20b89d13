import type { Tx } from "../db";
import type { Head } from "./schema";
import { type LockedTask, lockTaskRow, markDone } from "./sql";

/** Holds a task's row until the caller's transaction ends, so that answers and undos of one task come one after the
 *  other. Null when this head has no such task. */
export const lockTask = (tx: Tx, head: Head, taskId: string): Promise<LockedTask | null> =>
  lockTaskRow(tx, head, taskId);

/** Closes a task that `lockTask` holds: done by its last holder, gone from the live ranking. */
export const closeTask = (tx: Tx, taskId: string): Promise<void> => markDone(tx, taskId);

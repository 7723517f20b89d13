import type { Tx } from "../db";
import type { Head } from "./schema";
import { holdRows } from "./sql";

/** Holds tasks' rows until the caller's transaction ends, so that answers and undos of one task come one after the other.
 *  Answers the ids of those that this head has. */
export const holdTasks = (tx: Tx, head: Head, taskIds: readonly string[]): Promise<Set<string>> =>
  holdRows(tx, head, taskIds);

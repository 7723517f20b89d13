import type { Tx } from "../db";
import { markSettled, type SettledFlag } from "./sql";

export type { SettledFlag };

/** Closes a flag on a reviewer's answer, in the caller's transaction. Answers what it was about. Throws when there is
 *  no such flag. */
export const settleFlag = (tx: Tx, flagId: string): Promise<SettledFlag> => markSettled(tx, flagId);

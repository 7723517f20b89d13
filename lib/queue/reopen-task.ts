import type { Tx } from "../db";
import { markOpen, type Reopening } from "./sql";

/** Opens a done task again for the person who had answered it, in the caller's transaction: leased to them afresh, and
 *  back at its place in the live ranking, so that it goes to others if they leave it. Waits for a ranking that is just
 *  going live. */
export const reopenTask = (tx: Tx, reopening: Reopening): Promise<void> => markOpen(tx, reopening);

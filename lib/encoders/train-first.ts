import { randomInt } from "node:crypto";
import { validate } from "uuid";
import { inTx } from "../db";
import type { Head } from "../models/schema";
import { fail, type Result } from "../result";
import { queueRun } from "../training/queue-run";
import { largestSeed } from "../training/rules";
import type { Changer } from "./start-change";

/** Trains a network under an encoder that is ready but does not serve yet, so that both come to serve in one move. The
 *  version waits as a challenger: what serves goes on. "not-that-far": the change is not ready. */
export function trainFirst(
  by: Changer,
  { changeId, head }: { changeId: string; head: Head },
): Promise<Result<{ runId: string }, "not-found" | "not-that-far" | "run-active">> {
  return inTx(async (tx) => {
    const change = validate(changeId) ? await tx.encoderChange.findUnique({ where: { id: changeId } }) : null;
    if (!change) return fail("not-found");
    if (change.status !== "ready" || change.encoderId === null) return fail("not-that-far");
    const because = "For an encoder that is to serve next.";
    const run = { head, seed: randomInt(1, largestSeed), encoderId: change.encoderId, because };
    return queueRun(tx, by, run, { because, encoderId: change.encoderId });
  });
}

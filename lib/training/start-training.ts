import { randomInt } from "node:crypto";
import { inTx } from "../db";
import type { Head } from "../models/schema";
import { fail, type Result } from "../result";
import type { Allowed, AsSystem } from "../users/allow";
import { material } from "./data";
import { queueRun } from "./queue-run";
import { lackOf, largestSeed } from "./rules";

type Request = { head: Head; promote?: boolean; seed?: number };

/** Queues a training run of a head; a worker takes it up. promote: the version serves as soon as it is stored.
 *  At most one run of a head is under way (the database holds to it). */
export async function startTraining(
  by: Allowed<"train"> | AsSystem,
  { head, promote = false, seed = randomInt(1, largestSeed) }: Request,
): Promise<Result<{ runId: string }, "run-active" | "not-enough-data">> {
  const lack = lackOf(head, await material());
  if (lack) return fail("not-enough-data", lack);
  return inTx((tx) => queueRun(tx, by, { head, seed, promoteWhenDone: promote }, { promote }));
}

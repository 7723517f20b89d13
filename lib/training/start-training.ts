import { randomInt } from "node:crypto";
import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { send } from "../jobs/boss";
import type { Head } from "../models/schema";
import { fail, ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf, userIdOf } from "../users/allow";
import { material } from "./data";
import { lackOf } from "./rules";

type Request = { head: Head; promote?: boolean; seed?: number };

const largestSeed = 2 ** 31 - 1;

/** Queues a training run of a head; a worker takes it up. promote: the version serves as soon as it is stored.
 *  At most one run of a head is under way (the database holds to it). */
export async function startTraining(
  by: Allowed<"train"> | AsSystem,
  { head, promote = false, seed = randomInt(1, largestSeed) }: Request,
): Promise<Result<{ runId: string }, "run-active" | "not-enough-data">> {
  const lack = lackOf(head, await material());
  if (lack) return fail("not-enough-data", lack);
  return inTx(async (tx) => {
    const { count } = await tx.run.createMany({
      data: [{ head, seed, promoteWhenDone: promote, startedById: userIdOf(by) }],
      skipDuplicates: true,
    });
    if (count === 0) return fail("run-active");
    const { id: runId } = await tx.run.findFirstOrThrow({ where: { head, status: "queued" }, select: { id: true } });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "run.started",
      subject: "Run",
      subjectId: runId,
      after: { head, seed, promote },
    });
    await send(tx, "train", { runId });
    return ok({ runId });
  });
}

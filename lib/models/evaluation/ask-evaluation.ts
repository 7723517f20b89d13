import { inTx } from "../../db";
import { send } from "../../jobs/boss";
import { fail, ok, type Result } from "../../result";
import type { Allowed, AsSystem } from "../../users/allow";

/** Asks for a version to be measured, and compared with what serves, on the holdout as it is now: judgements come in. A
 *  second ask while one waits changes nothing. */
export function askEvaluation(
  _by: Allowed<"train"> | AsSystem,
  { versionId }: { versionId: string },
): Promise<Result<{ versionId: string }, "not-found">> {
  return inTx(async (tx) => {
    const version = await tx.modelVersion.findUnique({ where: { id: versionId }, select: { id: true } });
    if (!version) return fail("not-found");
    await send(tx, "evaluate", { versionId });
    return ok({ versionId });
  });
}

import { ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf } from "../users/allow";
import { runWork } from "./run/run-work";

/** Cancels a run: a queued one at once, a running one within two seconds, when its worker sees it. Asking twice is
 *  asking once; a run that is over is not found. */
export async function cancelRun(
  by: Allowed<"train"> | AsSystem,
  { runId }: { runId: string },
): Promise<Result<{ runId: string }, "not-found">> {
  const asked = await runWork.cancel(runId, { actor: actorOf(by), action: "run.cancelled" });
  return asked.ok ? ok({ runId }) : asked;
}

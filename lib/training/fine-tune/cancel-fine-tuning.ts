import type { Result } from "../../result";
import { type Allowed, type AsSystem, actorOf } from "../../users/allow";
import { tuningWork } from "./tuning-work";

/** Cancels a fine-tuning: one that waits at once, one under way within two seconds, when its worker sees it. Its photos stay
 *  prepared for the next one. Asking twice is asking once; one that is over is not found. */
export const cancelFineTuning = (
  by: Allowed<"administer"> | AsSystem,
  { id }: { id: string },
): Promise<Result<{ id: string }, "not-found">> =>
  tuningWork.cancel(id, { actor: actorOf(by), action: "encoder.fine-tuning-cancelled" });

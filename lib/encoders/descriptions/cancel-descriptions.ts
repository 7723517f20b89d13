import type { Result } from "../../result";
import { actorOf } from "../../users/allow";
import type { Changer } from "../start-change";
import { descriptionWork } from "./description-work";

/** Gives up a change of what descriptions are read by: one that waits at once, one under way within two seconds. What is
 *  embedded stays, so that the same source goes on from there. Asking twice is asking once; one that is over is not
 *  found. */
export const cancelDescriptions = (by: Changer, { id }: { id: string }): Promise<Result<{ id: string }, "not-found">> =>
  descriptionWork.cancel(id, { actor: actorOf(by), action: "descriptions.change-cancelled" });

import type { Chore } from "../../jobs/worker";
import { asSystem } from "../../users/allow";
import { drawChecks } from "./draw-checks";

const by = asSystem("job", "queue plan");
/** Rounds overlap by this much: an answer's time is that of its transaction's beginning, and it may end later. */
const overlapMs = 60_000;

/** Draws the plan's checks some seconds after the answers that bring them about. */
export function drawChecksChore(): Chore {
  let since: Date | null = null;
  return {
    name: "draw checks",
    everyMs: 5_000,
    run: async () => {
      const { until } = await drawChecks(by, { since });
      since = new Date(until.getTime() - overlapMs);
    },
  };
}

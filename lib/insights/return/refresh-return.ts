import type { AsSystem } from "../../users/allow";
import { followLabels, type Rollup, type Round } from "../rollup/follow-labels";
import { countTelling, touchedDays } from "./rollup/sql";

const telling: Rollup = {
  name: "return",
  version: 1,
  async recount(tx, { since, timeZone }) {
    const days = since ? await touchedDays(tx, since, timeZone) : null;
    if (days?.length === 0) return 0;
    await countTelling(tx, days, timeZone);
    return days?.length ?? 0;
  },
};

/** Counts the days of which an answer came or was taken back since the last round. Answers how many days; null: all of
 *  them. */
export const refreshReturn = async (_by: AsSystem, round: Round = {}): Promise<{ days: number | null }> => ({
  days: await followLabels(telling, round),
});

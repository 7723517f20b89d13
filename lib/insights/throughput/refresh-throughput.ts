import type { AsSystem } from "../../users/allow";
import { followLabels, type Rollup, type Round } from "../rollup/follow-labels";
import { countDays, countHours, touchedHours } from "./rollup/sql";

const hourMs = 3_600_000;

const throughput: Rollup = {
  name: "throughput",
  version: 2,
  async recount(tx, { since, now, timeZone }) {
    if (!since) {
      await countHours(tx, new Date(0), new Date(now.getTime() + hourMs), timeZone);
      await countDays(tx, null, timeZone);
      return 0;
    }
    const hours = await touchedHours(tx, since, timeZone);
    for (const hour of hours) await countHours(tx, hour, new Date(hour.getTime() + hourMs), timeZone);
    if (hours.length > 0) await countDays(tx, hours, timeZone);
    return hours.length;
  },
};

/** Counts the hours, and their days, in which something came, was taken back or was revised since the last round. Answers
 *  how many hours; null: all of them. */
export const refreshThroughput = async (_by: AsSystem, round: Round = {}): Promise<{ hours: number | null }> => ({
  hours: await followLabels(throughput, round),
});

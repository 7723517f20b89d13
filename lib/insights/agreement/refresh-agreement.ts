import type { AsSystem } from "../../users/allow";
import { followLabels, type Rollup, type Round } from "../rollup/follow-labels";
import { countAnswers, countPairs, touchedPairs } from "./rollup/sql";

const agreement: Rollup = {
  name: "agreement",
  version: 1,
  async recount(tx, { since, timeZone }) {
    const pairs = since ? await touchedPairs(tx, since) : null;
    if (pairs?.length === 0) return 0;
    await countPairs(tx, pairs, timeZone);
    await countAnswers(tx, pairs, timeZone);
    return pairs?.length ?? 0;
  },
};

/** Counts the pairs about which something was answered, taken back or revised since the last round. Answers how many
 *  pairs; null: all of them. */
export const refreshAgreement = async (_by: AsSystem, round: Round = {}): Promise<{ pairs: number | null }> => ({
  pairs: await followLabels(agreement, round),
});

import { inTx } from "../../db";
import { send } from "../../jobs/boss";
import type { AsSystem } from "../../users/allow";
import { flagByRule, withdrawRuleFlags } from "./apply/sql";
import { carryOut, type StandingRule, standingRules } from "./internal";
import { judgedRows, lockJudged, lockRules } from "./sql";

const timeoutMs = 120_000;

export type AppliedRules = { fixed: number; flagged: number };

/** Has the standing rules look at what an import wrote: each product is filed anew or flagged, as its rule wishes. The
 *  newest rule that a product meets decides. What a reviewer has said of a product stands. Where a rule says what is
 *  never right, the category network looks again. Safe to repeat. */
export async function applyRules(by: AsSystem, { importId }: { importId: string }): Promise<AppliedRules> {
  const rules = await standingRules();
  const total: AppliedRules = { fixed: 0, flagged: 0 };
  if (rules.length === 0) return total;
  const decided: string[] = [];
  await inTx((tx) => withdrawRuleFlags(tx, { ruleIds: rules.map(({ ruleId }) => ruleId), importId }));
  for (const rule of rules.filter(({ says }) => says === "belongs")) {
    const { met, ...done } = await applyOne(by, rule, { importId, without: decided });
    decided.push(...met);
    total.fixed += done.fixed;
    total.flagged += done.flagged;
  }
  if (rules.some(({ says }) => says === "never")) await inTx((tx) => send(tx, "rank", { head: "category" }));
  return total;
}

const applyOne = (by: AsSystem, rule: StandingRule, scope: { importId: string; without: string[] }) =>
  inTx(
    async (tx) => {
      await lockRules(tx);
      // It may have been undone since the list was read.
      const stands = await tx.catalogueRule.count({ where: { id: rule.ruleId, undoneAt: null } });
      if (!stands) return { met: [], fixed: 0, flagged: 0 };
      await lockJudged(tx, rule, scope);
      const touched = await judgedRows(tx, rule, scope);
      const met = touched.map(({ id }) => id);
      if (rule.mode === "fix") {
        const { changed } = await carryOut(tx, by.actor, rule, touched);
        return { met, fixed: changed, flagged: 0 };
      }
      const doubtful = touched.filter((one) => one.wrong && !one.contradicts && one.flagId === null);
      const flagged = await flagByRule(
        tx,
        rule,
        doubtful.map(({ id }) => id),
      );
      return { met, fixed: 0, flagged };
    },
    { timeoutMs },
  );

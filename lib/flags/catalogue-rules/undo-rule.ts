import { recordAudit, recordAudits } from "../../audit/record";
import { inTx } from "../../db";
import { send } from "../../jobs/boss";
import { fail, ok, type Result } from "../../result";
import { type Allowed, actorOf } from "../../users/allow";
import { can } from "../../users/rules";
import { withdrawRuleFlags } from "./apply/sql";
import { StoredConditions } from "./schema";
import { lockRules } from "./sql";
import { lockWork, markUndone, reopenByRule, revertByRule } from "./undo/sql";

const timeoutMs = 120_000;

/** What undoing brought back: products filed as before, flags open again. */
export type UndoneRule = { id: string; undoneAt: string; reverted: number; reopened: number };

/** Takes a rule back as one: its fixes are reverted, its labels superseded, their flags open again, the flags that it
 *  raised withdrawn, and later imports no longer meet it. What people have filed or judged since stays. One's own, or
 *  any for who oversees. Safe to repeat. */
export function undoRule(
  by: Allowed<"judge-flags">,
  { ruleId }: { ruleId: string },
): Promise<Result<UndoneRule, "not-found" | "not-allowed">> {
  return inTx(
    async (tx) => {
      await lockRules(tx);
      const rule = await tx.catalogueRule.findUnique({ where: { id: ruleId } });
      if (!rule) return fail("not-found");
      if (rule.createdById !== by.userId && !can(by.role, "oversee"))
        return fail("not-allowed", "Only who made a rule, or a manager, can undo it.");
      if (rule.undoneAt) return ok({ id: ruleId, undoneAt: rule.undoneAt.toISOString(), reverted: 0, reopened: 0 });
      await lockWork(tx, ruleId);
      const undoneAt = await markUndone(tx, ruleId, by.userId);
      const reverted = await revertByRule(tx, ruleId);
      const reopened = await reopenByRule(tx, ruleId);
      await withdrawRuleFlags(tx, { ruleIds: [ruleId] });
      if (StoredConditions.parse(rule.conditions).says === "never") await send(tx, "rank", { head: "category" });
      const actor = actorOf(by);
      await recordAudits(
        tx,
        { actor, action: "product.fix-reverted", subject: "Product" },
        reverted.map(({ id, before, after }) => ({
          subjectId: id,
          before: { categoryId: before },
          after: { categoryId: after, ruleId },
        })),
      );
      const counts = { reverted: reverted.length, reopened };
      await recordAudit(tx, {
        actor,
        action: "rule.undone",
        subject: "CatalogueRule",
        subjectId: ruleId,
        before: { name: rule.name },
        after: counts,
      });
      return ok({ id: ruleId, undoneAt: undoneAt.toISOString(), ...counts });
    },
    { timeoutMs },
  );
}

import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { recordAudit } from "../../audit/record";
import { inTx, type Tx } from "../../db";
import { send } from "../../jobs/boss";
import { fail, ok, type Result } from "../../result";
import { type Allowed, actorOf } from "../../users/allow";
import { carryOut, isTarget, resolve } from "./internal";
import type { MadeRule, NewRule } from "./schema";
import { judgedRows, lockJudged, lockRules } from "./sql";

/** Twenty thousand products take some two seconds; a slow disk may take ten times as long. */
const timeoutMs = 120_000;

/** Makes a rule and carries it out, as one: open flags of the products that meet it are settled as labels of one batch,
 *  products filed otherwise are filed anew with a Fix and an audit row each. Left alone are products whose reviewer's
 *  standing answer says otherwise. A rule of what is never right settles the flags that propose it, and has the rest
 *  flagged by the next look of the category network. Safe to repeat. "id-reused": the id is of another rule. "invalid":
 *  the category holds no products. */
export async function makeRule(
  by: Allowed<"judge-flags">,
  { id, name, says, categoryId, mode, conditions }: NewRule,
): Promise<Result<MadeRule, "invalid" | "id-reused">> {
  if (!(await isTarget(categoryId)))
    return fail("invalid", "Choose one of the categories that products are filed under.");
  const asked = { says, categoryId, conditions: await resolve(conditions) };
  return inTx(
    async (tx) => {
      await lockRules(tx);
      const stored = { name, conditions: { says, all: conditions }, thenCategoryId: categoryId, mode };
      const there = await tx.catalogueRule.findUnique({ where: { id } });
      if (there) return replay(tx, by, there, stored);
      await tx.catalogueRule.create({ data: { id, createdById: by.userId, ...stored } });
      await lockJudged(tx, asked, null);
      const touched = await judgedRows(tx, asked, null);
      const actor = actorOf(by);
      const done = await carryOut(tx, actor, { ...asked, ruleId: id, userId: by.userId }, touched);
      const made = { ...done, contradicted: touched.filter(({ contradicts }) => contradicts).length };
      if (says === "never") await send(tx, "rank", { head: "category" });
      await recordAudit(tx, {
        actor,
        action: "rule.made",
        subject: "CatalogueRule",
        subjectId: id,
        after: { ...stored, ...made },
      });
      return ok({ id, name, ...made });
    },
    { timeoutMs },
  );
}

type RuleRow = NonNullable<Awaited<ReturnType<Tx["catalogueRule"]["findUnique"]>>>;

async function replay(
  tx: Tx,
  by: Allowed<"judge-flags">,
  there: RuleRow,
  wanted: Pick<NewRule, "name" | "mode"> & { conditions: object; thenCategoryId: number },
): Promise<Result<MadeRule, "id-reused">> {
  const { id, name } = there;
  const isSame =
    there.createdById === by.userId &&
    name === wanted.name &&
    there.mode === wanted.mode &&
    there.thenCategoryId === wanted.thenCategoryId &&
    isDeepStrictEqual(there.conditions, JSON.parse(JSON.stringify(wanted.conditions)));
  if (!isSame) return fail("id-reused");
  const entry = await tx.auditEntry.findFirstOrThrow({ where: { subjectId: id, action: "rule.made" } });
  return ok({ id, name, ...Made.parse(entry.after) });
}

const Made = z.object({ changed: z.int(), flags: z.int(), contradicted: z.int() });

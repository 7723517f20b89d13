import { recordAudit } from "../audit/record";
import type { Actor } from "../audit/schema";
import type { Tx } from "../db";
import { lockColumn, markReverted, markStanding } from "./fix/sql";
import { correctionOf, shownOf, writeColumn } from "./internal";
import { FixState } from "./schema";

/** Takes back every fix behind a label or a rule, in the caller's transaction, with an audit row each: the product stands
 *  as it did before, under the fix that this one had replaced if that one's label or rule still stands. Nothing happens
 *  where nothing was fixed, or where a later fix has replaced it: that one stays. `only`: an answer for all colours of a
 *  model is behind many products, of which one may be taken back by itself. */
export async function revertFix(
  tx: Tx,
  actor: Actor,
  cause: { labelId: string } | { ruleId: string },
  only: { productId?: string } = {},
): Promise<number> {
  // In one order for everyone, so that two reverts never wait for each other's product.
  const found = await tx.fix.findMany({
    where: { ...cause, ...only, revertedAt: null },
    orderBy: { productId: "asc" },
  });
  let reverted = 0;
  for (const fix of found) if (await revertOne(tx, actor, fix, cause)) reverted++;
  return reverted;
}

async function revertOne(
  tx: Tx,
  actor: Actor,
  { id, productId, attribute }: { id: string; productId: string; attribute: string },
  cause: { labelId: string } | { ruleId: string },
): Promise<boolean> {
  const column = await lockColumn(tx, productId, attribute);
  const fix = await tx.fix.findFirst({ where: { id, revertedAt: null } });
  if (!fix) return false;
  await markReverted(tx, fix.id);
  const target = await stateBefore(tx, FixState.parse(fix.before));
  if (target.fixId) await markStanding(tx, target.fixId);
  const written = await writeColumn(tx, productId, attribute, correctionOf(target));
  await recordAudit(tx, {
    actor,
    action: "product.fix-reverted",
    subject: "Product",
    subjectId: productId,
    before: shownOf(attribute, column),
    after: { ...shownOf(attribute, written), ...cause },
  });
  return true;
}

/** Walks back over fixes whose own label or rule was undone while a later fix covered them. */
async function stateBefore(tx: Tx, state: FixState): Promise<FixState> {
  let at = state;
  while (at.fixId) {
    const earlier = await tx.fix.findUniqueOrThrow({ where: { id: at.fixId }, include: { label: true, rule: true } });
    if (!earlier.label?.supersededAt && !earlier.rule?.undoneAt) return at;
    at = FixState.parse(earlier.before);
  }
  return at;
}

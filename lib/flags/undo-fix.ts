import { inTx } from "../db";
import { fail, ok, type Result } from "../result";
import { type Allowed, actorOf } from "../users/allow";
import { revertFix } from "./revert-fix";

const byRule = "A rule made this correction for many products at once. Undo the rule under Review.";

/** Takes one correction back from a product's own page, with an audit row; the answer behind it stays on record, and the
 *  flag stays settled; other products that the same answer corrected stay as they are. Safe to repeat: what was undone is undone. "nothing-to-undo": a later correction stands in its
 *  place, or a rule made it. */
export function undoFix(
  by: Allowed<"judge-flags">,
  { fixId }: { fixId: string },
): Promise<Result<{ undone: boolean }, "not-found" | "nothing-to-undo">> {
  return inTx(async (tx) => {
    const fix = await tx.fix.findUnique({ where: { id: fixId } });
    if (!fix) return fail("not-found");
    if (!fix.labelId) return fail("nothing-to-undo", byRule);
    if (fix.revertedAt) {
      const later = await tx.fix.findFirst({
        where: {
          productId: fix.productId,
          attribute: fix.attribute,
          revertedAt: null,
          createdAt: { gt: fix.createdAt },
        },
      });
      return later ? fail("nothing-to-undo", "A later correction stands in its place.") : ok({ undone: false });
    }
    await revertFix(tx, actorOf(by), { labelId: fix.labelId }, { productId: fix.productId });
    return ok({ undone: true });
  });
}

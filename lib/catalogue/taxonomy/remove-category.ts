import { recordAudit } from "../../audit/record";
import { inTx } from "../../db";
import { fail, ok, type Result } from "../../result";
import { type Allowed, type AsSystem, actorOf } from "../../users/allow";
import { unused } from "./internal";

/** Takes an empty category out. "invalid": something hangs on it still, be it a product that is long delisted, or an
 *  answer. */
export function removeCategory(
  by: Allowed<"oversee"> | AsSystem,
  { categoryId }: { categoryId: number },
): Promise<Result<{ categoryId: number }, "not-found" | "invalid">> {
  return inTx(async (tx): Promise<Result<{ categoryId: number }, "not-found" | "invalid">> => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('taxonomy'))`;
    const category = await tx.category.findUnique({ where: { id: categoryId }, include: { parent: true } });
    if (!category) return fail("not-found");
    const { count } = await tx.category.deleteMany({ where: { id: categoryId, ...unused } });
    if (count === 0) return fail("invalid", `${category.name} still holds products, other categories or answers.`);
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "category.removed",
      subject: "Category",
      subjectId: String(categoryId),
      before: { name: category.name, level: category.level, parent: category.parent?.name ?? null },
    });
    return ok({ categoryId });
  });
}

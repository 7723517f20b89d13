import { recordAudit } from "../../audit/record";
import { inTx } from "../../db";
import { fail, ok, type Result } from "../../result";
import { type Allowed, type AsSystem, actorOf } from "../../users/allow";

import { refuseFine } from "./internal";

type Move = { categoryId: number; parentId: number | null };

/** Hangs a category under another one of the level above; imports leave it there. "invalid": that one stands on another level. The same parent
 *  again changes nothing. */
export function moveCategory(
  by: Allowed<"oversee"> | AsSystem,
  { categoryId, parentId }: Move,
): Promise<Result<Move, "not-found" | "invalid">> {
  return inTx(
    async (tx): Promise<Result<Move, "not-found" | "invalid">> => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('taxonomy'))`;
      const category = await tx.category.findUnique({ where: { id: categoryId }, include: { parent: true } });
      if (!category) return fail("not-found");
      if (category.parentId === parentId) return ok({ categoryId, parentId });
      const fine = await refuseFine(tx, category);
      if (fine) return fail("invalid", fine);
      const parent = parentId === null ? null : await tx.category.findUnique({ where: { id: parentId } });
      if (parentId !== null && !parent) return fail("not-found");
      if (parent && parent.level !== category.level - 1)
        return fail("invalid", `${parent.name} does not stand on the level above ${category.name}.`);
      if (!parent && category.level > 0)
        return fail("invalid", `${category.name} stands below the first level; choose what it belongs under.`);
      await tx.category.update({ where: { id: categoryId }, data: { parentId, isPlaced: true } });
      await recordAudit(tx, {
        actor: actorOf(by),
        action: "category.moved",
        subject: "Category",
        subjectId: String(categoryId),
        before: { parent: category.parent?.name ?? null },
        after: { parent: parent?.name ?? null },
      });
      return ok({ categoryId, parentId });
    },
    { timeoutMs: 120_000 },
  );
}

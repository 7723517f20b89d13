import { recordAudit } from "../../audit/record";
import { inTx } from "../../db";
import { fail, ok, type Result } from "../../result";
import { type Allowed, type AsSystem, actorOf } from "../../users/allow";

import { refuseFine } from "./internal";
import { refreshEntries } from "./sql";

type Renamed = { categoryId: number; name: string };

/** Gives a category another name. Files that use the old one still mean it, so the next import makes no second one; labels,
 *  flags and models know it by its number and stay as they are. "invalid": its level has that name already. The same name
 *  again changes nothing. */
export function renameCategory(
  by: Allowed<"oversee"> | AsSystem,
  { categoryId, name }: Renamed,
): Promise<Result<Renamed, "not-found" | "invalid">> {
  return inTx(
    async (tx): Promise<Result<Renamed, "not-found" | "invalid">> => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('taxonomy'))`;
      const category = await tx.category.findUnique({ where: { id: categoryId } });
      if (!category) return fail("not-found");
      if (category.name === name) return ok({ categoryId, name });
      const fine = await refuseFine(tx, category);
      if (fine) return fail("invalid", fine);
      const { level } = category;
      const other = await tx.categoryAlias.findUnique({ where: { level_name: { level, name } } });
      const isTaken = (await tx.category.count({ where: { level, name } })) > 0;
      if (isTaken || (other && other.categoryId !== categoryId))
        return fail(
          "invalid",
          `There is a category called ${name} on this level already, or files know one by that name.`,
        );
      await tx.category.update({ where: { id: categoryId }, data: { name } });
      await refreshEntries(tx, categoryId);
      await tx.categoryAlias.deleteMany({ where: { level, name } });
      await tx.categoryAlias.create({ data: { level, name: category.name, categoryId } });
      await recordAudit(tx, {
        actor: actorOf(by),
        action: "category.renamed",
        subject: "Category",
        subjectId: String(categoryId),
        before: { name: category.name },
        after: { name },
      });
      return ok({ categoryId, name });
    },
    // The search words of 30,000 products take some seconds.
    { timeoutMs: 120_000 },
  );
}

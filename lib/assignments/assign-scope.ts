import { recordAudit } from "../audit/record";
import { inTx, type Tx } from "../db";
import { fail, ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf } from "../users/allow";
import type { Assignee, ScopeDraft } from "./schema";

type By = Allowed<"oversee"> | AsSystem;

/** Sets all that a person or a group is asked about; nothing at all means everything. It holds from the next lease on;
 *  what someone holds already stays with them. "invalid": a category that is not there, or one below the level that
 *  products stand in. The same again changes nothing. */
export function assignScope(by: By, draft: ScopeDraft): Promise<Result<ScopeDraft, "invalid" | "not-found">> {
  return inTx(async (tx): Promise<Result<ScopeDraft, "invalid" | "not-found">> => {
    const { assignee } = draft;
    const id = "userId" in assignee ? assignee.userId : assignee.groupId;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('assignment'), hashtext(${id}))`;
    if (!(await isThere(tx, assignee))) return fail("not-found");
    const before = await scopeNow(tx, assignee);
    const after = {
      categoryIds: [...new Set(draft.categoryIds)].sort((a, b) => a - b),
      seasons: [...new Set(draft.seasons)].sort(),
    };
    const refusal = await refuseCategories(tx, after.categoryIds);
    if (refusal) return fail("invalid", refusal);
    if (JSON.stringify(before) === JSON.stringify(after)) return ok({ assignee, ...after });
    await tx.assignment.deleteMany({ where: assignee });
    await tx.assignment.createMany({
      data: [
        ...after.categoryIds.map((categoryId) => ({ ...assignee, categoryId })),
        ...after.seasons.map((season) => ({ ...assignee, season })),
      ],
    });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "assignment.changed",
      subject: "userId" in assignee ? "User" : "Group",
      subjectId: id,
      before,
      after,
    });
    return ok({ assignee, ...after });
  });
}

const isThere = async (tx: Tx, assignee: Assignee): Promise<boolean> =>
  "userId" in assignee
    ? (await tx.user.count({ where: { id: assignee.userId, disabledAt: null } })) > 0
    : (await tx.group.count({ where: { id: assignee.groupId } })) > 0;

async function scopeNow(tx: Tx, assignee: Assignee) {
  const rows = await tx.assignment.findMany({ where: assignee });
  return {
    categoryIds: rows.flatMap(({ categoryId }) => categoryId ?? []).sort((a, b) => a - b),
    seasons: rows.flatMap(({ season }) => season ?? []).sort(),
  };
}

/** Products stand in the target level; names below it are words of the file. */
async function refuseCategories(tx: Tx, ids: number[]): Promise<string | null> {
  const rows = await tx.category.findMany({ where: { id: { in: ids } } });
  if (rows.length !== ids.length) return "One of the categories is not there any more. Reload the page.";
  const target = await tx.category.findFirst({ where: { isTarget: true }, select: { level: true } });
  const tooFine = rows.find(({ level }) => target && level > target.level);
  return tooFine ? `${tooFine.name} is finer than what products are filed in; assign what stands above it.` : null;
}

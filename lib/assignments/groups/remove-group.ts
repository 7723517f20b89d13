import { recordAudit } from "../../audit/record";
import { inTx } from "../../db";
import { fail, ok, type Result } from "../../result";
import { type Allowed, type AsSystem, actorOf } from "../../users/allow";

/** Takes a group away with what was assigned to it; its people and their answers stay. The audit row keeps who was in it. */
export function removeGroup(
  by: Allowed<"oversee"> | AsSystem,
  { groupId }: { groupId: string },
): Promise<Result<{ groupId: string }, "not-found">> {
  return inTx(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('groups'))`;
    const group = await tx.group.findUnique({
      where: { id: groupId },
      select: { name: true, members: { select: { userId: true } }, assignments: true },
    });
    if (!group) return fail("not-found");
    await tx.group.delete({ where: { id: groupId } });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "group.removed",
      subject: "Group",
      subjectId: groupId,
      before: {
        name: group.name,
        memberIds: group.members.map(({ userId }) => userId),
        categoryIds: group.assignments.flatMap(({ categoryId }) => categoryId ?? []),
        seasons: group.assignments.flatMap(({ season }) => season ?? []),
      },
    });
    return ok({ groupId });
  });
}

import { recordAudit } from "../../audit/record";
import { inTx, type Tx } from "../../db";
import { fail, ok, type Result } from "../../result";
import { type Allowed, type AsSystem, actorOf } from "../../users/allow";
import type { GroupDraft } from "../schema";

type Saved = Result<{ groupId: string }, "invalid" | "not-found">;

/** Makes a group, or gives one another name and other members. "invalid": the name is taken, or a member is not known.
 *  Saving what is there already changes nothing. */
export function saveGroup(by: Allowed<"oversee"> | AsSystem, draft: GroupDraft): Promise<Saved> {
  return inTx(async (tx): Promise<Saved> => {
    // Two managers at once: one after the other, so that each audit row says what was before.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('groups'))`;
    const before = draft.id ? await groupNow(tx, draft.id) : null;
    if (draft.id && !before) return fail("not-found");
    const memberIds = [...new Set(draft.memberIds)].sort();
    if (await tx.group.count({ where: { name: draft.name, id: draft.id && { not: draft.id } } }))
      return fail("invalid", `There is a group called ${draft.name} already.`);
    if ((await tx.user.count({ where: { id: { in: memberIds } } })) !== memberIds.length)
      return fail("invalid", "One of the members is not known here.");
    const after = { name: draft.name, memberIds };
    if (before && JSON.stringify(before) === JSON.stringify(after)) return ok({ groupId: draft.id! });
    const { id: groupId } = draft.id
      ? await tx.group.update({ where: { id: draft.id }, data: { name: draft.name } })
      : await tx.group.create({ data: { name: draft.name } });
    await tx.groupMember.deleteMany({ where: { groupId, userId: { notIn: memberIds } } });
    await tx.groupMember.createMany({ data: memberIds.map((userId) => ({ groupId, userId })), skipDuplicates: true });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: before ? "group.changed" : "group.made",
      subject: "Group",
      subjectId: groupId,
      before: before ?? undefined,
      after,
    });
    return ok({ groupId });
  });
}

async function groupNow(tx: Tx, id: string): Promise<{ name: string; memberIds: string[] } | null> {
  const row = await tx.group.findUnique({ where: { id }, select: { name: true, members: true } });
  return row && { name: row.name, memberIds: row.members.map(({ userId }) => userId).sort() };
}

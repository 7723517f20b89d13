import { db } from "../../db";
import type { Allowed } from "../../users/allow";
import type { Group } from "../schema";

/** Every group with its members, by name. */
export async function groups(_by: Allowed<"oversee">): Promise<Group[]> {
  const rows = await db().group.findMany({
    orderBy: { name: "asc" },
    select: {
      id: true,
      name: true,
      members: {
        orderBy: { user: { name: "asc" } },
        select: { user: { select: { id: true, name: true, disabledAt: true } } },
      },
    },
  });
  return rows.map(({ id, name, members }) => ({
    id,
    name,
    members: members.map(({ user }) => ({ id: user.id, name: user.name, isActive: user.disabledAt === null })),
  }));
}

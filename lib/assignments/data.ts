import { categoryTree } from "../catalogue/data";
import { db } from "../db";
import type { Allowed } from "../users/allow";
import { can } from "../users/rules";
import { type Open, openWithin, type Reach, reachOf } from "./rules";
import type { AssignableThings, Assigned, Scope } from "./schema";
import { openWork, seasonsInUse } from "./sql";

type Row = { category: { id: number; name: string } | null; season: string | null };

const scopeOfRows = (rows: Row[]): Scope => ({
  categories: rows.flatMap(({ category }) => category ?? []).sort((a, b) => (a.name < b.name ? -1 : 1)),
  seasons: rows.flatMap(({ season }) => season ?? []).sort(),
});
const thing = { category: { select: { id: true, name: true } }, season: true } as const;

/** Everyone who is asked about less than everything, and what of the open work nobody at all is asked about. */
export async function assignments(_by: Allowed<"oversee">): Promise<{ assigned: Assigned[]; unasked: Open }> {
  const [people, groups, categories, work] = await Promise.all([
    db().user.findMany({
      where: { disabledAt: null },
      orderBy: { name: "asc" },
      select: {
        id: true,
        name: true,
        role: true,
        assignments: { select: thing },
        groups: { select: { group: { select: { id: true, assignments: { select: thing } } } } },
      },
    }),
    db().group.findMany({
      orderBy: { name: "asc" },
      select: {
        id: true,
        name: true,
        assignments: { select: thing },
        members: { where: { user: { disabledAt: null } }, select: { userId: true } },
      },
    }),
    db().category.findMany({ select: { id: true, parentId: true } }),
    openWork(),
  ]);
  const parents = new Map(categories.map(({ id, parentId }) => [id, parentId]));
  const reach = (rows: Row[]): Reach => reachOf(scopeOfRows(rows), parents);
  const named = [
    ...groups.map((group) => ({
      ...group,
      assignee: { groupId: group.id },
      people: group.members.length,
    })),
    ...people.map((person) => ({ ...person, assignee: { userId: person.id }, people: 1 })),
  ];
  const assigned = named
    .filter(({ assignments }) => assignments.length > 0)
    .map(({ assignee, name, people: asked, assignments: rows }) => ({
      assignee,
      name,
      people: asked,
      scope: scopeOfRows(rows),
      open: openWithin(work, [reach(rows)]),
    }));
  const reaches = people.map((person) => {
    const rows = [...person.assignments, ...person.groups.flatMap(({ group }) => group.assignments)];
    return { role: person.role, reach: rows.length === 0 ? null : reach(rows) };
  });
  const all = openWithin(work, [null]);
  const askedOf = (capability: "judge-pairs" | "judge-flags") =>
    openWithin(
      work,
      reaches.filter(({ role }) => can(role, capability)).map((one) => one.reach),
    );
  const unasked = {
    pairs: all.pairs - askedOf("judge-pairs").pairs,
    flags: all.flags - askedOf("judge-flags").flags,
  };
  return { assigned, unasked };
}

/** What this person is asked about, by name; null: about everything. */
export async function scopeOfPerson(by: Allowed<"judge-pairs">): Promise<string[] | null> {
  const rows = await db().assignment.findMany({
    where: { OR: [{ userId: by.userId }, { group: { members: { some: { userId: by.userId } } } }] },
    select: thing,
  });
  const scope = scopeOfRows(rows);
  const names = new Set([...scope.categories.map(({ name }) => name), ...scope.seasons]);
  return rows.length === 0 ? null : [...names];
}

/** What can be assigned. */
export async function assignableThings(_by: Allowed<"oversee">): Promise<AssignableThings> {
  const [tree, seasons] = await Promise.all([categoryTree(), seasonsInUse()]);
  const target = tree.find(({ isTarget }) => isTarget)?.level ?? 0;
  const categories = tree
    .filter(({ level }) => level <= target)
    .map(({ id, name, level, parentId, products }) => ({ id, name, level, parentId, products }));
  return { categories, seasons };
}

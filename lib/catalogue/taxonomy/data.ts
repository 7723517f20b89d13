import { db } from "../../db";
import type { Allowed } from "../../users/allow";
import { catalogueColumns, categoryTree } from "../data";
import { unused } from "./internal";
import type { TaxonomyNode } from "./schema";

/** The whole tree, roots first, with what its levels are called. */
export async function taxonomy(_by: Allowed<"oversee">): Promise<{ nodes: TaxonomyNode[]; levels: string[] }> {
  const [nodes, aliases, empty, columns] = await Promise.all([
    categoryTree(),
    db().categoryAlias.findMany({ orderBy: { name: "asc" } }),
    db().category.findMany({ where: unused, select: { id: true } }),
    catalogueColumns(),
  ]);
  const unusedIds = new Set(empty.map(({ id }) => id));
  return {
    nodes: nodes.map((node) => ({
      id: node.id,
      level: node.level,
      name: node.name,
      parentId: node.parentId,
      isTarget: node.isTarget,
      products: node.products,
      aliases: aliases.filter(({ categoryId }) => categoryId === node.id).map(({ name }) => name),
      isUnused: unusedIds.has(node.id) && node.products === 0,
    })),
    levels: columns.taxonomy.map(({ label }) => label),
  };
}

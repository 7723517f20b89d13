import { z } from "zod";
import { type AttributeValues, levelColumn } from "@/ml/datasets/attributes";
import { db } from "../db";

/** What has to be read of a product to know the values it goes into a network with. */
export const valueFields = {
  values: true,
  description: true,
  categoryId: true,
  correctedCategoryId: true,
  sourceSubcategories: true,
} as const;

export type ValueRow = {
  values: unknown;
  categoryId: number | null;
  correctedCategoryId: number | null;
  sourceSubcategories: unknown;
};

const Values = z.record(z.string(), z.array(z.string()));
const Names = z.record(z.string(), z.string());

/** A product's attributes by name, each with all its values. */
export const attributeValues = (row: { values: unknown }): AttributeValues => Values.parse(row.values);

export type Levels = {
  /** Column names: the target level and those below it. What lies above follows from the category, and reading it too
   *  measured worse (DECISIONS, "Taxonomy levels feed the compatibility network only"). */
  names: string[];
  /** A product's category, and the imported names below it as long as no correction has moved it. */
  of: (row: ValueRow) => AttributeValues;
};

/** The taxonomy of this moment. */
export async function taxonomyLevels(): Promise<Levels> {
  const nodes = await db().category.findMany({ select: { id: true, level: true, name: true, isTarget: true } });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const target = nodes.find(({ isTarget }) => isTarget)?.level ?? 0;
  const levels = [...new Set(nodes.map(({ level }) => level))].filter((level) => level >= target).sort((a, b) => a - b);
  return {
    names: levels.map(levelColumn),
    of({ categoryId, correctedCategoryId, sourceSubcategories }) {
      const own = byId.get(categoryId ?? -1);
      const path: Record<string, string[]> = own ? { [levelColumn(own.level)]: [own.name] } : {};
      if (correctedCategoryId !== null) return path;
      for (const [level, name] of Object.entries(Names.parse(sourceSubcategories)))
        path[levelColumn(Number(level))] = [name];
      return path;
    },
  };
}

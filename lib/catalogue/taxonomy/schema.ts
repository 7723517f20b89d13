import { z } from "zod";

const CategoryId = z.object({ categoryId: z.int() });
export const CategoryName = z.string().trim().min(1, "Give the category a name.").max(200);

export const CategoryRenaming = CategoryId.extend({ name: CategoryName });
/** parentId null: a root, on the first level alone. */
export const CategoryMove = CategoryId.extend({ parentId: z.int().nullable() });
export const CategoryRemoval = CategoryId;

export type TaxonomyNode = {
  id: number;
  level: number;
  name: string;
  parentId: number | null;
  isTarget: boolean;
  /** Listed products in it, those below it included. */
  products: number;
  /** Names under which files still know it. */
  aliases: string[];
  /** Nothing hangs on it: no product past or present, no child, flag, answer or rule. */
  isUnused: boolean;
};

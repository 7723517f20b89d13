import { z } from "zod";
import type { Tx } from "../../db";

/** One column of a product: what is read, and what was corrected by hand; null where its source is read. */
export type Column =
  | { categoryId: number | null; correctedCategoryId: number | null }
  | { values: string[]; correctedValues: string[] | null };

const CategoryRow = z.tuple([z.object({ categoryId: z.int().nullable(), correctedCategoryId: z.int().nullable() })]);
const ValuesRow = z.tuple([z.object({ values: z.array(z.string()), correctedValues: z.array(z.string()).nullable() })]);

/** The category, or an attribute's values, of a product whose row is held until the transaction ends. */
export async function lockColumn(tx: Tx, productId: string, attribute: string): Promise<Column> {
  if (attribute === "category") {
    return CategoryRow.parse(
      await tx.$queryRaw`
        SELECT "categoryId", "correctedCategoryId" FROM "Product" WHERE id = ${productId} FOR NO KEY UPDATE`,
    )[0];
  }
  return ValuesRow.parse(
    await tx.$queryRaw`
      SELECT coalesce(values -> ${attribute}, '[]') AS values, "correctedValues" -> ${attribute} AS "correctedValues"
      FROM "Product" WHERE id = ${productId} FOR NO KEY UPDATE`,
  )[0];
}

/** Files a product under a corrected category, or as its source says. */
export async function writeCategory(tx: Tx, productId: string, correctedCategoryId: number | null): Promise<Column> {
  return CategoryRow.parse(
    await tx.$queryRaw`
      UPDATE "Product" SET "correctedCategoryId" = ${correctedCategoryId}::int, "updatedAt" = now()
      WHERE id = ${productId} RETURNING "categoryId", "correctedCategoryId"`,
  )[0];
}

/** Corrects an attribute's values, or leaves them to the source. */
export async function writeValues(
  tx: Tx,
  productId: string,
  attribute: string,
  values: readonly string[] | null,
): Promise<Column> {
  return ValuesRow.parse(
    await tx.$queryRaw`
      UPDATE "Product" SET "updatedAt" = now(), "correctedValues" = "correctedValues" - ${attribute}::text
        || CASE WHEN ${values !== null} THEN jsonb_build_object(${attribute}::text, ${JSON.stringify(values ?? [])}::jsonb)
           ELSE '{}' END
      WHERE id = ${productId}
      RETURNING coalesce(values -> ${attribute}, '[]') AS values, "correctedValues" -> ${attribute} AS "correctedValues"`,
  )[0];
}

export async function markReverted(tx: Tx, fixId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Fix" SET "revertedAt" = now() WHERE id = ${fixId}::uuid`;
}

export async function markStanding(tx: Tx, fixId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Fix" SET "revertedAt" = NULL WHERE id = ${fixId}::uuid`;
}

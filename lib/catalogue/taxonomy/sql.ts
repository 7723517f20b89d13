import type { Tx } from "../../db";

/** Writes what the catalogue's list and search know of a category's products anew: its name is among their words. */
export async function refreshEntries(tx: Tx, categoryId: number): Promise<void> {
  await tx.$executeRaw`
    SELECT catalogue_refresh(ARRAY(SELECT id FROM "Product" WHERE "categoryId" = ${categoryId}::int))`;
}

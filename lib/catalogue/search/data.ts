import { db } from "../../db";
import { productCards } from "../data";
import type { ProductCard } from "../schema";

/** Listed products with a photo whose title or id holds these words, in the order of their titles; the first ones without
 *  words. */
export async function findProducts(words: string, limit: number): Promise<ProductCard[]> {
  const parts = words.split(/\s+/).filter(Boolean);
  const rows = await db().product.findMany({
    where: {
      delistedAt: null,
      photos: { some: { sha256: { not: null }, brokenReason: null } },
      AND: parts.map((part) => ({
        OR: [{ title: { contains: part, mode: "insensitive" } }, { id: { startsWith: part, mode: "insensitive" } }],
      })),
    },
    orderBy: [{ title: "asc" }, { id: "asc" }],
    take: limit,
    select: { id: true },
  });
  const cards = await productCards(rows.map(({ id }) => id));
  return rows.flatMap(({ id }) => cards.get(id) ?? []);
}

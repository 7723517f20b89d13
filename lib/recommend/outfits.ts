import { productCards } from "../catalogue/data";
import { db } from "../db";
import type { OutfitCard } from "./schema";

const shown = 8;

/** Outfits that the product is worn in, newest first, and how many there are. */
export async function outfitsWith(productId: string): Promise<{ outfits: OutfitCard[]; count: number }> {
  const [count, rows] = await Promise.all([
    db().outfitItem.count({ where: { productId } }),
    db().outfit.findMany({
      where: { items: { some: { productId } } },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      take: shown,
      select: { id: true, source: true, items: { orderBy: { position: "asc" }, select: { productId: true } } },
    }),
  ]);
  const cards = await productCards(rows.flatMap(({ items }) => items.map((item) => item.productId)));
  const outfits = rows.map(({ id, source, items }) => ({
    outfitId: id,
    source,
    others: items.filter((item) => item.productId !== productId).flatMap((item) => cards.get(item.productId) ?? []),
  }));
  return { outfits, count };
}

import { db } from "../../db";

/** Pairs of products that are worn together, by their rows → [p, 2]. */
export async function outfitPairs(rowOf: Map<string, number>): Promise<Int32Array> {
  const items = await db().outfitItem.findMany({ select: { outfitId: true, productId: true } });
  const outfits = new Map<string, number[]>();
  for (const { outfitId, productId } of items) {
    const row = rowOf.get(productId);
    if (row === undefined) continue;
    const outfit = outfits.get(outfitId);
    if (outfit) outfit.push(row);
    else outfits.set(outfitId, [row]);
  }
  const pairs: number[] = [];
  for (const outfit of outfits.values())
    for (const [i, a] of outfit.entries()) for (const b of outfit.slice(i + 1)) pairs.push(a, b);
  return Int32Array.from(pairs);
}

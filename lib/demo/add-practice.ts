import { makeHouse } from "@/prisma/demo/house";
import { practicePairs } from "@/prisma/demo/practice";
import { db } from "../db";
import { makeGold } from "../labels/gold/make-gold";
import { addPairs } from "../queue/add-pairs";
import type { AsSystem } from "../users/allow";

/** Gives the demo house its practice: gold pairs whose agreed answers follow its guide, outside the holdout and every
 *  outfit. Safe to repeat: a pair that is gold already, or was retired by somebody, is left as it is. */
export async function addPractice(by: AsSystem, { products, seed }: { products: number; seed: number }): Promise<void> {
  const [open, worn] = await Promise.all([openProducts(), wornPairs()]);
  const isFree = (a: { id: string }, b: { id: string }) =>
    open.has(a.id) && open.has(b.id) && !worn.has(keyOf(a.id, b.id));
  const wanted = practicePairs(makeHouse(products, seed), seed, isFree);
  await addPairs(
    by,
    wanted.map(({ a, b }) => ({ a, b, origin: "uniform", slice: "ranked", propensity: null, isHoldout: false })),
  );
  for (const { a, b, ...gold } of wanted) {
    const pair = await db().pair.findFirstOrThrow({
      where: { productAId: { in: [a, b] }, productBId: { in: [a, b] } },
      include: { gold: true },
    });
    if (pair.gold) continue;
    const made = await makeGold(by, { pairId: pair.id, ...gold, inPractice: true });
    if (!made.ok) throw new Error(`${a}, ${b}: ${made.detail ?? made.code}`);
  }
}

const keyOf = (a: string, b: string) => [a, b].sort().join(" ");

async function openProducts(): Promise<Set<string>> {
  const rows = await db().product.findMany({ where: { isHoldout: false, delistedAt: null }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

async function wornPairs(): Promise<Set<string>> {
  const outfits = await db().outfit.findMany({ select: { items: { select: { productId: true } } } });
  return new Set(
    outfits.flatMap(({ items }) =>
      items.flatMap((a) => items.flatMap((b) => (a.productId < b.productId ? [keyOf(a.productId, b.productId)] : []))),
    ),
  );
}

import { makeHouse } from "@/prisma/demo/house";
import { type PracticePair, practicePairs } from "@/prisma/demo/practice";
import { productCards } from "../catalogue/data";
import { db } from "../db";
import { makeGold } from "../labels/gold/make-gold";
import { photoScheme } from "../labels/guide/schema";
import { addPairs } from "../queue/add-pairs";
import type { AsSystem } from "../users/allow";

/** The practice pairs of the demo house: they follow its guide, outside the holdout and every outfit. */
export async function choosePractice({ products, seed }: { products: number; seed: number }): Promise<PracticePair[]> {
  const [open, worn] = await Promise.all([openProducts(), wornPairs()]);
  const isFree = (a: { id: string }, b: { id: string }) =>
    open.has(a.id) && open.has(b.id) && !worn.has(keyOf(a.id, b.id));
  return practicePairs(makeHouse(products, seed), seed, isFree);
}

/** Makes them gold. Safe to repeat: a pair that is gold already, or was retired by somebody, is left as it is. */
export async function addPractice(by: AsSystem, wanted: readonly PracticePair[]): Promise<void> {
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

/** What the guide shows in pictures: a pair that fits, and clashes of these rules. */
const pictured = [null, "colour", "proportion", "season"] as const;

/** The guide with some of the practice pairs' photos below the rules. */
export async function illustrated(guide: string, pairs: readonly PracticePair[]): Promise<string> {
  const shown = pictured.flatMap((reason) => pairs.find((pair) => pair.reason === reason) ?? []);
  const cards = await productCards(shown.flatMap(({ a, b }) => [a, b]));
  const picture = (id: string) => {
    const card = cards.get(id);
    const photo = card?.photos[0];
    return card && photo ? `![${card.title}](${photoScheme}${photo.sha256})` : "";
  };
  const examples = shown.map(({ a, b, verdict, explanation }) =>
    [`**${verdict === "fits" ? "Fits" : "Clashes"}.** ${explanation}`, `${picture(a)} ${picture(b)}`].join("\n\n"),
  );
  return [guide.trimEnd(), "## In pictures", ...examples].join("\n\n");
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

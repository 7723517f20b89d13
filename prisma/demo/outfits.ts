import type { Garment } from "./house";
import { pick, type Random, seeded } from "./random";
import { areWorn, clashes } from "./style-guide";

/** Slots of an outfit, each with the categories that may fill it. */
const recipes: readonly (readonly (readonly string[])[])[] = [
  [["T-shirts", "Shirts", "Blouses"], ["Trousers", "Jeans", "Skirts", "Shorts"], ["Shoes", "Boots"], ["Jackets", "Cardigans", "Coats"], ["Bags"]],
  [["Sweaters"], ["Trousers", "Jeans", "Skirts"], ["Shoes", "Boots"], ["Coats", "Jackets"], ["Scarves", "Hats", "Bags"]],
  [["Dresses"], ["Shoes", "Boots"], ["Jackets", "Coats", "Cardigans"], ["Bags", "Belts"]],
  [
    ["Shirts", "T-shirts", "Blouses"],
    ["Jeans", "Trousers", "Skirts"],
    ["Shoes", "Boots"],
    ["Belts", "Hats", "Scarves"],
  ],
];

/** Share of outfits in which one garment breaks the guide: stylists are people. */
export const outfitNoise = 0.1;

export type DemoOutfit = { id: string; items: readonly Garment[] };

/** Outfits of 3 to 5 garments that follow the guide, one in ten with one garment that does not. Same seed, same outfits. */
export function makeOutfits(house: readonly Garment[], count: number, seed: number): DemoOutfit[] {
  const rng = seeded(`outfits ${seed}`);
  const byCategory = new Map<string, Garment[]>();
  for (const garment of house) byCategory.set(garment.category, [...(byCategory.get(garment.category) ?? []), garment]);
  const outfits: DemoOutfit[] = [];
  for (let tries = 0; outfits.length < count && tries < 200 * count; tries += 1) {
    const items = dress(byCategory, rng);
    if (items.length >= 3) outfits.push({ id: `look-${String(outfits.length + 1).padStart(4, "0")}`, items });
  }
  return outfits;
}

function dress(byCategory: Map<string, Garment[]>, rng: Random): Garment[] {
  const recipe = pick(rng, recipes);
  const slip = rng() < outfitNoise ? Math.floor(rng() * recipe.length) : -1;
  const items: Garment[] = [];
  recipe.forEach((categories, slot) => {
    const pool = categories.flatMap((category) => byCategory.get(category) ?? []);
    const suiting = pool.filter((garment) => items.every((worn) => areWorn(worn, garment) && (clashes(worn, garment).length === 0) !== (slot === slip)));
    if (suiting.length > 0) items.push(pick(rng, suiting));
  });
  return items;
}

import type { Garment } from "./house";
import { pick, type Random, seeded, shuffled } from "./random";

/** What a hurried person files a garment under instead. */
const confused: Readonly<Record<string, readonly string[]>> = {
  "T-shirts": ["Shirts", "Sweaters"],
  Shirts: ["Blouses", "T-shirts"],
  Blouses: ["Shirts", "T-shirts"],
  Sweaters: ["Cardigans", "T-shirts"],
  Cardigans: ["Sweaters", "Jackets"],
  Jackets: ["Coats", "Cardigans"],
  Coats: ["Jackets"],
  Trousers: ["Jeans", "Shorts"],
  Jeans: ["Trousers"],
  Shorts: ["Skirts", "Trousers"],
  Skirts: ["Shorts", "Dresses"],
  Dresses: ["Skirts", "Blouses"],
  Shoes: ["Boots"],
  Boots: ["Shoes"],
  Bags: ["Belts", "Hats"],
  Belts: ["Bags", "Scarves"],
  Scarves: ["Belts", "Hats"],
  Hats: ["Scarves", "Bags"],
};

/** Share of products that the catalogue files under a wrong category. */
export const plantedShare = 0.04;

/** The category that the catalogue file gives for each product: the true one, but for the planted errors. */
export function givenCategories(house: readonly Garment[], seed: number): Map<string, string> {
  const rng: Random = seeded(`errors ${seed}`);
  const given = new Map(house.map(({ id, category }) => [id, category]));
  const wrong = shuffled(rng, house).slice(0, Math.round(plantedShare * house.length));
  for (const { id, category } of wrong) given.set(id, pick(rng, confused[category]));
  return given;
}

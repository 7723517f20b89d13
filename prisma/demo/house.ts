import { descriptionOf, titleOf } from "./copy";
import { DEPARTMENT_OF, GARMENT_TYPES, type GarmentType, type Season, type Style } from "./garment-types";
import type { Look } from "./garments/look";
import { COLOURS, type Colour } from "./palette";
import { integer, pick, type Random, seeded, shuffled } from "./random";

/** A product with everything true of it; the catalogue file shows a part, with some errors planted. */
export type Garment = {
  readonly id: string;
  readonly model: string;
  readonly title: string;
  readonly description: string;
  readonly department: string;
  readonly category: string;
  readonly type: string;
  readonly season: Season;
  readonly price: number;
  readonly stock: number;
  readonly colour: Colour;
  readonly pattern: string;
  readonly fabric: string;
  readonly style: Style;
  readonly occasions: readonly string[];
  readonly fit: string;
  readonly weight: 0 | 1 | 2;
  readonly formality: 0 | 1 | 2 | 3;
  readonly look: Look;
};

const occasionsOf: readonly (readonly string[])[] = [
  ["weekend", "travel"],
  ["weekend", "office"],
  ["office", "dinner"],
  ["dinner", "celebration"],
];
const fits = ["slim", "regular", "relaxed"] as const;

/** The whole collection: `count` products or a few more (models are never cut in half), spread evenly over the
 *  categories. Same seed, same house. */
export function makeHouse(count: number, seed: number): Garment[] {
  const rng = seeded(`house ${seed}`);
  const types = byTurns(GARMENT_TYPES);
  const garments: Garment[] = [];
  for (let model = 0; garments.length < count; model += 1) {
    garments.push(...makeModel(types[model % types.length], model, seed, rng));
  }
  return garments;
}

/** One type of each category, then the next of each: a short house holds every category too. */
function byTurns(types: readonly GarmentType[]): GarmentType[] {
  const turn = (type: GarmentType) => types.filter((other) => other.category === type.category).indexOf(type);
  return [...types].sort((a, b) => turn(a) - turn(b));
}

function makeModel(type: GarmentType, number: number, seed: number, rng: Random): Garment[] {
  const model = String(4100 + number * 7);
  const [fabric, texture] = pick(rng, type.cloths);
  const pattern = pick(rng, type.patterns);
  const style = pick(rng, type.styles);
  const season = pick(rng, type.seasons);
  const fit = pick(rng, fits);
  const price = Math.round((type.price[0] + rng() * (type.price[1] - type.price[0])) / 10) * 10 - 1;
  const colours = shuffled(rng, coloursFor(type, pattern)).slice(0, integer(rng, 2, 4));
  return colours.map((colour) => {
    const [second, accent] = companions(colour, rng);
    const look: Look = {
      type: type.key,
      shapeSeed: `${seed} ${model}`,
      base: colour.hex,
      second: second.hex,
      accent: accent.hex,
      pattern,
      texture,
    };
    const facts = { type: type.label, colour: colour.name, pattern, fabric, style, fit, season };
    return {
      id: `${model}-${colour.code}`,
      model,
      title: titleOf(facts),
      description: descriptionOf(facts, rng),
      department: DEPARTMENT_OF[type.category],
      category: type.category,
      type: type.label,
      season,
      price,
      stock: rng() < 0.12 ? 0 : integer(rng, 1, 60),
      colour,
      pattern,
      fabric,
      style,
      fit,
      occasions: occasionsOf[type.formality],
      weight: type.weight,
      formality: type.formality,
      look,
    };
  });
}

const denims = new Set(["indigo", "stone wash", "black", "white", "charcoal", "sky"]);
const hides = new Set(["black", "chocolate", "camel", "sand", "burgundy", "ecru", "olive", "white"]);

function coloursFor(type: GarmentType, pattern: string): readonly Colour[] {
  if (pattern === "denim") return COLOURS.filter(({ name }) => denims.has(name));
  if (["Shoes", "Boots", "Bags", "Belts"].includes(type.category)) return COLOURS.filter(({ name }) => hides.has(name));
  return COLOURS.filter(({ name }) => name !== "indigo" && name !== "stone wash");
}

/** Colours of a print: far enough in tone from the ground to be seen. */
function companions(colour: Colour, rng: Random): [Colour, Colour] {
  const others = COLOURS.filter((other) => other.tone !== colour.tone && other.group !== colour.group);
  return [pick(rng, others), pick(rng, others)];
}

import type { Style } from "./garment-types";
import type { Garment } from "./house";

/** The reasons that the labelling screen offers, as far as the guide uses them. */
export type ClashReason = "colour" | "proportion" | "occasion" | "season" | "style" | "fabric";

/** Categories that are worn at the same place of the body: the guide says nothing about two of them together. */
const places: Readonly<Record<string, string>> = {
  "T-shirts": "top",
  Shirts: "top",
  Blouses: "top",
  Sweaters: "mid",
  Cardigans: "mid",
  Jackets: "outer",
  Coats: "outer",
  Trousers: "bottom",
  Jeans: "bottom",
  Shorts: "bottom",
  Skirts: "bottom",
  Dresses: "dress",
  Shoes: "feet",
  Boots: "feet",
  Bags: "bag",
  Belts: "belt",
  Scarves: "neck",
  Hats: "head",
};

/** Whether two garments can be worn together at all: different places, and no top or bottom with a dress. */
export function areWorn(a: Garment, b: Garment): boolean {
  const [first, second] = [places[a.category], places[b.category]];
  if (first === second) return false;
  const withDress = first === "dress" ? second : second === "dress" ? first : null;
  return withDress === null || !["top", "bottom"].includes(withDress);
}

/** Styles that quarrel; every other two get along. */
const quarrels: readonly (readonly [Style, Style])[] = [
  ["sporty", "romantic"],
  ["sporty", "classic"],
  ["bohemian", "minimal"],
  ["bohemian", "classic"],
];
const doQuarrel = (a: Style, b: Style): boolean => quarrels.some(([one, other]) => (a === one && b === other) || (a === other && b === one));

const wheelDistance = (a: number, b: number): number => Math.min(Math.abs(a - b), 360 - Math.abs(a - b));
/** Degrees: colours this near are one family; this far they answer each other. */
const related = 40;
const opposite = 150;

const isBrown = (garment: Garment) => garment.colour.group === "brown";
const isBlack = (garment: Garment) => garment.colour.group === "black";
const isNavy = (garment: Garment) => garment.colour.name === "navy";

function colourClash(a: Garment, b: Garment): boolean {
  if ((isBlack(a) && (isNavy(b) || isBrown(b))) || (isBlack(b) && (isNavy(a) || isBrown(a)))) return true;
  if (a.colour.hue === null || b.colour.hue === null) return false;
  const distance = wheelDistance(a.colour.hue, b.colour.hue);
  return distance > related && distance < opposite;
}

const isPrinted = ({ pattern }: Garment) => !["plain", "denim", "cable", "herringbone"].includes(pattern);
const isAccessory = ({ department }: Garment) => department === "Accessories" || department === "Footwear";

/** Every rule of the guide that a pair breaks; none when it fits. Symmetric in a and b. */
export function clashes(a: Garment, b: Garment): ClashReason[] {
  const broken: ClashReason[] = [];
  if (colourClash(a, b)) broken.push("colour");
  if (isPrinted(a) && isPrinted(b)) broken.push("proportion");
  if (Math.abs(a.formality - b.formality) > 1) broken.push("occasion");
  if (a.season !== b.season && a.season !== "All year" && b.season !== "All year") broken.push("season");
  if (doQuarrel(a.style, b.style)) broken.push("style");
  if (!isAccessory(a) && !isAccessory(b) && Math.abs(a.weight - b.weight) > 1) broken.push("fabric");
  return broken;
}

/** The house's own opinion: two garments that are worn together and break no rule. Symmetric. */
export const fitsTogether = (a: Garment, b: Garment): boolean => areWorn(a, b) && clashes(a, b).length === 0;

/** What stylists read on G. The rules above, in words. */
export const GUIDE = `# How this house dresses

Two garments fit when one person would gladly wear both at once. Judge the pair, not the price and not your own wardrobe.

1. **Neutrals go with everything.** White, grey, beige, brown, black and navy are the ground of the house.
2. **Colours agree or answer.** Two colours fit when they are near relations on the wheel, or opposite each other. A quarter turn apart, they quarrel.
3. **Black keeps to itself.** Not with navy, and not with brown.
4. **One print at a time.** Stripes, checks, dots and flowers each want a plain partner. Herringbone, cable and denim count as plain.
5. **Same evening.** Weekend, office, dinner, celebration: one step apart is fine, two is a costume.
6. **Same weather.** Spring and summer do not mix with autumn and winter. What we carry all year goes with both.
7. **Some styles quarrel.** Sporty with romantic and with classic. Bohemian with minimal and with classic. All others get along.
8. **Weight for weight.** No heavy wool over summer cloth. Shoes, bags and small things are free.
9. **Look at the garment, not the picture.** If the photo or the data seem wrong, say *not sure* and choose *photo or data wrong*.
10. **Do not agonise.** Three seconds is a good time. *Not sure* is an honest answer.
`;

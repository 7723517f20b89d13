import type { Pattern, Texture } from "./garments/look";

export type Style = "minimal" | "classic" | "romantic" | "sporty" | "bohemian";
export type Season = "SS26" | "AW26" | "All year";
export type Cloth = readonly [fabric: string, texture: Texture];

/** What the house cuts: one row a type. weight 0 light … 2 heavy; formality 0 leisure … 3 evening. */
export type GarmentType = {
  /** The drawing's name. */
  key: string;
  label: string;
  category: string;
  price: readonly [number, number];
  weight: 0 | 1 | 2;
  formality: 0 | 1 | 2 | 3;
  styles: readonly Style[];
  seasons: readonly Season[];
  cloths: readonly Cloth[];
  patterns: readonly Pattern[];
};

export const DEPARTMENT_OF: Readonly<Record<string, string>> = {
  "T-shirts": "Tops",
  Shirts: "Tops",
  Blouses: "Tops",
  Sweaters: "Knitwear",
  Cardigans: "Knitwear",
  Jackets: "Outerwear",
  Coats: "Outerwear",
  Trousers: "Bottoms",
  Jeans: "Bottoms",
  Shorts: "Bottoms",
  Skirts: "Bottoms",
  Dresses: "Dresses",
  Shoes: "Footwear",
  Boots: "Footwear",
  Bags: "Accessories",
  Belts: "Accessories",
  Scarves: "Accessories",
  Hats: "Accessories",
};

const cotton: Cloth = ["cotton jersey", "jersey"];
const poplin: Cloth = ["cotton poplin", "poplin"];
const linen: Cloth = ["linen", "linen"];
const satin: Cloth = ["silk satin", "satin"];
const crepe: Cloth = ["crêpe", "crepe"];
const wool: Cloth = ["wool", "wool"];
const merino: Cloth = ["merino", "knit"];
const rib: Cloth = ["ribbed knit", "rib"];
const denim: Cloth = ["denim", "denim"];
const leather: Cloth = ["leather", "leather"];
const suede: Cloth = ["suede", "suede"];
const cord: Cloth = ["corduroy", "corduroy"];
const canvas: Cloth = ["canvas", "canvas"];
const straw: Cloth = ["raffia", "straw"];
const nylon: Cloth = ["nylon", "nylon"];

/** patterns: left out for denim, which is its own. */
type Row = readonly [
  key: string,
  label: string,
  lowest: number,
  highest: number,
  weight: 0 | 1 | 2,
  formality: 0 | 1 | 2 | 3,
  styles: readonly Style[],
  seasons: readonly Season[],
  cloths: readonly Cloth[],
  patterns?: readonly Pattern[],
];

const summer: readonly Season[] = ["SS26"];
const winter: readonly Season[] = ["AW26"];
const always: readonly Season[] = ["All year"];
const either: readonly Season[] = ["SS26", "AW26"];
const tops: readonly Pattern[] = ["plain", "plain", "plain", "stripe", "check", "dots", "floral"];
const plain: readonly Pattern[] = ["plain"];

const rows: Readonly<Record<string, readonly Row[]>> = {
  "T-shirts": [
    ["crew-tee", "Crew-neck T-shirt", 29, 49, 0, 0, ["minimal", "sporty"], always, [cotton], ["plain", "plain", "stripe"]],
    ["vee-tee", "V-neck T-shirt", 29, 49, 0, 0, ["minimal", "classic"], always, [cotton, linen], ["plain", "plain", "stripe"]],
    ["boxy-tee", "Boxy T-shirt", 35, 59, 0, 0, ["minimal", "sporty"], summer, [cotton], ["plain", "stripe"]],
    ["fitted-tee", "Fitted T-shirt", 29, 45, 0, 0, ["classic", "romantic"], always, [cotton, rib], ["plain", "dots", "stripe"]],
    ["long-tee", "Long-sleeved top", 35, 59, 0, 0, ["minimal", "classic"], either, [cotton, rib], ["plain", "stripe"]],
  ],
  Shirts: [
    ["classic-shirt", "Classic shirt", 69, 119, 0, 2, ["classic", "minimal"], always, [poplin, linen], ["plain", "stripe", "check"]],
    ["oversized-shirt", "Oversized shirt", 79, 129, 0, 1, ["minimal"], either, [poplin, linen], ["plain", "plain", "stripe"]],
    ["short-shirt", "Short-sleeved shirt", 59, 99, 0, 0, ["sporty", "bohemian"], summer, [linen, poplin], tops],
    ["grandad-shirt", "Grandad shirt", 65, 109, 0, 1, ["bohemian", "classic"], either, [linen, poplin], ["plain", "stripe"]],
    ["western-shirt", "Western shirt", 75, 119, 1, 0, ["bohemian"], always, [denim, cord], ["plain"]],
  ],
  Blouses: [
    ["bow-blouse", "Bow blouse", 89, 159, 0, 2, ["romantic", "classic"], either, [satin, crepe], tops],
    ["puff-blouse", "Puff-sleeve blouse", 79, 139, 0, 1, ["romantic"], either, [poplin, crepe], tops],
    ["ruffle-blouse", "Ruffle blouse", 85, 149, 0, 2, ["romantic"], either, [crepe, satin], tops],
    ["wrap-blouse", "Wrap blouse", 89, 149, 0, 2, ["classic", "minimal"], always, [satin, crepe], ["plain", "dots", "floral"]],
    ["peasant-blouse", "Peasant blouse", 75, 129, 0, 0, ["bohemian"], summer, [linen, poplin], ["plain", "floral", "dots"]],
  ],
  Sweaters: [
    ["crew-sweater", "Crew-neck sweater", 89, 159, 1, 1, ["minimal", "classic"], either, [merino, rib], ["plain", "plain", "stripe"]],
    ["roll-neck", "Roll-neck", 95, 169, 1, 2, ["minimal"], winter, [merino, rib], plain],
    ["vee-sweater", "V-neck sweater", 89, 149, 1, 1, ["classic"], either, [merino], ["plain", "stripe"]],
    ["chunky-sweater", "Chunky sweater", 119, 199, 2, 0, ["bohemian", "classic"], winter, [["chunky wool", "knit"]], ["cable", "plain"]],
    ["hoodie", "Hooded sweatshirt", 69, 119, 1, 0, ["sporty"], always, [["loopback cotton", "jersey"]], plain],
  ],
  Cardigans: [
    ["classic-cardigan", "Classic cardigan", 95, 159, 1, 1, ["classic", "romantic"], either, [merino, rib], ["plain", "plain", "stripe"]],
    ["cropped-cardigan", "Cropped cardigan", 85, 139, 1, 1, ["romantic", "minimal"], summer, [merino, rib], ["plain", "dots"]],
    ["long-cardigan", "Long cardigan", 119, 199, 1, 1, ["minimal", "bohemian"], winter, [merino, rib], plain],
    ["open-cardigan", "Open cardigan", 99, 169, 1, 1, ["minimal"], either, [merino], plain],
    ["grandpa-cardigan", "Grandpa cardigan", 109, 189, 2, 0, ["bohemian", "sporty"], winter, [["chunky wool", "knit"]], ["cable", "plain"]],
  ],
  Jackets: [
    ["blazer", "Blazer", 199, 349, 1, 2, ["classic", "minimal"], always, [wool, linen], ["plain", "plain", "check", "herringbone"]],
    ["biker-jacket", "Biker jacket", 299, 490, 1, 0, ["minimal", "bohemian"], always, [leather, suede], plain],
    ["denim-jacket", "Denim jacket", 119, 189, 1, 0, ["sporty", "bohemian"], always, [denim], plain],
    ["bomber-jacket", "Bomber jacket", 149, 249, 1, 0, ["sporty"], either, [nylon, satin], plain],
    ["boucle-jacket", "Collarless jacket", 229, 390, 1, 3, ["romantic", "classic"], either, [["bouclé", "wool"]], ["plain", "check"]],
  ],
  Coats: [
    ["trench-coat", "Trench coat", 290, 490, 1, 2, ["classic"], always, [["gabardine", "poplin"]], plain],
    ["wrap-coat", "Wrap coat", 390, 690, 2, 2, ["minimal", "romantic"], winter, [wool], plain],
    ["duffle-coat", "Duffle coat", 290, 450, 2, 0, ["sporty", "bohemian"], winter, [wool], ["plain", "check"]],
    ["chesterfield-coat", "Chesterfield coat", 390, 650, 2, 3, ["classic", "minimal"], winter, [wool], ["plain", "herringbone", "check"]],
    ["puffer-coat", "Puffer coat", 249, 420, 2, 0, ["sporty"], winter, [nylon], plain],
  ],
  Trousers: [
    ["straight-trousers", "Straight trousers", 99, 169, 1, 2, ["classic", "minimal"], always, [wool, crepe], ["plain", "plain", "herringbone"]],
    ["wide-trousers", "Wide trousers", 109, 189, 1, 2, ["minimal", "romantic"], either, [crepe, linen], ["plain", "stripe"]],
    ["tapered-trousers", "Tapered trousers", 99, 159, 1, 1, ["classic"], always, [wool, crepe], ["plain", "check"]],
    ["cargo-trousers", "Cargo trousers", 95, 149, 1, 0, ["sporty"], either, [canvas, ["cotton twill", "canvas"]], plain],
    ["culottes", "Culottes", 95, 149, 0, 1, ["romantic", "bohemian"], summer, [linen, crepe], ["plain", "dots", "stripe"]],
    ["joggers", "Joggers", 69, 119, 1, 0, ["sporty"], always, [["loopback cotton", "jersey"]], plain],
  ],
  Jeans: [
    ["straight-jeans", "Straight jeans", 99, 149, 1, 0, ["minimal", "classic"], always, [denim]],
    ["skinny-jeans", "Skinny jeans", 89, 139, 1, 0, ["sporty"], always, [denim]],
    ["flared-jeans", "Flared jeans", 99, 159, 1, 0, ["bohemian"], always, [denim]],
    ["mom-jeans", "Mom jeans", 95, 149, 1, 0, ["classic", "romantic"], always, [denim]],
    ["wide-jeans", "Wide jeans", 99, 159, 1, 0, ["minimal", "bohemian"], always, [denim]],
  ],
  Shorts: [
    ["tailored-shorts", "Tailored shorts", 75, 119, 0, 1, ["classic", "minimal"], summer, [linen, crepe], ["plain", "check"]],
    ["bermuda-shorts", "Bermuda shorts", 79, 129, 0, 1, ["minimal"], summer, [linen, ["cotton twill", "canvas"]], plain],
    ["denim-shorts", "Denim shorts", 59, 99, 0, 0, ["bohemian", "sporty"], summer, [denim]],
    ["paperbag-shorts", "Paper-bag shorts", 69, 109, 0, 1, ["romantic"], summer, [linen, crepe], ["plain", "stripe", "dots"]],
    ["sport-shorts", "Sport shorts", 45, 79, 0, 0, ["sporty"], summer, [nylon, ["loopback cotton", "jersey"]], plain],
  ],
  Skirts: [
    ["pencil-skirt", "Pencil skirt", 89, 149, 1, 2, ["classic", "minimal"], always, [wool, crepe], ["plain", "plain", "check"]],
    ["pleated-skirt", "Pleated skirt", 99, 169, 0, 2, ["romantic", "classic"], either, [satin, crepe], ["plain", "plain", "dots"]],
    ["a-line-skirt", "A-line skirt", 89, 139, 1, 1, ["classic", "romantic"], either, [wool, cord], ["plain", "check", "floral"]],
    ["slip-skirt", "Slip skirt", 99, 159, 0, 2, ["minimal"], always, [satin], plain],
    ["tiered-skirt", "Tiered skirt", 89, 149, 0, 0, ["bohemian"], summer, [linen, poplin], ["plain", "floral", "dots"]],
  ],
  Dresses: [
    ["shirt-dress", "Shirt dress", 129, 219, 0, 1, ["classic"], either, [poplin, linen], ["plain", "stripe", "check"]],
    ["wrap-dress", "Wrap dress", 149, 249, 0, 2, ["romantic", "classic"], either, [crepe, satin], ["plain", "floral", "dots"]],
    ["slip-dress", "Slip dress", 139, 239, 0, 3, ["minimal"], always, [satin], plain],
    ["knit-dress", "Knitted dress", 139, 219, 1, 1, ["minimal"], winter, [merino, rib], ["plain", "stripe"]],
    ["maxi-dress", "Maxi dress", 149, 259, 0, 1, ["bohemian", "romantic"], summer, [linen, crepe], ["plain", "floral", "dots"]],
  ],
  Shoes: [
    ["sneakers", "Sneakers", 99, 189, 1, 0, ["sporty", "minimal"], always, [leather, canvas], plain],
    ["loafers", "Loafers", 159, 260, 1, 2, ["classic", "minimal"], always, [leather, suede], plain],
    ["ballet-flats", "Ballet flats", 119, 199, 0, 1, ["romantic", "classic"], either, [leather, suede], plain],
    ["pumps", "Pumps", 179, 320, 1, 3, ["classic", "romantic", "minimal"], always, [leather, suede], plain],
    ["sandals", "Sandals", 119, 219, 0, 0, ["bohemian", "minimal"], summer, [leather, suede], plain],
  ],
  Boots: [
    ["chelsea-boots", "Chelsea boots", 199, 320, 1, 1, ["minimal", "classic"], winter, [leather, suede], plain],
    ["knee-boots", "Knee boots", 290, 450, 2, 2, ["classic", "romantic"], winter, [leather, suede], plain],
    ["lace-boots", "Lace-up boots", 199, 310, 2, 0, ["sporty", "bohemian"], winter, [leather], plain],
    ["western-boots", "Western boots", 229, 360, 2, 0, ["bohemian"], always, [leather, suede], plain],
  ],
  Bags: [
    ["tote-bag", "Tote", 149, 320, 1, 1, ["minimal", "classic"], always, [leather, canvas], plain],
    ["shoulder-bag", "Shoulder bag", 179, 350, 1, 2, ["classic", "minimal"], always, [leather, suede], plain],
    ["clutch", "Clutch", 99, 220, 0, 3, ["romantic", "classic"], always, [leather, satin], plain],
    ["bucket-bag", "Bucket bag", 159, 290, 1, 0, ["bohemian"], always, [leather, suede], plain],
    ["backpack", "Backpack", 119, 220, 1, 0, ["sporty"], always, [nylon, leather], plain],
  ],
  Belts: [
    ["slim-belt", "Slim belt", 49, 89, 0, 2, ["minimal", "classic"], always, [leather], plain],
    ["wide-belt", "Wide belt", 59, 109, 1, 1, ["romantic", "classic"], always, [leather, suede], plain],
    ["woven-belt", "Woven belt", 45, 79, 0, 0, ["bohemian", "sporty"], always, [straw, leather], plain],
  ],
  Scarves: [
    ["silk-scarf", "Silk scarf", 69, 139, 0, 2, ["romantic", "classic"], always, [satin], ["dots", "floral", "stripe", "plain"]],
    ["wool-scarf", "Wool scarf", 79, 149, 2, 1, ["classic", "minimal"], winter, [wool], ["plain", "check", "stripe"]],
    ["knit-scarf", "Knitted scarf", 59, 109, 2, 0, ["bohemian", "sporty"], winter, [merino], ["plain", "cable"]],
  ],
  Hats: [
    ["fedora", "Fedora", 89, 149, 1, 2, ["classic", "bohemian"], always, [wool], plain],
    ["beanie", "Beanie", 39, 69, 1, 0, ["sporty", "minimal"], winter, [merino, rib], plain],
    ["straw-hat", "Straw hat", 59, 119, 0, 1, ["bohemian", "romantic"], summer, [straw], plain],
    ["cap", "Cap", 39, 69, 0, 0, ["sporty"], always, [canvas, nylon], plain],
    ["beret", "Beret", 49, 79, 1, 1, ["romantic", "classic"], winter, [wool], plain],
  ],
};

/** Every type of the house, grouped as the catalogue shows them. */
export const GARMENT_TYPES: readonly GarmentType[] = Object.entries(rows).flatMap(([category, types]) =>
  types.map(([key, label, low, high, weight, formality, styles, seasons, cloths, patterns]) => ({
    key,
    label,
    category,
    price: [low, high] as const,
    weight,
    formality,
    styles,
    seasons,
    cloths,
    patterns: patterns ?? (["denim"] as const),
  })),
);

import { drawBag } from "./bag";
import { drawBelt } from "./belt";
import { drawBlouse } from "./blouse";
import { drawBoot } from "./boot";
import { drawCardigan } from "./cardigan";
import { drawCoat } from "./coat";
import { drawDress } from "./dress";
import { drawHat } from "./hat";
import { drawJacket } from "./jacket";
import { drawJeans } from "./jeans";
import type { Look, View } from "./look";
import type { Box } from "./path";
import { drawScarf } from "./scarf";
import { Sheet } from "./sheet";
import { drawShirt } from "./shirt";
import { drawShoe } from "./shoe";
import { drawShorts } from "./shorts";
import { drawSkirt } from "./skirt";
import { drawSweater } from "./sweater";
import { drawTee } from "./tee";
import { drawTrousers } from "./trousers";

type Draw = (sheet: Sheet) => Box;

const families: readonly (readonly [Draw, readonly string[]])[] = [
  [drawTee, ["crew-tee", "vee-tee", "boxy-tee", "fitted-tee", "long-tee"]],
  [drawShirt, ["classic-shirt", "oversized-shirt", "short-shirt", "grandad-shirt", "western-shirt"]],
  [drawBlouse, ["bow-blouse", "puff-blouse", "ruffle-blouse", "wrap-blouse", "peasant-blouse"]],
  [drawSweater, ["crew-sweater", "roll-neck", "vee-sweater", "chunky-sweater", "hoodie"]],
  [drawCardigan, ["classic-cardigan", "cropped-cardigan", "long-cardigan", "open-cardigan", "grandpa-cardigan"]],
  [drawJacket, ["blazer", "biker-jacket", "denim-jacket", "bomber-jacket", "boucle-jacket"]],
  [drawCoat, ["trench-coat", "wrap-coat", "duffle-coat", "chesterfield-coat", "puffer-coat"]],
  [drawTrousers, ["straight-trousers", "wide-trousers", "tapered-trousers", "cargo-trousers", "culottes", "joggers"]],
  [drawJeans, ["straight-jeans", "skinny-jeans", "flared-jeans", "mom-jeans", "wide-jeans"]],
  [drawShorts, ["tailored-shorts", "bermuda-shorts", "denim-shorts", "paperbag-shorts", "sport-shorts"]],
  [drawSkirt, ["pencil-skirt", "pleated-skirt", "a-line-skirt", "slip-skirt", "tiered-skirt"]],
  [drawDress, ["shirt-dress", "wrap-dress", "slip-dress", "knit-dress", "maxi-dress"]],
  [drawShoe, ["sneakers", "loafers", "ballet-flats", "pumps", "sandals"]],
  [drawBoot, ["chelsea-boots", "knee-boots", "lace-boots", "western-boots"]],
  [drawBag, ["tote-bag", "shoulder-bag", "clutch", "bucket-bag", "backpack"]],
  [drawBelt, ["slim-belt", "wide-belt", "woven-belt"]],
  [drawScarf, ["silk-scarf", "wool-scarf", "knit-scarf"]],
  [drawHat, ["fedora", "beanie", "straw-hat", "cap", "beret"]],
];

const drawings = new Map(families.flatMap(([draw, types]) => types.map((type) => [type, draw] as const)));

/** A drawing in two layers, both SVG: the ground with its shadows (160 × 200) and the garment (640 × 800, transparent); `frame` is what both show. */
export type Drawing = { ground: string; garment: string; frame: Box };

/** Draws one photo of a garment; the same look and view give the same bytes. RangeError for an unknown type. */
export function drawGarment(look: Look, view: View): Drawing {
  const draw = drawings.get(look.type);
  if (!draw) throw new RangeError(`no drawing for the type ${look.type}`);
  const sheet = new Sheet(look, view);
  const frame = draw(sheet);
  return { ground: sheet.toGround(frame), garment: sheet.toSvg(frame), frame };
}

/** Every type that can be drawn. */
export const DRAWN_TYPES: readonly string[] = [...drawings.keys()];

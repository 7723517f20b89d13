import { drawBlouse } from "./blouse";
import { drawJeans, drawShorts } from "./denim";
import { drawCardigan, drawSweater } from "./knit";
import { drawTrousers } from "./legs";
import type { Look, View } from "./look";
import type { Box } from "./path";
import { Sheet } from "./sheet";
import { drawShirt } from "./shirt";
import { drawTee } from "./tee";

type Draw = (sheet: Sheet) => Box;

const families: readonly (readonly [Draw, readonly string[]])[] = [
  [drawTee, ["crew-tee", "vee-tee", "boxy-tee", "fitted-tee", "long-tee"]],
  [drawShirt, ["classic-shirt", "oversized-shirt", "short-shirt", "grandad-shirt", "western-shirt"]],
  [drawBlouse, ["bow-blouse", "puff-blouse", "ruffle-blouse", "wrap-blouse", "peasant-blouse"]],
  [drawSweater, ["crew-sweater", "roll-neck", "vee-sweater", "chunky-sweater", "hoodie"]],
  [drawCardigan, ["classic-cardigan", "cropped-cardigan", "long-cardigan", "open-cardigan", "grandpa-cardigan"]],
  [drawTrousers, ["straight-trousers", "wide-trousers", "tapered-trousers", "cargo-trousers", "culottes", "joggers"]],
  [drawJeans, ["straight-jeans", "skinny-jeans", "flared-jeans", "mom-jeans", "wide-jeans"]],
  [drawShorts, ["tailored-shorts", "bermuda-shorts", "denim-shorts", "paperbag-shorts", "sport-shorts"]],
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

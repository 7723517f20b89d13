import { between } from "../../random";
import { trace } from "../parts/pen";
import { symmetric } from "../path";
import type { Sheet } from "../sheet";
import { bow, half, run, softly } from "./hat-lines";
import { grosgrain, ribbonBow, ribbonOf } from "./hat-ribbon";

/** The height of a straw brim's middle on the sheet. */
const BRIM_MIDDLE = 466;

/** A wide straw brim, sewn in rings around a round crown. */
export function strawHat(sheet: Sheet): void {
  const ribbon = ribbonOf(sheet);
  const wave = between(sheet.rng, 6, 16);
  const brim = `0,348 150,362 256,408 ${296},468 ${262 - wave},536 150,${574 + wave * 0.6} 0,${580 - wave * 0.4}`;
  sheet.piece(half(brim), { light: "round", depth: 1.1, within: plaits(wave) });
  for (const share of [0.92, 0.83, 0.74, 0.65, 0.56]) sheet.mark(sheet.seam(half(ringRow(share)).d, 0.6));
  sheet.mark(softly(bow("0,506 80,500 150,470"), sheet.tones.shade, 40, 0.05 * sheet.tones.depth));
  const crown = half("0,260 60,266 108,298 134,366 142,440 146,474! 76,498 0,504");
  sheet.piece(crown, { light: "round", depth: 1.1, within: softly(run("-70,300 -98,360 -104,420"), sheet.tones.light, 36, 0.05 * sheet.tones.lift) });
  for (const y of [292, 320, 350, 382]) {
    const reach = 40 + Math.sqrt(y - 262) * 9.4;
    sheet.mark(sheet.seam(bow(`0,${y + 10} ${reach * 0.6},${y + 5} ${Math.min(139, reach)},${y - 8}`), 0.5));
  }
  sheet.piece(half("0,444 76,438 140,414! 146,472! 76,498 0,504"), { base: ribbon, texture: "smooth", printed: false, depth: 1.1, within: grosgrain(ribbon) });
  if (!sheet.isBack) ribbonBow(sheet, ribbon, 92, 472, 1, true);
}

/** One of the rows in which a brim is sewn, at a share of its width. */
function ringRow(share: number): string {
  const at = (x: number, y: number) => `${x * share},${BRIM_MIDDLE + y * share}`;
  return [at(0, -118), at(150, -104), at(256, -58), at(294, 0), at(258, 62), at(150, 104), at(0, 110)].join(" ");
}

/** The darker edge of a straw brim's binding. */
function plaits(wave: number): string {
  const edge = symmetric(trace(`0,356 148,370 250,412 288,468 ${256 - wave},530 148,${566 + wave * 0.6} 0,${572 - wave * 0.4}`)).d;
  return `<path d="${edge}" fill="none" stroke="#3d2c18" stroke-width="1.2" stroke-opacity=".4"/>`;
}

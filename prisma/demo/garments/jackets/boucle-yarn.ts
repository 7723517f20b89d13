import { between } from "../../random";
import type { Cut } from "../parts/cut";
import type { SleeveCut } from "../parts/sleeve";
import { sleeveAt } from "../parts/sleeve-trim";
import { num } from "../path";
import type { Sheet } from "../sheet";

const CURL_TILE = 84;

/** The loops of bouclé yarn, as a pattern that all its pieces share: each piece would else cost thousands of strokes. */
export function defineCurls(sheet: Sheet): void {
  let [dark, pale] = ["", ""];
  const [rows, step] = [12, CURL_TILE / 12];
  for (let at = 0; at < rows * rows; at += 1) {
    const x = (at % rows) * step + between(sheet.rng, 0, step);
    const y = Math.floor(at / rows) * step + between(sheet.rng, 0, step);
    const turn = between(sheet.rng, 0, Math.PI * 2);
    const arm = (angle: number, reach: number) => `${num(Math.cos(turn + angle) * reach)} ${num(Math.sin(turn + angle) * reach)}`;
    dark += `M${num(x)} ${num(y)}q${arm(-0.9, 4.5)} ${arm(0.3, 4)}t${arm(2, 3)}`;
    pale += `M${num(x + 0.9)} ${num(y + 1.2)}q${arm(-0.9, 4)} ${arm(0.3, 3.6)}`;
  }
  const { shade, light } = sheet.tones;
  const strokes =
    `<path d="${dark}" fill="none" stroke="${shade}" stroke-opacity=".34" stroke-width="1.300"/>` +
    `<path d="${pale}" fill="none" stroke="${light}" stroke-opacity=".4" stroke-width="1.200"/>`;
  sheet.mark(`<defs><pattern id="curls" patternUnits="userSpaceOnUse" width="${CURL_TILE}" height="${CURL_TILE}">${strokes}</pattern></defs>`);
}

/** Marks that fill a piece with the curls. */
export const CURLS = '<rect x="-320" y="0" width="640" height="800" fill="url(#curls)"/>';

/** The curls and folds of one sleeve. */
export function sleeveYarn(sheet: Sheet, cut: Cut, sleeve: SleeveCut, side: 1 | -1): string {
  const bend = (down: number, from: number, to: number) =>
    sheet.fold(sleeveAt(cut, sleeve, side, down, from), sleeveAt(cut, sleeve, side, down - 54, to), side * 5, 10, 0.8);
  return CURLS + bend(190, 4, 40) + bend(230, 8, 46) + bend(290, 14, 40);
}

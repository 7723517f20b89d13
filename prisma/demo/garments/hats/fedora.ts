import { between } from "../../random";
import type { Sheet } from "../sheet";
import { bow, half, run, softly } from "./hat-lines";
import { grosgrain, ribbonBow, ribbonOf } from "./hat-ribbon";

/** A felt hat with a dented crown and a ribbon. */
export function fedora(sheet: Sheet): void {
  const ribbon = ribbonOf(sheet);
  const tall = between(sheet.rng, -12, 10);
  const wide = between(sheet.rng, -8, 8);
  const tip = 268 + wide;
  // The brim's far side rises behind the crown; we see its upper face fall away.
  sheet.piece(half(`0,418 140,412 220,422 ${tip},446! 200,500 0,510`), { light: "round", depth: 1.2 });
  const front = half(`0,472 130,468 214,456 ${tip},446! ${tip - 6},470 214,516 110,548 0,556`);
  sheet.piece(front, { light: "round", within: softly(bow("0,524 110,516 206,484"), sheet.tones.light, 34, 0.05 * sheet.tones.lift) });
  const edge = bow(`0,549 108,541 208,510 ${tip - 12},466`);
  sheet.mark(sheet.stitch(edge));
  const crown = half(`0,${276 + tall} 32,${264 + tall} 66,${260 + tall} 96,${280 + tall} 114,336 125,420 130,484! 66,500 0,504`);
  const dents =
    softly(run(`-4,${282 + tall} -14,330 -8,372`), sheet.tones.shade, 44, 0.05 * sheet.tones.depth) +
    sheet.fold([52, 268 + tall], [40, 376], -9, 17, 1.5) +
    sheet.fold([-48, 268 + tall], [-44, 380], 9, 17, 1.5) +
    sheet.fold([0, 276 + tall], [-2, 350], 2, 12, 0.9) +
    softly(run(`-92,${280 + tall} -104,350 -112,410`), sheet.tones.light, 26, 0.05 * sheet.tones.lift);
  sheet.piece(crown, { light: "round", depth: 1.15, within: dents });
  const band = half("0,452 64,448 126,428! 131,484! 66,501 0,505");
  sheet.piece(band, { base: ribbon, texture: "smooth", printed: false, depth: 1.1, within: grosgrain(ribbon) });
  if (!sheet.isBack) ribbonBow(sheet, ribbon, 104, 466, 0.9);
  sheet.mark(softly(bow("0,512 70,508 138,488"), sheet.tones.shade, 14, 0.06));
}

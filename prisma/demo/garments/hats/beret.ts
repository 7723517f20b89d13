import { between } from "../../random";
import type { Sheet } from "../sheet";
import { mix } from "../tint";
import { closed, run, softly } from "./hat-lines";

/** A soft round cap, slumped to one side of its band. */
export function beret(sheet: Sheet): void {
  const slump = between(sheet.rng, -8, 12);
  const body = `-128,464! -180,430 -206,372 -176,308 -92,262 20,246 140,266 ${226 + slump},326 ${252 + slump},400 ${214 + slump},456 130,476! 0,493`;
  const folds =
    sheet.fold([104, 476], [190, 410], 12, 18) +
    sheet.fold([44, 486], [86, 400], 10, 16, 0.8) +
    sheet.fold([-70, 474], [-130, 400], -10, 16, 0.8) +
    sheet.fold([-110, 462], [-170, 400], -8, 13, 0.7) +
    sheet.fold([-10, 486], [-14, 420], 5, 14, 0.6) +
    sheet.fold([226, 350], [120, 330], -14, 22, 0.6);
  const light =
    softly(run("-140,330 -60,288 40,280 130,300"), sheet.tones.light, 64, 0.04 * sheet.tones.lift) +
    softly(run("-150,420 0,470 180,440"), sheet.tones.shade, 50, 0.04 * sheet.tones.depth);
  const leather = sheet.rng() < 0.5 ? mix(sheet.look.base, "#17120f", 0.55) : sheet.look.base;
  sheet.piece(closed("-122,440! 0,470 122,450! 120,494! 70,508 0,512 -70,504 -120,484!"), {
    base: leather,
    texture: leather === sheet.look.base ? "rib" : "leather",
    printed: false,
    light: "round",
  });
  sheet.mark(sheet.stitch(run("-116,477 -66,495 0,503 66,499 116,486")));
  sheet.piece(closed("16,254! 18,226 24,220 30,226 30,254!"), { light: "tube" });
  sheet.piece(closed(body), { light: "round", depth: 1.1, within: light + folds });
}

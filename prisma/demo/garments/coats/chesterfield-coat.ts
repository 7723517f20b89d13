import { buttonMark, hornTone } from "../parts/button";
import type { Cut } from "../parts/cut";
import { type FrontCut, OVER } from "../parts/front-edge";
import { drawBackBody, drawFronts } from "../parts/fronts";
import { drawLapel, drawNotchCollar, drawStand, type LapelCut } from "../parts/lapel";
import { flapPockets, weltPocket } from "../parts/pocket";
import { armholeSeams, seams } from "../parts/seams";
import type { SleeveCut } from "../parts/sleeve";
import { cuffButtons } from "../parts/sleeve-trim";
import type { Sheet } from "../sheet";
import { lightness, mix } from "../tint";
import { skirtFolds } from "./coat-skirt";

/** A straight town coat with a velvet collar. */
export function chesterfield(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  cuffButtons(sheet, cut, sleeve, 3);
  const velvet = { base: velvetTone(sheet), texture: "suede", printed: false } as const;
  if (sheet.isBack) {
    drawBackBody(sheet, cut, 180);
    drawStand(sheet, cut, velvet);
    return;
  }
  const front: FrontCut = { edge: 15, breakY: cut.top + 208 };
  const lapel: LapelCut = { tip: [94, 58], notch: [62, 72], collar: [76, 54], belly: 12 };
  drawFronts(
    sheet,
    cut,
    front,
    (side) => {
      if (side === OVER) sheet.mark(skirtFolds(sheet, cut, 0.7));
      drawLapel(sheet, cut, front, lapel, side);
    },
    0.8,
  );
  seams(
    sheet,
    [
      [78, cut.armpit + 46],
      [74, cut.waistY],
      [80, cut.waistY + 74],
    ],
    0.55,
  );
  armholeSeams(sheet, cut);
  drawNotchCollar(sheet, cut, front, lapel, velvet);
  flapPockets(sheet, 88, cut.waistY + 82, 66, 25);
  weltPocket(sheet, 1, 78, cut.armpit + 34, 44, 13, -5);
  for (let made = 0; made < 3; made += 1) sheet.mark(buttonMark(0, front.breakY + 14 + made * 76, 7.4, hornTone(sheet)));
}

/** The velvet of the collar: deeper than the cloth, or black on what is dark already. */
function velvetTone(sheet: Sheet): string {
  return lightness(sheet.look.base) < 0.25 ? mix(sheet.look.base, "#050407", 0.6) : mix(sheet.look.base, "#17121a", 0.72);
}

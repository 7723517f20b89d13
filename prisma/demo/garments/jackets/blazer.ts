import { between } from "../../random";
import { buttonMark, hornTone } from "../parts/button";
import type { Cut } from "../parts/cut";
import type { FrontCut } from "../parts/front-edge";
import { drawBackBody, drawFronts } from "../parts/fronts";
import { drawLapel, drawNotchCollar, drawStand, type LapelCut } from "../parts/lapel";
import { flapPockets, weltPocket } from "../parts/pocket";
import { armholeSeams } from "../parts/seams";
import type { SleeveCut } from "../parts/sleeve";
import { cuffButtons } from "../parts/sleeve-trim";
import { line, onSide, type Point } from "../path";
import type { Sheet } from "../sheet";

/** A tailored jacket with notched lapels and one or two buttons. */
export function blazer(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  cuffButtons(sheet, cut, sleeve, 4);
  if (sheet.isBack) {
    drawBackBody(sheet, cut, 96);
    drawStand(sheet, cut);
    return;
  }
  const buttons = sheet.rng() < 0.5 ? 1 : 2;
  const front: FrontCut = { edge: 13, breakY: buttons === 1 ? cut.waistY - 16 : cut.waistY - 46, cutaway: 46 };
  const lapel: LapelCut = { tip: [89, 92 + between(sheet.rng, -8, 10)], notch: [59, 76], collar: [77, 55], belly: 7 };
  drawFronts(sheet, cut, front, (side) => {
    sideSeams(sheet, cut, side);
    drawLapel(sheet, cut, front, lapel, side);
  });
  armholeSeams(sheet, cut);
  drawNotchCollar(sheet, cut, front, lapel);
  flapPockets(sheet, 82, cut.waistY + 54, 66);
  weltPocket(sheet, 1, 76, cut.armpit + 24, 46, 13, -5);
  for (let made = 0; made < buttons; made += 1) sheet.mark(buttonMark(0, front.breakY + 12 + made * 56, 7.6, hornTone(sheet)));
}

/** The front dart, from the chest to the pocket. */
function sideSeams(sheet: Sheet, cut: Cut, side: 1 | -1): void {
  const dart: Point[] = [
    [70, cut.armpit + 62],
    [66, cut.waistY],
    [70, cut.waistY + 48],
  ];
  sheet.mark(sheet.seam(line(onSide(side, dart)), 0.55));
}

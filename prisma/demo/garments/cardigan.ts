import { between } from "../random";
import { buttonBand } from "./cardigans/button-band";
import { openFronts } from "./cardigans/open-cardigan";
import { BASIC, type Cut } from "./parts/cut";
import { cables, hemRib, KNIT_SLEEVE } from "./parts/knit";
import { insideNeck, neckBand } from "./parts/neckline";
import { armholeSeams, hemStitch } from "./parts/seams";
import { drawSleeve, type SleeveCut } from "./parts/sleeve";
import { bodyFolds, torso } from "./parts/torso";
import { type Box, onSide, outline } from "./path";
import { closeUp, type Sheet } from "./sheet";

type CardiganStyle = {
  cut: Partial<Cut>;
  sleeve?: Partial<SleeveCut>;
  buttons: number;
  isOpen?: boolean;
  pockets?: boolean;
};
const CARDIGANS: Record<string, CardiganStyle> = {
  "classic-cardigan": { cut: {}, buttons: 6 },
  "cropped-cardigan": {
    cut: { hemY: 478, waistY: 380, waist: 126, hem: 122, shoulder: 124, chest: 130, neckDrop: 84 },
    sleeve: { length: 312 },
    buttons: 5,
  },
  "long-cardigan": {
    cut: { hemY: 690, waistY: 470, hem: 148, top: 120, armpit: 262, neckDrop: 214 },
    buttons: 4,
    pockets: true,
  },
  "open-cardigan": { cut: { hemY: 656, hem: 146, top: 130, armpit: 272 }, buttons: 0, isOpen: true, pockets: true },
  "grandpa-cardigan": {
    cut: { shoulder: 152, slope: 38, chest: 156, armpit: 326, waist: 156, hem: 154, hemY: 586, neckDrop: 190 },
    sleeve: { length: 304, cuff: 68 },
    buttons: 5,
    pockets: true,
  },
};

function patchPockets(sheet: Sheet, cut: Cut): void {
  const [y, x] = [cut.hemY - 112, 40];
  for (const side of [-1, 1] as const) {
    sheet.piece(
      outline(
        onSide(side, [
          [x, y, 1],
          [x + 66, y, 1],
          [x + 67, y + 78, 1],
          [x, y + 80, 1],
        ]),
      ),
      { light: "flat", shadow: false, depth: 0.6 },
    );
    sheet.piece(
      outline(
        onSide(side, [
          [x - 1, y - 2, 1],
          [x + 67, y - 2, 1],
          [x + 67, y + 16, 1],
          [x - 1, y + 16, 1],
        ]),
      ),
      { light: "flat", shadow: false, texture: "rib", printed: false },
    );
  }
}

/** Cardigans, buttoned or open. */
export function drawCardigan(sheet: Sheet): Box {
  const style = CARDIGANS[sheet.look.type] as CardiganStyle;
  const base: Cut = {
    ...BASIC,
    neckShape: "vee",
    neck: 50,
    neckDrop: 150,
    hemY: 566,
    waist: 136,
    hem: 138,
    hemCurve: 2,
    ...style.cut,
  };
  const cut = { ...base, hemY: base.hemY + between(sheet.rng, -16, 16) };
  if (!sheet.isBack && !style.isOpen) insideNeck(sheet, cut, undefined, 13);
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, { ...KNIT_SLEEVE, ...style.sleeve }, side);
  if (!style.isOpen || sheet.isBack) hemRib(sheet, cut, 34);
  if (style.isOpen && !sheet.isBack) openFronts(sheet, cut);
  else sheet.piece(torso(cut, sheet.isBack), { within: cables(sheet, cut) + bodyFolds(sheet, cut) });
  armholeSeams(sheet, cut);
  if (sheet.isBack) neckBand(sheet, cut, 15);
  else {
    if (style.pockets) patchPockets(sheet, cut);
    if (!style.isOpen) buttonBand(sheet, cut, style.buttons, cut.hemY + 35);
    else hemStitch(sheet, cut);
  }
  const middle = (cut.top + cut.hemY) / 2 + 14;
  return sheet.view === "detail" ? closeUp(20, cut.top + 140, 320) : closeUp(0, middle, cut.hemY > 640 ? 560 : 512);
}

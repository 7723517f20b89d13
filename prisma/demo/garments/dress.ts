import { between } from "../random";
import type { DressCut } from "./dresses/dress-cut";
import { drawKnitDress } from "./dresses/knit-dress";
import { drawMaxiDress } from "./dresses/maxi-dress";
import { drawShirtDress } from "./dresses/shirt-dress";
import { drawSlipDress } from "./dresses/slip-dress";
import { drawWrapDress } from "./dresses/wrap-dress";
import { BASIC } from "./parts/cut";
import type { Box } from "./path";
import { closeUp, type Sheet } from "./sheet";

const SLIM: DressCut = {
  ...BASIC,
  top: 92,
  neck: 38,
  neckDrop: 30,
  backDrop: 10,
  shoulder: 100,
  slope: 23,
  chest: 105,
  armpit: 198,
  waist: 87,
  waistY: 330,
  hip: 112,
  hipY: 430,
  hem: 146,
  hemY: 684,
  hemCurve: 12,
};

const CUTS: Record<string, DressCut> = {
  "shirt-dress": { ...SLIM, waist: 92, hip: 122, hem: 162 },
  "wrap-dress": { ...SLIM, neckShape: "wrap", neck: 44, neckDrop: 148, waist: 82, hip: 122, hem: 184, hemY: 664, hemCurve: 20 },
  "slip-dress": { ...SLIM, neck: 60, neckDrop: 92, chest: 92, armpit: 212, waist: 84, waistY: 340, hip: 110, hipY: 440, hem: 134, hemY: 716 },
  "knit-dress": {
    ...SLIM,
    top: 110,
    neck: 40,
    neckDrop: 20,
    chest: 106,
    armpit: 222,
    waist: 94,
    waistY: 350,
    hip: 112,
    hipY: 460,
    hem: 100,
    hemY: 636,
    hemCurve: 3,
  },
  "maxi-dress": {
    ...SLIM,
    top: 78,
    neck: 66,
    neckDrop: 66,
    chest: 96,
    armpit: 180,
    waist: 88,
    waistY: 262,
    hip: 140,
    hipY: 450,
    hem: 218,
    hemY: 728,
    hemCurve: 14,
  },
};

/** Dresses: shirt, wrap, slip, knitted and maxi. */
export function drawDress(sheet: Sheet): Box {
  const base = CUTS[sheet.look.type] as DressCut;
  const wide = between(sheet.rng, -4, 6);
  const cut: DressCut = { ...base, hip: base.hip + wide * 0.5, hem: base.hem + wide, hemY: base.hemY + between(sheet.rng, -14, 10) };
  switch (sheet.look.type) {
    case "shirt-dress":
      drawShirtDress(sheet, cut);
      break;
    case "wrap-dress":
      drawWrapDress(sheet, cut);
      break;
    case "slip-dress":
      drawSlipDress(sheet, cut);
      break;
    case "knit-dress":
      drawKnitDress(sheet, cut);
      break;
    default:
      drawMaxiDress(sheet, cut);
  }
  if (sheet.view === "detail") return closeUp(16, cut.top + 120, 300);
  // The knitted dress reaches further than its cut: collar above, rib below.
  const [first, last] = sheet.look.type === "knit-dress" ? [cut.top - 38, cut.hemY + 44] : [cut.top - 8, cut.hemY + cut.hemCurve];
  return closeUp(0, (first + last) / 2, (last - first) / 1.25 / 0.82);
}

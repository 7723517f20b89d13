import { between } from "../random";
import { biker } from "./jackets/biker-jacket";
import { blazer } from "./jackets/blazer";
import { bomber } from "./jackets/bomber-jacket";
import { boucle } from "./jackets/boucle-jacket";
import { defineCurls, sleeveYarn } from "./jackets/boucle-yarn";
import { denimJacket } from "./jackets/denim-jacket";
import { BASIC, type Cut } from "./parts/cut";
import { drawSleeve, type SleeveCut } from "./parts/sleeve";
import type { Box } from "./path";
import { closeUp, type Sheet } from "./sheet";

type JacketStyle = {
  cut: Partial<Cut>;
  sleeve: SleeveCut;
  draw: (sheet: Sheet, cut: Cut, sleeve: SleeveCut) => void;
  detail: readonly [number, number];
  /** How wide the photo is, and what hangs below the hem. */
  width?: number;
  band?: number;
};

const TAILORED: SleeveCut = { length: 372, angle: 11, cuff: 62, elbow: 5 };
const STYLES: Record<string, JacketStyle> = {
  blazer: {
    cut: { top: 160, neck: 44, shoulder: 132, slope: 28, chest: 134, armpit: 298, waist: 119, waistY: 424, hem: 139, hemY: 604, hemCurve: 3 },
    sleeve: TAILORED,
    draw: blazer,
    detail: [16, 150],
  },
  "biker-jacket": {
    cut: { top: 176, neck: 46, shoulder: 130, slope: 30, chest: 134, armpit: 312, waist: 122, waistY: 440, hem: 128, hemY: 536, hemCurve: 2 },
    sleeve: { length: 366, angle: 13, cuff: 58, elbow: 6 },
    draw: biker,
    width: 500,
    detail: [14, 132],
  },
  "denim-jacket": {
    cut: { top: 176, neck: 47, neckDrop: 36, shoulder: 140, slope: 32, chest: 142, armpit: 318, waist: 136, waistY: 450, hem: 132, hemY: 540, hemCurve: 2 },
    sleeve: { length: 356, angle: 13, cuff: 58, cuffHeight: 38, elbow: 5 },
    draw: denimJacket,
    width: 500,
    band: 30,
    detail: [26, 130],
  },
  "bomber-jacket": {
    cut: { top: 176, neck: 52, neckDrop: 34, shoulder: 144, slope: 36, chest: 150, armpit: 322, waist: 156, waistY: 440, hem: 150, hemY: 540, hemCurve: 3 },
    sleeve: { length: 316, angle: 16, cuff: 60, cuffHeight: 42, cuffTexture: "rib", gathered: true, flare: 16, puff: 7, elbow: 12 },
    draw: bomber,
    width: 540,
    band: 42,
    detail: [24, 104],
  },
  "boucle-jacket": {
    cut: { top: 176, neck: 56, neckDrop: 44, shoulder: 128, slope: 28, chest: 136, armpit: 306, waist: 136, waistY: 420, hem: 142, hemY: 536, hemCurve: 3 },
    sleeve: { length: 322, angle: 13, cuff: 68, elbow: 4 },
    draw: boucle,
    width: 472,
    detail: [44, 150],
  },
};

/** Jackets: blazer, biker, denim, bomber and the collarless bouclé. */
export function drawJacket(sheet: Sheet): Box {
  const style = STYLES[sheet.look.type] as JacketStyle;
  const base: Cut = { ...BASIC, backDrop: 10, ...style.cut };
  const wide = between(sheet.rng, -4, 5);
  const cut = { ...base, chest: base.chest + wide, waist: base.waist + wide, hem: base.hem + wide, hemY: base.hemY + between(sheet.rng, -14, 10) };
  const isBoucle = sheet.look.type === "boucle-jacket";
  if (isBoucle) defineCurls(sheet);
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, style.sleeve, side, isBoucle ? { within: sleeveYarn(sheet, cut, style.sleeve, side) } : {});
  style.draw(sheet, cut, style.sleeve);
  const [x, down] = style.detail;
  return sheet.view === "detail" ? closeUp(x, cut.top + down, 320) : closeUp(0, (cut.top - 16 + cut.hemY + (style.band ?? 0)) / 2, style.width ?? 512);
}

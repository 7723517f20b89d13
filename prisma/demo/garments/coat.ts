import { between } from "../random";
import { chesterfield } from "./coats/chesterfield-coat";
import { duffle } from "./coats/duffle-coat";
import { puffer } from "./coats/puffer-coat";
import { trench } from "./coats/trench-coat";
import { wrap } from "./coats/wrap-coat";
import { BASIC, type Cut } from "./parts/cut";
import { drawSleeve, type SleeveCut } from "./parts/sleeve";
import type { Box } from "./path";
import { closeUp, type Sheet } from "./sheet";

type CoatStyle = { cut: Partial<Cut>; sleeve: SleeveCut; draw: (sheet: Sheet, cut: Cut, sleeve: SleeveCut) => void; detail: readonly [number, number] };

const LONG: Cut = {
  ...BASIC,
  top: 72,
  neck: 43,
  backDrop: 10,
  shoulder: 126,
  slope: 28,
  chest: 130,
  armpit: 206,
  waist: 122,
  waistY: 344,
  hem: 148,
  hemY: 728,
  hemCurve: 4,
};
const SLEEVE: SleeveCut = { length: 356, angle: 11, cuff: 62, elbow: 5 };
const STYLES: Record<string, CoatStyle> = {
  "trench-coat": { cut: { waist: 112, hem: 170, hemY: 706, hemCurve: 6 }, sleeve: { ...SLEEVE, angle: 13 }, draw: trench, detail: [0, 170] },
  "wrap-coat": {
    cut: { shoulder: 138, slope: 36, chest: 142, armpit: 228, waist: 116, waistY: 348, hem: 166, hemY: 734, hemCurve: 7 },
    sleeve: { length: 334, angle: 13, cuff: 76, elbow: 6 },
    draw: wrap,
    detail: [10, 232],
  },
  "duffle-coat": {
    cut: { top: 128, neck: 48, shoulder: 136, slope: 32, chest: 142, armpit: 268, waist: 146, waistY: 420, hem: 156, hemY: 684 },
    sleeve: { length: 336, angle: 13, cuff: 70, elbow: 5 },
    draw: duffle,
    detail: [10, 210],
  },
  "chesterfield-coat": { cut: { waist: 123, hem: 138, hemY: 736, hemCurve: 2 }, sleeve: SLEEVE, draw: chesterfield, detail: [22, 130] },
  "puffer-coat": {
    cut: { top: 122, neck: 50, shoulder: 138, slope: 32, chest: 148, armpit: 262, waist: 148, waistY: 400, hem: 152, hemY: 690 },
    sleeve: { length: 322, angle: 14, cuff: 66 },
    draw: puffer,
    detail: [30, 120],
  },
};

/** Coats: trench, wrap, duffle, chesterfield and puffer. */
export function drawCoat(sheet: Sheet): Box {
  const style = STYLES[sheet.look.type] as CoatStyle;
  const base: Cut = { ...LONG, ...style.cut };
  const wide = between(sheet.rng, -4, 5);
  const cut = { ...base, chest: base.chest + wide, waist: base.waist + wide, hem: base.hem + wide, hemY: base.hemY + between(sheet.rng, -18, 6) };
  if (sheet.look.type !== "puffer-coat") for (const side of [-1, 1] as const) drawSleeve(sheet, cut, style.sleeve, side);
  style.draw(sheet, cut, style.sleeve);
  const [x, down] = style.detail;
  const rise = sheet.look.type === "duffle-coat" && !sheet.isBack ? 70 : 20;
  return sheet.view === "detail" ? closeUp(x, cut.top + down, 340) : closeUp(0, (cut.top - rise + cut.hemY + cut.hemCurve) / 2, 608);
}

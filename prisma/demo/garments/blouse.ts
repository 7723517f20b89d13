import { between } from "../random";
import { bowFront } from "./blouses/bow-blouse";
import { peasantFront } from "./blouses/peasant-blouse";
import { puffFront } from "./blouses/puff-blouse";
import { ruffleFront } from "./blouses/ruffle-blouse";
import { wrapFront } from "./blouses/wrap-blouse";
import { BASIC, type Cut } from "./parts/cut";
import { insideNeck, neckBand } from "./parts/neckline";
import { armholeSeams, hemStitch } from "./parts/seams";
import { drawSleeve, type SleeveCut } from "./parts/sleeve";
import { bodyFolds, torso } from "./parts/torso";
import type { Box } from "./path";
import { closeUp, type Sheet } from "./sheet";

/** `finish` draws what a front has over its cloth. */
type BlouseStyle = { cut: Partial<Cut>; sleeve: SleeveCut; finish: (sheet: Sheet, cut: Cut) => void };
const BISHOP: SleeveCut = {
  length: 318,
  angle: 15,
  cuff: 46,
  cuffHeight: 30,
  gathered: true,
  flare: 26,
  puff: 10,
  elbow: 12,
};

const STYLES: Record<string, BlouseStyle> = {
  "bow-blouse": { cut: { neck: 44, neckDrop: 26 }, sleeve: BISHOP, finish: bowFront },
  "puff-blouse": {
    cut: { neckShape: "square", neck: 70, neckDrop: 78, shoulder: 112, waist: 104, hem: 118, hemY: 540, chest: 120 },
    sleeve: { length: 112, angle: 24, cuff: 84, cuffHeight: 16, gathered: true, flare: 26, puff: 30, elbow: 26 },
    finish: puffFront,
  },
  "ruffle-blouse": { cut: { neckShape: "vee", neckDrop: 92, neck: 50 }, sleeve: { ...BISHOP, flare: 20 }, finish: ruffleFront },
  "wrap-blouse": {
    cut: { neckShape: "wrap", neckDrop: 150, neck: 58, waist: 98, waistY: 436, hem: 132, hemY: 548, hemCurve: 10 },
    sleeve: { length: 210, angle: 24, cuff: 96, puff: 8, elbow: 6 },
    finish: wrapFront,
  },
  "peasant-blouse": {
    cut: { neck: 76, neckDrop: 54, shoulder: 126, chest: 142, waist: 146, hem: 156, hemY: 570 },
    sleeve: { length: 300, angle: 20, cuff: 50, cuffHeight: 18, gathered: true, flare: 34, puff: 16, elbow: 20 },
    finish: peasantFront,
  },
};

/** Gathers running down from a seam: short soft folds at even distances. */
function gathers(sheet: Sheet, from: number, to: number, y: number, length: number, count: number): string {
  let svg = "";
  for (let made = 0; made < count; made += 1) {
    const x = from + ((to - from) * (made + 0.5)) / count + between(sheet.rng, -3, 3);
    svg += sheet.fold([x, y], [x * 1.08, y + length * between(sheet.rng, 0.6, 1.1)], between(sheet.rng, -3, 3), 6, 1.2);
  }
  return svg;
}

/** Blouses: soft cloth, gathers, bows, ruffles. */
export function drawBlouse(sheet: Sheet): Box {
  const { look } = sheet;
  const style = STYLES[look.type] as BlouseStyle;
  const base: Cut = { ...BASIC, shoulder: 122, chest: 132, hemCurve: 14, hemY: 572, ...style.cut };
  const cut = { ...base, hemY: base.hemY + between(sheet.rng, -12, 14) };
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, style.sleeve, side);
  if (!sheet.isBack) insideNeck(sheet, cut);
  const isGathered = look.type === "peasant-blouse" || look.type === "puff-blouse";
  const soft = isGathered ? gathers(sheet, -cut.neck, cut.neck, cut.top + (sheet.isBack ? 20 : cut.neckDrop), 90, 12) : "";
  sheet.piece(torso(cut, sheet.isBack), { within: bodyFolds(sheet, cut, 1.2) + soft });
  armholeSeams(sheet, cut);
  hemStitch(sheet, cut, 5);
  if (!sheet.isBack) style.finish(sheet, cut);
  else neckBand(sheet, cut, 7, "same");
  return sheet.view === "detail" ? closeUp(10, cut.top + 120, 320) : closeUp(0, (cut.top + cut.hemY) / 2, 512);
}

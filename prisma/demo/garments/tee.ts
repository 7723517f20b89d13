import { between } from "../random";
import { BASIC, type Cut } from "./parts/cut";
import { insideNeck, neckBand } from "./parts/neckline";
import { armholeSeams, hemStitch } from "./parts/seams";
import { drawSleeve, type SleeveCut } from "./parts/sleeve";
import { bodyFolds, torso } from "./parts/torso";
import type { Box } from "./path";
import { closeUp, type Sheet } from "./sheet";

type TeeStyle = { cut: Partial<Cut>; sleeve: SleeveCut; pocket?: boolean };

const SHORT: SleeveCut = { length: 150, angle: 30, cuff: 98 };
const STYLES: Record<string, TeeStyle> = {
  "crew-tee": { cut: {}, sleeve: SHORT, pocket: true },
  "vee-tee": { cut: { neckShape: "vee", neckDrop: 96, neck: 56 }, sleeve: SHORT },
  "boxy-tee": {
    cut: { shoulder: 154, slope: 38, chest: 156, armpit: 322, waist: 156, hem: 158, hemY: 560, neck: 54 },
    sleeve: { length: 140, angle: 34, cuff: 108 },
  },
  "fitted-tee": {
    cut: { shoulder: 118, chest: 120, waist: 104, hem: 116, hemY: 578, neckDrop: 74, neck: 62 },
    sleeve: { length: 118, angle: 27, cuff: 82 },
  },
  "long-tee": {
    cut: { neckShape: "boat", neck: 74, neckDrop: 34, backDrop: 16 },
    sleeve: { length: 356, angle: 13, cuff: 54 },
  },
};

/** T-shirts and jersey tops. */
export function drawTee(sheet: Sheet): Box {
  const style = STYLES[sheet.look.type] as TeeStyle;
  const wide = between(sheet.rng, -6, 6);
  const base = { ...BASIC, ...style.cut };
  const cut: Cut = {
    ...base,
    chest: base.chest + wide,
    hem: base.hem + wide,
    waist: base.waist + wide,
    hemY: base.hemY + between(sheet.rng, -16, 14),
  };
  const trim = sheet.rng() < 0.18 && sheet.look.pattern === "plain" ? sheet.look.second : undefined;
  const sleeve = { ...style.sleeve, length: style.sleeve.length + between(sheet.rng, -10, 10) };
  if (!sheet.isBack) insideNeck(sheet, cut, trim, 11);
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, sleeve, side);
  sheet.piece(torso(cut, sheet.isBack), { within: bodyFolds(sheet, cut) });
  armholeSeams(sheet, cut);
  hemStitch(sheet, cut);
  neckBand(sheet, cut, 13, "rib", trim);
  if (style.pocket && !sheet.isBack && sheet.rng() < 0.5) drawPocket(sheet, cut);
  return sheet.view === "detail" ? closeUp(30, cut.top + 110, 320) : closeUp(0, (cut.top + cut.hemY) / 2, 512);
}

function drawPocket(sheet: Sheet, cut: Cut): void {
  const [x, y] = [38, cut.armpit - 6];
  const d = `M${x} ${y}h58v50l-29 16l-29 -16z`;
  sheet.piece({ d, box: { left: x, right: x + 58, top: y, bottom: y + 66 } }, { light: "flat", shadow: false, depth: 0.4 });
  sheet.mark(sheet.stitch(`M${x + 2} ${y + 9}h54`), sheet.stitch(`M${x + 3} ${y + 2}v46l26 14.500l26 -14.500v-46`));
}

import { between } from "../random";
import { BASIC, type Cut } from "./parts/cut";
import { cables, hemRib, KNIT_SLEEVE } from "./parts/knit";
import { insideNeck, neckBand } from "./parts/neckline";
import { armholeSeams } from "./parts/seams";
import { drawSleeve, type SleeveCut } from "./parts/sleeve";
import { bodyFolds, torso } from "./parts/torso";
import type { Box } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { hood, kangarooPocket } from "./sweaters/hoodie";
import { rollCollar } from "./sweaters/roll-neck";

type KnitStyle = { cut: Partial<Cut>; sleeve?: Partial<SleeveCut>; neck: "band" | "roll" | "hood" };
const SWEATERS: Record<string, KnitStyle> = {
  "crew-sweater": { cut: {}, neck: "band" },
  "roll-neck": { cut: { neck: 44, neckDrop: 22, waist: 128, hem: 132 }, neck: "roll" },
  "vee-sweater": { cut: { neckShape: "vee", neckDrop: 108, neck: 54 }, neck: "band" },
  "chunky-sweater": {
    cut: { shoulder: 158, slope: 42, chest: 162, armpit: 336, waist: 164, hem: 160, hemY: 556 },
    sleeve: { length: 292, cuff: 76, angle: 15, flare: 14 },
    neck: "band",
  },
  hoodie: {
    cut: {
      shoulder: 150,
      slope: 38,
      chest: 154,
      armpit: 328,
      waist: 154,
      hem: 154,
      neckShape: "vee",
      neckDrop: 62,
      neck: 50,
    },
    sleeve: { length: 312, cuff: 66 },
    neck: "hood",
  },
};

/** Sweaters, roll-necks and hoodies. */
export function drawSweater(sheet: Sheet): Box {
  const style = SWEATERS[sheet.look.type] as KnitStyle;
  const base: Cut = { ...BASIC, hemY: 566, waist: 138, hem: 138, hemCurve: 4, ...style.cut };
  const wide = between(sheet.rng, -4, 8);
  const cut = {
    ...base,
    chest: base.chest + wide,
    waist: base.waist + wide,
    hem: base.hem + wide,
    hemY: base.hemY + between(sheet.rng, -14, 12),
  };
  const trim = sheet.rng() < 0.15 && sheet.look.pattern === "plain" ? sheet.look.second : undefined;
  if (!sheet.isBack && style.neck === "band") insideNeck(sheet, cut, trim, 12);
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, { ...KNIT_SLEEVE, ...style.sleeve }, side);
  hemRib(sheet, cut, 40, trim);
  sheet.piece(torso(cut, sheet.isBack), { within: cables(sheet, cut) + bodyFolds(sheet, cut) });
  armholeSeams(sheet, cut);
  if (style.neck === "roll") rollCollar(sheet, cut);
  else if (style.neck === "band" || sheet.isBack) neckBand(sheet, cut, 19, "rib", trim);
  else {
    hood(sheet, cut);
    kangarooPocket(sheet, cut);
  }
  return sheet.view === "detail" ? closeUp(20, cut.top + 120, 320) : closeUp(0, (cut.top + cut.hemY) / 2 + 16, 512);
}

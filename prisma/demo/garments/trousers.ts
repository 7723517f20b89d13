import { between } from "../random";
import { drawFly, drawLegs, type LegCut, STRAIGHT } from "./parts/legs";
import { drawWaistband } from "./parts/waistband";
import { along, type Box, onSide, type Point } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { cargoPockets } from "./trousers/cargo-trousers";
import { jogger } from "./trousers/joggers";
import { slantPockets, weltPockets } from "./trousers/trouser-pockets";

type TrouserStyle = {
  cut: Partial<LegCut>;
  crease?: boolean;
  pleats?: boolean;
  pockets: "slant" | "cargo" | "none";
  drawstring?: boolean;
};
const STYLES: Record<string, TrouserStyle> = {
  "straight-trousers": { cut: {}, crease: true, pockets: "slant" },
  "wide-trousers": {
    cut: { waist: 88, kneeOut: 154, kneeIn: 10, hemOut: 182, hemIn: 12 },
    crease: true,
    pleats: true,
    pockets: "slant",
  },
  "tapered-trousers": {
    cut: { hip: 130, kneeOut: 116, kneeIn: 26, hemOut: 92, hemIn: 34, hemY: 716 },
    pleats: true,
    pockets: "slant",
  },
  "cargo-trousers": { cut: { hip: 134, kneeOut: 140, kneeIn: 16, hemOut: 122, hemIn: 26 }, pockets: "cargo" },
  culottes: {
    cut: { hip: 132, kneeOut: 172, kneeIn: 8, hemOut: 196, hemIn: 6, hemY: 600, kneeY: 440 },
    pleats: true,
    pockets: "slant",
  },
  joggers: {
    cut: { hip: 134, kneeOut: 122, kneeIn: 22, hemOut: 84, hemIn: 38, hemY: 700, band: 32 },
    pockets: "slant",
    drawstring: true,
  },
};

/** Trousers of woven cloth, and joggers. */
export function drawTrousers(sheet: Sheet): Box {
  const style = STYLES[sheet.look.type] as TrouserStyle;
  const base = { ...STRAIGHT, ...style.cut };
  const cut: LegCut = {
    ...base,
    hemOut: base.hemOut + between(sheet.rng, -6, 8),
    hemY: base.hemY + between(sheet.rng, -12, 8),
  };
  const crease = (side: 1 | -1) =>
    (style.crease
      ? sheet.fold(
          ...(onSide(side, [
            [cut.waist * 0.46, cut.top + 50],
            [(cut.hemOut + cut.hemIn) / 2, cut.hemY],
          ]) as [Point, Point]),
          0,
          6,
          1.5,
        )
      : "") +
    (style.pleats && !sheet.isBack
      ? [0.42, 0.6]
          .map((share) =>
            sheet.fold(
              ...(onSide(side, [
                [cut.waist * share, cut.top + cut.band],
                [...along([cut.waist * share, cut.top], [(cut.hemOut + cut.hemIn) / 2, cut.hemY], 0.34)] as unknown as Point,
              ]) as [Point, Point]),
              0,
              9,
              1.7,
            ),
          )
          .join("")
      : "");
  drawLegs(sheet, cut, crease);
  drawFly(sheet, cut);
  if (sheet.isBack) weltPockets(sheet, cut);
  else {
    slantPockets(sheet, cut);
    if (style.pockets === "cargo") cargoPockets(sheet, cut);
  }
  drawWaistband(sheet, cut, style.drawstring ? "plain" : "button", !style.drawstring);
  if (style.drawstring) jogger(sheet, cut);
  return sheet.view === "detail" ? closeUp(0, cut.top + 168, 320) : closeUp(0, (cut.top + cut.hemY) / 2 + 2, 608);
}

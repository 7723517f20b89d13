import { between } from "../random";
import { frontPockets, wash, yokeAndPockets } from "./parts/denim";
import { drawFly, drawLegs, type LegCut, STRAIGHT } from "./parts/legs";
import { COPPER } from "./parts/metal";
import { drawWaistband } from "./parts/waistband";
import { type Box, line, onSide, outline, type Point } from "./path";
import { closeUp, type Sheet } from "./sheet";

const SHORTS: Record<string, { cut: Partial<LegCut>; kind: "tailored" | "denim" | "drawstring" }> = {
  "tailored-shorts": { cut: { hemOut: 156, hemIn: 8, hemY: 452 }, kind: "tailored" },
  "bermuda-shorts": { cut: { hemOut: 146, hemIn: 10, hemY: 540 }, kind: "tailored" },
  "denim-shorts": { cut: { hemOut: 150, hemIn: 8, hemY: 416 }, kind: "denim" },
  "paperbag-shorts": { cut: { waist: 92, hemOut: 166, hemIn: 6, hemY: 446 }, kind: "drawstring" },
  "sport-shorts": { cut: { waist: 96, hemOut: 170, hemIn: 6, hemY: 412 }, kind: "drawstring" },
};

/** Shorts of each kind. */
export function drawShorts(sheet: Sheet): Box {
  const style = SHORTS[sheet.look.type] as (typeof SHORTS)[string];
  const base: LegCut = {
    ...STRAIGHT,
    top: 190,
    waist: 100,
    hip: 138,
    hipY: 306,
    crotchY: 392,
    kneeY: 900,
    ...style.cut,
    band: 28,
  };
  const cut = { ...base, hemY: base.hemY + 116 + between(sheet.rng, -10, 12) };
  const thread = style.kind === "denim" ? COPPER : sheet.tones.thread;
  const pleats = (side: 1 | -1) =>
    style.kind === "tailored" && !sheet.isBack
      ? [0.42, 0.62]
          .map((share) =>
            sheet.fold(
              ...(onSide(side, [
                [cut.waist * share, cut.top + 26],
                [cut.waist * share + 18, cut.hemY - 40],
              ]) as [Point, Point]),
              0,
              9,
              1.6,
            ),
          )
          .join("")
      : style.kind === "denim"
        ? wash({ ...cut, kneeOut: cut.hemOut, kneeIn: cut.hemIn, kneeY: cut.hemY }, side)
        : "";
  drawLegs(sheet, cut, pleats);
  drawFly(sheet, cut, thread);
  if (style.kind === "denim") (sheet.isBack ? yokeAndPockets : frontPockets)(sheet, cut, thread);
  else
    for (const side of [-1, 1] as const)
      sheet.mark(
        sheet.seam(
          line(
            onSide(side, [
              [cut.waist * 0.7, cut.top + 30],
              [cut.hip - 6, cut.hipY],
            ]),
          ),
        ),
      );
  drawWaistband(sheet, cut, style.kind === "drawstring" ? "plain" : "button", style.kind !== "drawstring" || sheet.look.type === "paperbag-shorts");
  if (style.kind === "drawstring") tie(sheet, cut);
  return sheet.view === "detail" ? closeUp(10, cut.top + 120, 320) : closeUp(0, (cut.top + cut.hemY) / 2, 512);
}

function tie(sheet: Sheet, cut: LegCut): void {
  let folds = "";
  for (let x = -cut.waist + 12; x < cut.waist; x += 17) folds += sheet.fold([x, cut.top + 26], [x * 1.1, cut.top + 74], 0, 6, 1.2);
  sheet.mark(folds);
  if (sheet.isBack) return;
  for (const side of [-1, 1] as const) {
    sheet.piece(
      outline(
        onSide(side, [
          [0, cut.top + 14, 1],
          [26, cut.top + 2],
          [40, cut.top + 16],
          [24, cut.top + 26],
          [0, cut.top + 18, 1],
        ]),
      ),
      { light: "tube", depth: 0.8 },
    );
    sheet.piece(
      outline(
        onSide(side, [
          [1, cut.top + 18, 1],
          [14, cut.top + 60],
          [12, cut.top + 96, 1],
          [24, cut.top + 94, 1],
          [24, cut.top + 56],
          [7, cut.top + 14, 1],
        ]),
      ),
      { light: "tube", depth: 0.8 },
    );
  }
}

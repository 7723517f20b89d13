import { between } from "../random";
import { drawFly, drawLegs, drawWaistband, type LegCut, STRAIGHT } from "./legs";
import { arch, type Box, line, onSide, outline, type Point } from "./path";
import { closeUp, type Sheet } from "./sheet";

const COPPER = "#c58a4a";

const STYLES: Record<string, Partial<LegCut>> = {
  "straight-jeans": {},
  "skinny-jeans": { hip: 116, kneeOut: 92, kneeIn: 18, hemOut: 74, hemIn: 22, hemY: 724 },
  "flared-jeans": { hip: 116, kneeOut: 98, kneeIn: 20, hemOut: 148, hemIn: 2, hemY: 746 },
  "mom-jeans": { hip: 136, kneeOut: 130, kneeIn: 18, hemOut: 100, hemIn: 26, hemY: 704 },
  "wide-jeans": { waist: 90, hip: 126, kneeOut: 150, kneeIn: 8, hemOut: 172, hemIn: 6 },
};

/** The paler thighs and knees of washed denim. */
function wash(cut: LegCut, side: 1 | -1): string {
  const x = side * (cut.kneeOut + cut.kneeIn) * 0.5;
  const glow = (y: number, wide: number, high: number, opacity: number) =>
    [1, 0.72, 0.45]
      .map((share) => `<ellipse cx="${x}" cy="${y}" rx="${wide * share}" ry="${high * share}" fill="#eef3f8" fill-opacity="${opacity}"/>`)
      .join("");
  return glow(cut.crotchY + 60, 44, 150, 0.05) + glow(cut.kneeY, 38, 76, 0.045);
}

function yokeAndPockets(sheet: Sheet, cut: LegCut, thread: string): void {
  const y = cut.top + cut.band;
  sheet.mark(
    sheet.seam(
      arch([
        [0, y + 50],
        [cut.hip - 10, y + 22],
      ]),
    ),
    sheet.stitch(
      arch([
        [0, y + 55],
        [cut.hip - 9, y + 27],
      ]),
      thread,
    ),
  );
  for (const side of [-1, 1] as const) {
    const [x, top] = [cut.hip * 0.5, y + 62];
    sheet.piece(
      outline(
        onSide(side, [
          [x - 34, top + 4, 1],
          [x + 36, top - 8, 1],
          [x + 34, top + 60, 1],
          [x + 2, top + 82, 1],
          [x - 32, top + 66, 1],
        ]),
      ),
      { light: "flat", depth: 0.7 },
    );
    sheet.mark(
      sheet.stitch(
        line(
          onSide(side, [
            [x - 30, top + 14, 1],
            [x - 28, top + 63, 1],
            [x + 2, top + 77, 1],
            [x + 30, top + 57, 1],
            [x + 32, top + 2, 1],
          ]),
        ),
        thread,
      ),
    );
    sheet.mark(
      sheet.stitch(
        line(
          onSide(side, [
            [x - 28, top + 34],
            [x - 8, top + 48],
            [x + 2, top + 36],
            [x + 14, top + 46],
            [x + 31, top + 26],
          ]),
        ),
        thread,
        1.4,
      ),
    );
  }
  sheet.mark(`<rect x="${cut.waist * 0.42}" y="${cut.top - 1}" width="34" height="${cut.band}" rx="1.5" fill="#a9743f" stroke="#5f3d1d" stroke-width=".8"/>`);
}

function frontPockets(sheet: Sheet, cut: LegCut, thread: string): void {
  const y = cut.top + cut.band + 2;
  for (const side of [-1, 1] as const) {
    const open: Point[] = [
      [cut.waist * 0.42, y],
      [cut.waist * 0.5, y + 34],
      [cut.waist * 0.84, y + 52],
      [cut.hip - 8, y + 54],
    ];
    const shifted = open.map(([px, py]): Point => [px - 3, py + 5]);
    sheet.mark(sheet.seam(line(onSide(side, open))), sheet.stitch(line(onSide(side, shifted)), thread));
    for (const [px, py] of [open[0], open[3]] as [Point, Point])
      sheet.mark(`<circle cx="${side * (px - 1)}" cy="${py + 6}" r="2.6" fill="#d9a866" stroke="#6b4520" stroke-width=".7"/>`);
    if (side === 1)
      sheet.mark(
        sheet.stitch(
          line([
            [cut.waist * 0.62, y + 34],
            [cut.waist * 0.98, y + 30],
          ]),
          thread,
        ),
      );
  }
}

/** Jeans: five pockets, copper thread, rivets, a wash. */
export function drawJeans(sheet: Sheet): Box {
  const base = { ...STRAIGHT, ...STYLES[sheet.look.type] };
  const cut: LegCut = { ...base, hemY: base.hemY + between(sheet.rng, -14, 6), band: 24 };
  const thread = sheet.rng() < 0.75 ? COPPER : sheet.tones.thread;
  drawLegs(sheet, cut, (side) => wash(cut, side));
  for (const side of [-1, 1] as const) {
    const seamLine: Point[] = [
      [cut.hip - 9, cut.hipY],
      [cut.kneeOut - 7, cut.kneeY],
      [cut.hemOut - 6, cut.hemY - 14],
    ];
    sheet.mark(sheet.stitch(line(onSide(side, seamLine)), thread));
  }
  drawFly(sheet, cut, thread);
  if (sheet.isBack) yokeAndPockets(sheet, cut, thread);
  else frontPockets(sheet, cut, thread);
  drawWaistband(sheet, cut, "button");
  return sheet.view === "detail" ? closeUp(20, cut.top + 150, 320) : closeUp(0, (cut.top + cut.hemY) / 2, 608);
}

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

import { between } from "../random";
import { buttonMark } from "./bodice";
import { along, arch, type Box, line, onSide, outline, type Point, symmetric } from "./path";
import { closeUp, type Sheet } from "./sheet";

/** The cut of anything with two legs, right half. */
export type LegCut = {
  top: number;
  waist: number;
  hip: number;
  hipY: number;
  crotchY: number;
  kneeY: number;
  kneeOut: number;
  kneeIn: number;
  hemY: number;
  hemOut: number;
  hemIn: number;
  band: number;
};

export const STRAIGHT: LegCut = {
  top: 72,
  waist: 92,
  hip: 124,
  hipY: 196,
  crotchY: 282,
  kneeY: 480,
  kneeOut: 124,
  kneeIn: 20,
  hemY: 736,
  hemOut: 120,
  hemIn: 24,
  band: 26,
};

function legPoints(cut: LegCut): Point[] {
  const isShort = cut.hemY < cut.kneeY + 30;
  const knee: Point[] = isShort ? [] : [[cut.kneeOut, cut.kneeY]];
  const kneeBack: Point[] = isShort ? [] : [[cut.kneeIn, cut.kneeY]];
  return [
    [0, cut.top, 1],
    [cut.waist, cut.top, 1],
    [(cut.waist + cut.hip) / 2 + 6, (cut.top + cut.hipY) / 2],
    [cut.hip, cut.hipY],
    ...knee,
    [cut.hemOut, cut.hemY, 1],
    [(cut.hemOut + cut.hemIn) / 2, cut.hemY + 4],
    [cut.hemIn, cut.hemY, 1],
    ...kneeBack,
    [6, cut.crotchY + 30],
    [0, cut.crotchY, 1],
  ];
}

function legFolds(sheet: Sheet, cut: LegCut, side: 1 | -1): string {
  const one = (a: Point, b: Point, bend: number, width: number, strength = 1) => {
    const [from, to] = onSide(side, [a, b]) as [Point, Point];
    return sheet.fold(from, to, bend * side, width, strength);
  };
  const whiskers =
    one([8, cut.crotchY - 8], [cut.hip * 0.62, cut.hipY + 26], -5, 10) +
    one([10, cut.crotchY + 8], [cut.hip * 0.7, cut.crotchY - 12], -4, 9, 0.9) +
    one([12, cut.crotchY + 24], [cut.hip * 0.66, cut.crotchY + 26], -3, 9, 0.7);
  if (cut.hemY < cut.kneeY + 30) return whiskers + one([cut.hemOut * 0.6, cut.hemY], [cut.hip * 0.5, cut.crotchY + 10], 5, 10, 0.8);
  const knee = cut.kneeY;
  const middle = (cut.kneeOut + cut.kneeIn) / 2;
  return (
    whiskers +
    one([cut.kneeOut - 4, knee - 30], [middle, knee - 4], 5, 9, 0.8) +
    one([cut.kneeIn + 4, knee + 8], [middle + 10, knee + 26], -4, 9, 0.8) +
    one([middle + 14, cut.hemY], [middle + 6, cut.hemY - 150], 5, 10, 0.8) +
    one([cut.hemIn + 12, cut.hemY - 8], [middle - 8, cut.hemY - 90], -4, 8, 0.7)
  );
}

/** Draws both legs, hems included. */
export function drawLegs(sheet: Sheet, cut: LegCut, within: (side: 1 | -1) => string = () => ""): void {
  for (const side of [-1, 1] as const) {
    const lean = (cut.hemOut - cut.hip) / (cut.hemY - cut.hipY);
    sheet.piece(outline(onSide(side, legPoints(cut))), {
      light: "round",
      angle: -side * lean * 28,
      depth: 0.95,
      within: legFolds(sheet, cut, side) + within(side),
    });
    const up = (by: number) =>
      line(
        onSide(side, [
          [cut.hemIn + 1, cut.hemY - by],
          [(cut.hemOut + cut.hemIn) / 2, cut.hemY + 4 - by],
          [cut.hemOut - 1, cut.hemY - by],
        ]),
      );
    sheet.mark(sheet.stitch(up(16)));
  }
}

/** The waistband with loops; a plain band bears no button. */
export function drawWaistband(sheet: Sheet, cut: LegCut, closing: "button" | "plain", loops = true): void {
  const { top, waist, band } = cut;
  if (!sheet.isBack)
    sheet.piece(
      symmetric([
        [0, top - 4],
        [waist * 0.6, top - 5],
        [waist - 3, top - 8, 1],
        [waist - 2, top + 2, 1],
        [0, top + 6],
      ]),
      { light: "inside", printed: false, shadow: false },
    );
  sheet.piece(
    symmetric([
      [0, top + (sheet.isBack ? -4 : 2)],
      [waist * 0.6, top - 1],
      [waist - 1, top - 6, 1],
      [waist + 4, top + band - 4, 1],
      [waist * 0.6, top + band + 1],
      [0, top + band + 3],
    ]),
    { light: "round", angle: 0, depth: 0.7 },
  );
  const row = (by: number) =>
    arch([
      [0, top + by + 2],
      [waist * 0.6, top + by],
      [waist + 2, top + by - 5],
    ]);
  sheet.mark(sheet.stitch(row(5)), sheet.stitch(row(band - 3)));
  if (loops) {
    for (const x of [-waist * 0.72, -waist * 0.34, waist * 0.34, waist * 0.72]) {
      sheet.piece(
        outline([
          [x - 4, top - 6, 1],
          [x + 4, top - 6, 1],
          [x + 4.5, top + band + 4, 1],
          [x - 4.5, top + band + 4, 1],
        ]),
        { light: "flat", shadow: false, depth: 0.8 },
      );
    }
  }
  if (closing === "button" && !sheet.isBack)
    sheet.mark(
      sheet.seam(`M-9 ${top + 3}V${top + band + 2}`),
      buttonMark(2, top + band / 2 + 2, 5.5, sheet.look.texture === "denim" ? "#b98a4e" : sheet.tones.thread),
    );
}

/** The fly: its seam and the stitched curve beside it. */
export function drawFly(sheet: Sheet, cut: LegCut, thread = sheet.tones.thread): void {
  if (sheet.isBack) {
    sheet.mark(sheet.seam(`M0 ${cut.top + cut.band}V${cut.crotchY}`));
    return;
  }
  const { top, band, crotchY } = cut;
  const curve = line([
    [22, top + band + 2],
    [22, crotchY - 72],
    [16, crotchY - 44],
    [2, crotchY - 30],
  ]);
  sheet.mark(sheet.seam(`M0 ${top + band + 2}V${crotchY}`), sheet.stitch(curve, thread));
}

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

function slantPockets(sheet: Sheet, cut: LegCut): void {
  for (const side of [-1, 1] as const) {
    const open: Point[] = [
      [cut.waist * 0.66, cut.top + cut.band + 3],
      [cut.hip - 8, cut.hipY - 8],
    ];
    sheet.mark(
      sheet.seam(line(onSide(side, open))),
      sheet.stitch(
        line(
          onSide(
            side,
            open.map(([x, y]): Point => [x - 5, y + 1]),
          ),
        ),
      ),
    );
  }
}

function weltPockets(sheet: Sheet, cut: LegCut): void {
  for (const side of [-1, 1] as const) {
    const [x, y] = [cut.hip * 0.52, cut.hipY - 26];
    sheet.piece(
      outline(
        onSide(side, [
          [x - 30, y - 4, 1],
          [x + 30, y - 4, 1],
          [x + 30, y + 5, 1],
          [x - 30, y + 5, 1],
        ]),
      ),
      { light: "flat", shadow: false },
    );
    sheet.mark(
      sheet.seam(
        line(
          onSide(side, [
            [x - 4, cut.top + cut.band],
            [x, y - 4],
          ]),
        ),
        0.7,
      ),
      buttonMark(side * x, y + 13, 3.4, sheet.tones.thread),
    );
  }
}

function cargoPockets(sheet: Sheet, cut: LegCut): void {
  for (const side of [-1, 1] as const) {
    const [x, y] = [cut.kneeOut - 66, cut.kneeY - 84];
    sheet.piece(
      outline(
        onSide(side, [
          [x, y, 1],
          [x + 62, y - 2, 1],
          [x + 64, y + 86, 1],
          [x + 2, y + 88, 1],
        ]),
      ),
      { light: "flat", depth: 0.8 },
    );
    sheet.piece(
      outline(
        onSide(side, [
          [x - 3, y - 8, 1],
          [x + 65, y - 10, 1],
          [x + 66, y + 20, 1],
          [x + 32, y + 27, 1],
          [x - 3, y + 20, 1],
        ]),
      ),
      { light: "flat", depth: 0.8 },
    );
    sheet.mark(
      sheet.seam(
        line(
          onSide(side, [
            [x + 32, y + 28],
            [x + 33, y + 86],
          ]),
        ),
        0.6,
      ),
      buttonMark(side * (x + 32), y + 14, 3.6, sheet.tones.thread),
    );
  }
}

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

function jogger(sheet: Sheet, cut: LegCut): void {
  for (const side of [-1, 1] as const) {
    sheet.piece(
      outline(
        onSide(side, [
          [cut.hemOut + 1, cut.hemY - 3, 1],
          [cut.hemOut - 6, cut.hemY + 34, 1],
          [cut.hemIn + 6, cut.hemY + 34, 1],
          [cut.hemIn - 1, cut.hemY - 3, 1],
        ]),
      ),
      { texture: "rib", printed: false },
    );
    if (sheet.isBack) continue;
    const cord = line(
      onSide(side, [
        [5, cut.top + 18],
        [12, cut.top + 66],
        [9 + side * 3, cut.top + 118],
      ]),
    );
    sheet.mark(
      `<path d="${cord}" fill="none" stroke="#201813" stroke-opacity=".3" stroke-width="4.6" transform="translate(1 2)"/><path d="${cord}" fill="none" stroke="#efe9dc" stroke-width="3.2" stroke-linecap="round"/>`,
    );
  }
  sheet.mark(sheet.fold([-cut.waist, cut.top + cut.band], [cut.waist, cut.top + cut.band], 3, 6));
}

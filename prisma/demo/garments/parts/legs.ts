import { line, onSide, outline, type Point } from "../path";
import type { Sheet } from "../sheet";

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

/** The cut that the styles of trousers start from. */
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

import { between } from "../../random";
import { flutes, wavingHem } from "../parts/hem";
import { line, onSide, outline, type Point, symmetric } from "../path";
import type { Sheet } from "../sheet";
import type { DressCut } from "./dress-cut";

/** Thin straps over a bias-cut column; the neckline is a cowl or a plain vee. */
export function drawSlipDress(sheet: Sheet, cut: DressCut): void {
  const isCowl = sheet.rng() < 0.5;
  const { top, neck, armpit, waist, waistY, hip, hipY, hemY } = cut;
  const [peak, dip] = [top + 74, top + (sheet.isBack ? 118 : isCowl ? 112 : 140)];
  for (const side of [-1, 1] as const) {
    const points: Point[] = [
      [neck - 13, top, 1],
      [neck - 7, top - 3],
      [neck - 5, top + 2, 1],
      [neck + 3, peak + 8, 1],
      [neck - 3, peak + 8, 1],
    ];
    sheet.piece(outline(onSide(side, points)), { light: "flat" });
  }
  if (!sheet.isBack)
    sheet.piece(
      symmetric([
        [0, top + 106],
        [neck * 0.5, top + 102],
        [neck, peak + 24, 1],
        [neck, peak + 50, 1],
        [0, dip + 12, 1],
      ]),
      { light: "inside", shadow: false, printed: false },
    );
  const hem = wavingHem(sheet.rng, cut.hem, hemY, cut.hemCurve, 4, 6);
  const edge: Point[] = sheet.isBack
    ? [
        [0, dip],
        [neck * 0.6, dip - 8],
        [neck, peak + 4, 1],
      ]
    : isCowl
      ? [
          [0, dip],
          [neck * 0.4, dip - 6],
          [neck * 0.8, peak + 14],
          [neck, peak, 1],
        ]
      : [
          [0, dip, 1],
          [neck * 0.56, dip - 32],
          [neck, peak, 1],
        ];
  const right: Point[] = [...edge, [neck + 14, peak + 40], [cut.chest, armpit, 1], [waist, waistY], [hip, hipY]];
  const cowl = isCowl && !sheet.isBack ? [16, 38, 62].map((by, at) => cowlFold(sheet, neck + at * 4, peak + 4 + at * 12, dip + by)).join("") : "";
  const drape =
    sheet.fold([-waist * 0.7, waistY - 30], [hip * 0.1, hemY - 150], 16, 18, 0.75) +
    sheet.fold([-hip + 8, hipY - 30], [-hip * 0.1, hemY - 60], 18, 20, 0.75) +
    sheet.fold([waist * 0.2, waistY - 10], [hip * 0.86, hemY - 170], 16, 17, 0.7) +
    sheet.fold([waist - 4, waistY - 20], [waist * 0.3, armpit + 50], 6, 10, 0.7);
  sheet.piece(outline([...right, ...hem, ...onSide(-1, right.slice(1)).reverse()]), { within: cowl + drape + flutes(sheet, hem, hipY + 30, 0.75, 17) });
  sheet.mark(sheet.seam(line(hem.map(([x, y]): Point => [x * 0.995, y - 6])), 0.55));
  if (!isCowl && !sheet.isBack)
    for (const side of [-1, 1] as const) {
      sheet.mark(
        sheet.seam(
          line(
            onSide(
              side,
              edge.map(([x, y]): Point => [x + 2, y + 6]),
            ),
          ),
          0.6,
        ),
      );
      sheet.mark(
        sheet.seam(
          line(
            onSide(side, [
              [neck * 0.62, armpit + 34],
              [neck * 0.66, armpit - 2],
            ]),
          ),
          0.7,
        ),
      );
    }
}

function cowlFold(sheet: Sheet, x: number, y: number, low: number): string {
  return sheet.fold([-x, y], [x, y + between(sheet.rng, -4, 4)], (low - y) / 1.05, 9, 1.1);
}

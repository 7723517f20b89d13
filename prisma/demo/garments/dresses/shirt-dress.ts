import { drawCollar } from "../parts/collar";
import type { Cut } from "../parts/cut";
import { flutes, wavingHem } from "../parts/hem";
import { insideNeck } from "../parts/neckline";
import { drawPlacket } from "../parts/placket";
import { armholeSeams } from "../parts/seams";
import { drawSleeve, type SleeveCut } from "../parts/sleeve";
import { arch, line, num, onSide, outline, type Point, symmetric } from "../path";
import type { Sheet } from "../sheet";
import { bodiceFolds, type DressCut, dressShape, hemStitches, waistGathers, waistLine } from "./dress-cut";

const LONG: SleeveCut = { length: 300, angle: 12, cuff: 46, cuffHeight: 30 };

/** A belt of the same cloth with a covered buckle. */
function drawBelt(sheet: Sheet, cut: Cut): void {
  sheet.piece(symmetric([...waistLine(cut, -12, 2), ...waistLine(cut, 11, 3).reverse()]), { light: "round", depth: 0.8 });
  sheet.mark(sheet.stitch(arch(waistLine(cut, -8, 1))), sheet.stitch(arch(waistLine(cut, 7, 1))));
  if (sheet.isBack) return;
  const y = cut.waistY + 5;
  const tail: Point[] = [
    [12, y - 11, 1],
    [54, y - 10, 1],
    [62, y],
    [54, y + 12, 1],
    [12, y + 12, 1],
  ];
  sheet.piece(outline(tail), { light: "flat", depth: 0.8 });
  const ring = `M-17 ${num(y - 16)}h34v33h-34z`;
  sheet.mark(
    `<path d="${ring}" transform="translate(1 2)" fill="none" stroke="#1a1210" stroke-opacity=".4" stroke-width="6" stroke-linejoin="round"/>`,
    `<path d="${ring}" fill="none" stroke="#8a6a3c" stroke-width="5.6" stroke-linejoin="round"/><path d="${ring}" fill="none" stroke="#d2ab6c" stroke-width="3" stroke-linejoin="round"/>`,
    `<path d="M-15 ${num(y)}h33" stroke="#8a6a3c" stroke-width="3.4" stroke-linecap="round"/><path d="M-15 ${num(y - 0.6)}h32" stroke="#d2ab6c" stroke-width="1.6"/>`,
  );
}

/** A shirt from collar to hem, belted over a gathered skirt. */
export function drawShirtDress(sheet: Sheet, cut: DressCut): void {
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, LONG, side);
  if (!sheet.isBack) insideNeck(sheet, cut);
  const hem = wavingHem(sheet.rng, cut.hem, cut.hemY, cut.hemCurve, 5, 3);
  sheet.piece(dressShape(sheet, cut, hem), {
    within: bodiceFolds(sheet, cut, 0.9) + waistGathers(sheet, cut) + flutes(sheet, hem, cut.waistY + 40, 0.55, 13, 0.9),
  });
  armholeSeams(sheet, cut);
  hemStitches(sheet, hem, 12);
  if (!sheet.isBack) {
    drawPlacket(sheet, cut.top + cut.neckDrop + 2, cut.hemY + cut.hemCurve - 1, 24, 10);
    chestPockets(sheet, cut);
  }
  drawBelt(sheet, cut);
  drawCollar(sheet, cut, "point");
}

function chestPockets(sheet: Sheet, cut: Cut): void {
  const [x, y] = [28, cut.armpit - 6];
  for (const side of [-1, 1] as const) {
    const pocket: Point[] = [
      [x, y, 1],
      [x + 46, y, 1],
      [x + 46, y + 42, 1],
      [x + 23, y + 52, 1],
      [x, y + 42, 1],
    ];
    sheet.piece(outline(onSide(side, pocket)), { light: "flat", shadow: false, depth: 0.5 });
    sheet.mark(
      sheet.stitch(
        line(
          onSide(side, [
            [x, y + 9],
            [x + 46, y + 9],
          ]),
        ),
      ),
    );
  }
}

import { tucks } from "../parts/hem";
import { drawTiers } from "../parts/tiers";
import { along, arch, line, onSide, outline, type Point, symmetric } from "../path";
import type { Sheet } from "../sheet";
import type { DressCut } from "./dress-cut";

/** A flutter sleeve: a ruffle along the strap, widest over the shoulder. */
function flutter(sheet: Sheet, cut: DressCut, side: 1 | -1): void {
  const { top, neck, armpit } = cut;
  const inner: Point[] = [
    [neck - 4, top - 3, 1],
    [neck + 4, (top + armpit) / 2],
    [neck + 20, armpit - 2, 1],
  ];
  const outer: Point[] = [
    [neck + 40, armpit - 16],
    [neck + 47, armpit - 32],
    [neck + 57, armpit - 46],
    [neck + 50, armpit - 62],
    [neck + 46, armpit - 78],
    [neck + 22, top + 4],
  ];
  const folds = [0.24, 0.5, 0.74]
    .map((share, at) => {
      const from = along([neck, top], [neck + 18, armpit - 8], share);
      const [a, b] = onSide(side, [from, [from[0] + 62, from[1] + 14 - at * 7]]) as [Point, Point];
      return sheet.fold(a, b, side * 2, 7, 1.4);
    })
    .join("");
  sheet.piece(outline(onSide(side, [...inner, ...outer])), { angle: -side * 24, light: "flat", depth: 1.1, within: folds });
  sheet.mark(sheet.seam(line(onSide(side, inner)), 0.8));
}

/** To the floor: ruffled straps, a small bodice, gathered tiers. */
export function drawMaxiDress(sheet: Sheet, cut: DressCut): void {
  const { top, neck, chest, armpit, waist, waistY, hemY } = cut;
  const long = hemY - waistY;
  drawTiers(
    sheet,
    [
      { top: waistY, bottom: waistY + long * 0.3, from: waist + 1, to: 132 },
      { top: waistY + long * 0.3, bottom: waistY + long * 0.63, from: 132, to: 172 },
      { top: waistY + long * 0.63, bottom: hemY, from: 172, to: cut.hem },
    ],
    cut.hemCurve,
  );
  const edge = top + cut.neckDrop;
  if (!sheet.isBack)
    sheet.piece(
      symmetric([
        [0, edge - 8],
        [neck, edge - 12, 1],
        [chest - 10, armpit - 10, 1],
        [0, edge + 20],
      ]),
      { light: "inside", shadow: false, printed: false },
    );
  for (const side of [-1, 1] as const) {
    sheet.piece(
      outline(
        onSide(side, [
          [neck - 20, top, 1],
          [neck - 2, top - 2, 1],
          [neck + 14, edge + 10, 1],
          [neck - 14, edge + 10, 1],
        ]),
      ),
      { light: "flat" },
    );
  }
  const bodice: Point[] = [
    [0, edge + 4],
    [neck * 0.5, edge + 1],
    [neck - 14, edge, 1],
    [neck + 8, edge - 2, 1],
    [neck + 16, edge + 26],
    [chest, armpit, 1],
    [waist + 2, waistY - 4, 1],
    [0, waistY + 6],
  ];
  sheet.piece(symmetric(bodice), { within: tucks(sheet, -neck, neck, edge + 14, 70, 14) + tucks(sheet, -waist + 6, waist - 6, waistY, -36, 12) });
  for (const side of [-1, 1] as const) flutter(sheet, cut, side);
  sheet.mark(
    sheet.stitch(
      arch([
        [0, edge + 14],
        [neck * 0.5, edge + 11],
        [neck + 2, edge + 10],
      ]),
    ),
    sheet.seam(
      arch([
        [0, edge + 10],
        [neck * 0.5, edge + 7],
        [neck + 2, edge + 6],
      ]),
      0.6,
    ),
  );
}

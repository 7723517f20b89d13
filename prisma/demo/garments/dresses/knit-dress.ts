import { hemRib } from "../parts/knit";
import { armholeSeams } from "../parts/seams";
import { drawSleeve, type SleeveCut } from "../parts/sleeve";
import { arch, type Point, symmetric } from "../path";
import type { Sheet } from "../sheet";
import { bodiceFolds, type DressCut, dressShape } from "./dress-cut";

/** A knitted column: high neck, ribbed cuffs and hem. */
export function drawKnitDress(sheet: Sheet, cut: DressCut): void {
  const sleeve: SleeveCut = { length: 290, angle: 12, cuff: 46, cuffHeight: 34, cuffTexture: "rib", gathered: true, flare: 4, elbow: 4 };
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, sleeve, side);
  hemRib(sheet, cut, 42);
  const { hip, hipY, hem, hemY, waist, waistY } = cut;
  const folds =
    bodiceFolds(sheet, cut) +
    sheet.fold([hip - 2, hipY - 34], [hip * 0.34, hipY - 4], 6, 12, 0.8) +
    sheet.fold([-hip + 2, hipY - 46], [-hip * 0.3, hipY - 8], -7, 12, 0.9) +
    sheet.fold([-hem * 0.4, hemY + 60], [-waist * 0.5, hipY + 20], -5, 12, 0.8) +
    sheet.fold([hem * 0.52, hemY + 60], [waist * 0.5, waistY + 90], 6, 12, 0.8);
  const straight = [1, 0.5, 0, -0.5, -1].map(
    (share): Point => (Math.abs(share) === 1 ? [hem * share, hemY, 1] : [hem * share, hemY + cut.hemCurve * (1 - share * share)]),
  );
  sheet.piece(dressShape(sheet, cut, straight), { within: folds });
  armholeSeams(sheet, cut);
  const { top, neck } = cut;
  sheet.piece(
    symmetric([
      [0, top - 38],
      [neck * 0.84, top - 37, 1],
      [neck * 0.88, top - 14],
      [neck + 5, top + 5, 1],
      [neck * 0.6, top + 19],
      [0, top + 25],
    ]),
    {
      texture: "rib",
      light: "tube",
      printed: false,
    },
  );
  sheet.mark(
    sheet.seam(
      arch([
        [0, top - 29],
        [neck * 0.5, top - 31],
        [neck * 0.84, top - 35],
      ]),
      0.5,
    ),
    sheet.fold([-neck * 0.9, top - 4], [neck * 0.9, top - 6], -8, 8),
  );
}

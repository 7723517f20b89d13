import { between } from "../../random";
import type { Cut } from "../parts/cut";
import { laid } from "../parts/laid";
import { even } from "../parts/shapes";
import type { Sheet } from "../sheet";

/** The belt at the waist, from side to side. */
export function beltBand(sheet: Sheet, cut: Cut, height: number): void {
  const [y, half] = [cut.waistY - height / 2, cut.waist + 3];
  const band = even([0, y + 3], [half * 0.6, y + 1], [half, y - 2, 1], [half + 1, y + height - 2, 1], [half * 0.6, y + height + 1], [0, y + height + 3]);
  const pinch = [-0.7, -0.3, 0.2, 0.6].map((x) => sheet.fold([x * half, y], [x * half + 6, y + height], 1, 6, 0.8)).join("");
  laid(sheet, band, { light: "round", depth: 0.8, within: pinch, shadow: true });
}

/** Cloth gathered in by a belt: short folds above and below it. */
export function cinch(sheet: Sheet, cut: Cut): string {
  return [-0.75, -0.45, -0.15, 0.2, 0.5, 0.78]
    .map((share) => {
      const x = share * cut.waist;
      return sheet.fold([x, cut.waistY], [x * 1.04 + between(sheet.rng, -5, 5), cut.waistY - between(sheet.rng, 34, 70)], between(sheet.rng, -3, 3), 8, 1);
    })
    .join("");
}

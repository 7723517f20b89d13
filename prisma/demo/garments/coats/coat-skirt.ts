import { between } from "../../random";
import type { Cut } from "../parts/cut";
import type { Sheet } from "../sheet";

/** Long folds that fall from the belt or the hips to the hem. */
export function skirtFolds(sheet: Sheet, cut: Cut, strength = 1): string {
  return [-0.82, -0.5, -0.2, 0.26, 0.56, 0.84]
    .map((share) =>
      sheet.fold([share * cut.hem, cut.hemY], [share * cut.waist * 0.92, cut.waistY + between(sheet.rng, 14, 80)], between(sheet.rng, -4, 4), 13, strength),
    )
    .join("");
}

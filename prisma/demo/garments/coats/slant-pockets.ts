import type { Cut } from "../parts/cut";
import { laid } from "../parts/laid";
import { sided, twins } from "../parts/shapes";
import type { Sheet } from "../sheet";

/** Welts that slant outwards, as deep as a hand. */
export function slantPockets(sheet: Sheet, cut: Cut): void {
  const y = cut.waistY + 62;
  laid(
    sheet,
    twins((side) => sided(side, [86, y, 1], [103, y - 5, 1], [129, y + 76, 1], [112, y + 82, 1])),
    { depth: 0.6 },
  );
}

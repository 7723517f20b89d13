import type { LegCut } from "../parts/legs";
import { line, onSide, outline } from "../path";
import type { Sheet } from "../sheet";

/** What makes trousers joggers: ribbed cuffs and a drawstring. */
export function jogger(sheet: Sheet, cut: LegCut): void {
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

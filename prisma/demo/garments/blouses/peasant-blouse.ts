import type { Cut } from "../parts/cut";
import { neckBand } from "../parts/neckline";
import { line, onSide } from "../path";
import type { Sheet } from "../sheet";

/** The front of a peasant blouse: a bound neck with a slit and two cords. */
export function peasantFront(sheet: Sheet, cut: Cut): void {
  const { top, neckDrop } = cut;
  neckBand(sheet, cut, 10, "same");
  for (const side of [-1, 1] as const) {
    const cord = line(
      onSide(side, [
        [2, top + neckDrop + 8],
        [9, top + neckDrop + 50],
        [13 + side * 4, top + neckDrop + 104],
      ]),
    );
    sheet.mark(
      `<path d="${cord}" fill="none" stroke="${sheet.tones.line}" stroke-width="2.2"/><circle cx="${side * 13 + 4}" cy="${top + neckDrop + 108}" r="5" fill="${sheet.look.second}" stroke="${sheet.tones.line}" stroke-width=".8"/>`,
    );
  }
  sheet.mark(sheet.seam(`M0 ${top + neckDrop + 10}v70`, 0.7));
}

import { buttonMark } from "../parts/button";
import type { LegCut } from "../parts/legs";
import { line, onSide, outline } from "../path";
import type { Sheet } from "../sheet";

/** A large pocket with a flap on the side of each leg. */
export function cargoPockets(sheet: Sheet, cut: LegCut): void {
  for (const side of [-1, 1] as const) {
    const [x, y] = [cut.kneeOut - 66, cut.kneeY - 84];
    sheet.piece(
      outline(
        onSide(side, [
          [x, y, 1],
          [x + 62, y - 2, 1],
          [x + 64, y + 86, 1],
          [x + 2, y + 88, 1],
        ]),
      ),
      { light: "flat", depth: 0.8 },
    );
    sheet.piece(
      outline(
        onSide(side, [
          [x - 3, y - 8, 1],
          [x + 65, y - 10, 1],
          [x + 66, y + 20, 1],
          [x + 32, y + 27, 1],
          [x - 3, y + 20, 1],
        ]),
      ),
      { light: "flat", depth: 0.8 },
    );
    sheet.mark(
      sheet.seam(
        line(
          onSide(side, [
            [x + 32, y + 28],
            [x + 33, y + 86],
          ]),
        ),
        0.6,
      ),
      buttonMark(side * (x + 32), y + 14, 3.6, sheet.tones.thread),
    );
  }
}

import { buttonMark } from "../parts/button";
import type { LegCut } from "../parts/legs";
import { line, onSide, outline, type Point } from "../path";
import type { Sheet } from "../sheet";

/** The slanting front pockets of trousers. */
export function slantPockets(sheet: Sheet, cut: LegCut): void {
  for (const side of [-1, 1] as const) {
    const open: Point[] = [
      [cut.waist * 0.66, cut.top + cut.band + 3],
      [cut.hip - 8, cut.hipY - 8],
    ];
    sheet.mark(
      sheet.seam(line(onSide(side, open))),
      sheet.stitch(
        line(
          onSide(
            side,
            open.map(([x, y]): Point => [x - 5, y + 1]),
          ),
        ),
      ),
    );
  }
}

/** The buttoned welt pockets at the back, each under a dart. */
export function weltPockets(sheet: Sheet, cut: LegCut): void {
  for (const side of [-1, 1] as const) {
    const [x, y] = [cut.hip * 0.52, cut.hipY - 26];
    sheet.piece(
      outline(
        onSide(side, [
          [x - 30, y - 4, 1],
          [x + 30, y - 4, 1],
          [x + 30, y + 5, 1],
          [x - 30, y + 5, 1],
        ]),
      ),
      { light: "flat", shadow: false },
    );
    sheet.mark(
      sheet.seam(
        line(
          onSide(side, [
            [x - 4, cut.top + cut.band],
            [x, y - 4],
          ]),
        ),
        0.7,
      ),
      buttonMark(side * x, y + 13, 3.4, sheet.tones.thread),
    );
  }
}

import { buttonMark, buttonTone } from "../parts/button";
import type { Cut } from "../parts/cut";
import { line, onSide, outline, type Point } from "../path";
import type { Sheet } from "../sheet";

/** A pointed pocket on one side of the chest, with or without a buttoned flap. */
export function drawChestPocket(sheet: Sheet, cut: Cut, side: 1 | -1, flap: boolean): void {
  const [x, y] = [40, cut.armpit - 16];
  const pocket = outline(
    onSide(side, [
      [x, y, 1],
      [x + 62, y, 1],
      [x + 62, y + 58, 1],
      [x + 31, y + 72, 1],
      [x, y + 58, 1],
    ]),
  );
  sheet.piece(pocket, { light: "flat", shadow: false, depth: 0.5 });
  sheet.mark(
    sheet.stitch(
      line(
        onSide(side, [
          [x + 3, y + 2, 1],
          [x + 3, y + 56, 1],
          [x + 31, y + 68.5, 1],
          [x + 59, y + 56, 1],
          [x + 59, y + 2, 1],
        ]),
      ),
    ),
  );
  if (!flap) {
    sheet.mark(
      sheet.stitch(
        line(
          onSide(side, [
            [x, y + 12],
            [x + 62, y + 12],
          ]),
        ),
      ),
    );
    return;
  }
  sheet.piece(
    outline(
      onSide(side, [
        [x - 2, y - 4, 1],
        [x + 64, y - 4, 1],
        [x + 64, y + 14, 1],
        [x + 31, y + 26, 1],
        [x - 2, y + 14, 1],
      ]),
    ),
    { light: "flat", shadow: false },
  );
  const middle = onSide(side, [[x + 31, y + 16]])[0] as Point;
  sheet.mark(buttonMark(middle[0], middle[1], 3.6, buttonTone(sheet)));
}

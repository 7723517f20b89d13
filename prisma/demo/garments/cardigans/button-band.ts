import { buttonMark, buttonTone } from "../parts/button";
import type { Cut } from "../parts/cut";
import { onSide, outline, type Point } from "../path";
import type { Sheet } from "../sheet";

/** The ribbed band around the opening, with its buttons. */
export function buttonBand(sheet: Sheet, cut: Cut, buttons: number, bottom: number): void {
  const { top, neck, neckDrop } = cut;
  const inner: Point[] = [
    [neck - 2, top - 2, 1],
    [neck * 0.62 - 1, top + neckDrop * 0.42],
    [-9, top + neckDrop + 4, 1],
    [-9, bottom, 1],
  ];
  const outer: Point[] = [
    [9, bottom, 1],
    [9, top + neckDrop + 12, 1],
    [neck * 0.62 + 17, top + neckDrop * 0.42 + 6],
    [neck + 16, top + 4, 1],
  ];
  sheet.piece(
    outline(
      onSide(-1, [
        [neck - 2, top - 2, 1],
        [neck * 0.62 - 1, top + neckDrop * 0.42],
        [0, top + neckDrop, 1],
        [9, top + neckDrop + 16, 1],
        [neck * 0.62 + 17, top + neckDrop * 0.42 + 6],
        [neck + 16, top + 4, 1],
      ]),
    ),
    { texture: "rib", printed: false, light: "flat", angle: -18 },
  );
  sheet.piece(outline([...inner, ...outer]), { texture: "rib", printed: false, light: "flat", angle: 90 });
  const tone = buttonTone(sheet);
  for (let made = 0; made < buttons; made += 1) {
    sheet.mark(buttonMark(0, top + neckDrop + 22 + ((bottom - top - neckDrop - 42) * made) / Math.max(1, buttons - 1), 6, tone));
  }
}

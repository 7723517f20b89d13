import { num, outline } from "../path";
import type { Sheet } from "../sheet";
import { buttonMark, buttonTone } from "./button";

/** The button stand down the middle with its buttons. */
export function drawPlacket(sheet: Sheet, top: number, bottom: number, width: number, buttons: number, tone = buttonTone(sheet)): void {
  const half = width / 2;
  const shape = outline([
    [-half, top, 1],
    [half, top, 1],
    [half, bottom, 1],
    [-half, bottom, 1],
  ]);
  sheet.piece(shape, { light: "flat", shadow: false, depth: 0.5 });
  sheet.mark(sheet.stitch(`M${num(-half + 4)} ${num(top)}V${num(bottom - 2)}M${num(half - 4)} ${num(top)}V${num(bottom - 2)}`));
  for (let made = 0; made < buttons; made += 1) {
    sheet.mark(buttonMark(0, top + 14 + ((bottom - top - 48) * made) / (buttons - 1), 4.2, tone));
  }
}

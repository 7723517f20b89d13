import { line, onSide, outline, type Point, symmetric } from "../path";
import type { Sheet } from "../sheet";
import { buttonMark, buttonTone } from "./button";
import type { Cut } from "./cut";

/** A collar on its stand: pointed, a plain band, or the open camp collar. */
export function drawCollar(sheet: Sheet, cut: Cut, kind: "point" | "band" | "camp"): void {
  const { top, neck, neckDrop } = cut;
  if (sheet.isBack) {
    sheet.piece(
      symmetric([
        [0, top - 13],
        [neck + 1, top - 6, 1],
        [neck + 10, top + 8, 1],
        [0, top + 26],
      ]),
      { light: "flat" },
    );
    return;
  }
  if (kind === "band") {
    sheet.piece(
      symmetric([
        [0, top + neckDrop - 4, 1],
        [neck * 0.66, top + neckDrop * 0.55],
        [neck - 3, top - 12, 1],
        [neck + 6, top + 2, 1],
        [neck * 0.72, top + neckDrop * 0.92],
        [0, top + neckDrop + 13, 1],
      ]),
      { light: "flat" },
    );
    sheet.mark(buttonMark(0, top + neckDrop + 4, 4, buttonTone(sheet)));
    return;
  }
  sheet.piece(
    symmetric([
      [0, top - 12],
      [neck * 0.7, top - 12],
      [neck - 1, top - 3, 1],
      [neck * 0.75, top + 14],
      [0, top + 22],
    ]),
    { light: "inside", shadow: false },
  );
  const long = kind === "camp" ? 26 : 0;
  for (const side of [-1, 1] as const) {
    const leafPoints: Point[] = [
      [0 + (kind === "camp" ? 12 : 1), top + neckDrop + (kind === "camp" ? -14 : 0), 1],
      [neck * 0.62, top + neckDrop * 0.3],
      [neck - 6, top - 14, 1],
      [neck + 12, top + 4, 1],
      [neck * 0.98 + long, top + neckDrop + 18, 1],
      [neck * 0.56 + long, top + neckDrop + 46 - long * 0.5, 1],
    ];
    const shape = outline(onSide(side, leafPoints));
    sheet.piece(shape, { angle: side * -32, light: "flat", depth: 0.8 });
    sheet.mark(
      sheet.stitch(
        line(
          onSide(side, [
            [neck * 0.93 + long, top + neckDrop + 16, 1],
            [neck * 0.57 + long, top + neckDrop + 40 - long * 0.5, 1],
            [8 + (kind === "camp" ? 12 : 0), top + neckDrop + 1 - (kind === "camp" ? 12 : 0), 1],
          ]),
        ),
      ),
    );
  }
}

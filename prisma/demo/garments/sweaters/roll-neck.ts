import type { Cut } from "../parts/cut";
import { arch, symmetric } from "../path";
import type { Sheet } from "../sheet";

/** The ribbed collar, folded over once. */
export function rollCollar(sheet: Sheet, cut: Cut): void {
  const { top, neck } = cut;
  sheet.piece(
    symmetric([
      [0, top - 44],
      [neck * 0.84, top - 42, 1],
      [neck * 0.9, top - 20],
      [neck + 6, top + 6, 1],
      [neck * 0.6, top + 24],
      [0, top + 31],
    ]),
    { texture: "rib", light: "tube", printed: false },
  );
  sheet.mark(
    sheet.seam(
      arch([
        [0, top - 34],
        [neck * 0.5, top - 37],
        [neck * 0.84, top - 42],
      ]),
      0.5,
    ),
    sheet.fold([-neck * 0.9, top - 6], [neck * 0.9, top - 8], -9, 9),
  );
}

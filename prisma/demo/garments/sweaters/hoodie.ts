import type { Cut } from "../parts/cut";
import { line, onSide, outline, symmetric } from "../path";
import type { Sheet } from "../sheet";

/** The hood laid back, with the two ends of its cord. */
export function hood(sheet: Sheet, cut: Cut): void {
  const { top, neck } = cut;
  sheet.piece(
    symmetric([
      [0, top - 46],
      [neck * 0.9, top - 38],
      [neck + 26, top + 6],
      [neck + 8, top + 26, 1],
      [0, top + 50],
    ]),
    { light: "tube" },
  );
  sheet.piece(
    symmetric([
      [0, top - 26],
      [neck * 0.72, top - 20],
      [neck * 0.96, top + 12],
      [neck * 0.5, top + 40],
      [0, top + cut.neckDrop],
    ]),
    { light: "inside", shadow: false },
  );
  for (const side of [-1, 1] as const) {
    sheet.piece(
      outline(
        onSide(side, [
          [0, top + cut.neckDrop, 1],
          [neck * 0.52, top + 34],
          [neck * 0.86, top + 4],
          [neck * 0.86, top - 24, 1],
          [neck + 22, top - 2],
          [neck + 12, top + 34],
          [neck * 0.5, top + cut.neckDrop + 14],
          [0, top + cut.neckDrop + 28, 1],
        ]),
      ),
      { angle: side * 20, light: "tube" },
    );
    const cord = line(
      onSide(side, [
        [20, top + cut.neckDrop + 6],
        [25, top + cut.neckDrop + 54],
        [22, top + cut.neckDrop + 112],
      ]),
    );
    sheet.mark(
      `<path d="${cord}" fill="none" stroke="#2a211c" stroke-opacity=".3" stroke-width="5" transform="translate(1 2)"/><path d="${cord}" fill="none" stroke="#efe9dc" stroke-width="3.6" stroke-linecap="round"/>`,
    );
  }
}

/** The wide pocket on a hoodie's front. */
export function kangarooPocket(sheet: Sheet, cut: Cut): void {
  const [top, bottom] = [cut.hemY - 104, cut.hemY + 2];
  sheet.piece(
    symmetric([
      [0, top, 1],
      [56, top, 1],
      [94, bottom - 36, 1],
      [98, bottom, 1],
      [0, bottom, 1],
    ]),
    { light: "flat", shadow: false },
  );
  for (const side of [-1, 1] as const)
    sheet.mark(
      sheet.stitch(
        line(
          onSide(side, [
            [52, top + 5],
            [89, bottom - 35],
          ]),
        ),
      ),
    );
}

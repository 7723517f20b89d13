import type { Cut } from "../parts/cut";
import { laid } from "../parts/laid";
import { STEEL, snap } from "../parts/metal";
import { closed, even } from "../parts/shapes";
import type { SleeveCut } from "../parts/sleeve";
import { sleeveAt, sleeveWidth } from "../parts/sleeve-trim";
import { zip, zipPull } from "../parts/zip";
import { num, type Point } from "../path";
import type { Sheet } from "../sheet";
import { crown, puckers } from "./quilting";
import { slantPockets } from "./slant-pockets";

/** The height of a quilted channel, about. */
const CHANNEL = 56;

/** A quilted coat of filled channels, with a zip. */
export function puffer(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  for (const side of [-1, 1] as const) quiltedSleeve(sheet, cut, sleeve, side);
  const channels = Math.round((cut.hemY - cut.armpit) / CHANNEL) + 2;
  const first = cut.top + cut.slope + 34;
  const step = (cut.hemY - first) / (channels - 1);
  for (let made = channels - 1; made >= 0; made -= 1) quilt(sheet, cut, made === 0 ? cut.top : first + (made - 1) * step, first + made * step, made);
  if (!sheet.isBack) {
    const end = cut.hemY + 2;
    sheet.mark(zip(sheet, `M0 ${num(cut.top - 34)}V${num(end)}`, STEEL, 7), zipPull(0, cut.top + 12));
    slantPockets(sheet, cut);
  }
  puffCollar(sheet, cut);
}

/** Half the width of the body at a height. */
function halfAt(cut: Cut, y: number): number {
  if (y < cut.armpit) return cut.shoulder - 10 + ((cut.chest - cut.shoulder + 10) * Math.max(0, y - cut.top - cut.slope)) / (cut.armpit - cut.top - cut.slope);
  return cut.chest + ((cut.hem - cut.chest) * (y - cut.armpit)) / (cut.hemY - cut.armpit);
}

/** One channel of the body, rounded at its sides. */
function quilt(sheet: Sheet, cut: Cut, top: number, bottom: number, at: number): void {
  const [above, below] = [halfAt(cut, top), halfAt(cut, bottom)];
  const middle = (top + bottom) / 2;
  const upper: Point[] =
    at === 0
      ? [
          [0, top + cut.backDrop],
          [cut.neck, top, 1],
          [(cut.neck + cut.shoulder) / 2, top + cut.slope * 0.4],
          [cut.shoulder, top + cut.slope, 1],
        ]
      : [
          [0, top - 1],
          [above, top - 1, 1],
          [Math.max(above, below) + 6, middle],
        ];
  const shape = even(...upper, [below - 1, bottom + 1, 1], [0, bottom + 4]);
  const round = crown(sheet, [-below - 20, bottom], [below + 20, bottom], [0, top - bottom]);
  const within =
    round + puckers(sheet, [-below, bottom + 2], [below, bottom + 2], [0, -34], 13) + (at ? puckers(sheet, [-above, top], [above, top], [0, 28], 10) : "");
  sheet.piece(shape, { within, depth: 0.85 });
}

/** A sleeve of channels, from the cuff up so that each lies over the next. */
function quiltedSleeve(sheet: Sheet, cut: Cut, sleeve: SleeveCut, side: 1 | -1): void {
  const step = sleeve.length / 6;
  for (let made = 5; made >= 0; made -= 1) {
    const [from, to] = [made * step, (made + 1) * step];
    const inner = (down: number) => (made < 2 ? Math.max(46, sleeveWidth(cut, sleeve, down) + 12) : sleeveWidth(cut, sleeve, down));
    const at = (down: number, across: number, corner = true): Point => {
      const [x, y] = sleeveAt(cut, sleeve, side, down, across);
      return corner ? [x, y, 1] : [x, y];
    };
    const shape = closed(
      at(from, 0),
      at((from + to) / 2, -6, false),
      at(to, 0),
      at(to + 3, inner(to) * 0.5, false),
      at(to, inner(to)),
      at((from + to) / 2, inner((from + to) / 2) + 4, false),
      at(from, inner(from)),
    );
    const [a, b] = [at(to, 4), at(to, inner(to) - 4)];
    const up = sleeveAt(cut, sleeve, side, to - 20, 4);
    sheet.piece(shape, {
      angle: -side * sleeve.angle,
      light: "tube",
      within: crown(sheet, a, b, [(up[0] - a[0]) * 2.6, (up[1] - a[1]) * 2.6]) + puckers(sheet, a, b, [up[0] - a[0], up[1] - a[1]], 6),
    });
  }
}

function puffCollar(sheet: Sheet, cut: Cut): void {
  const { top, neck } = cut;
  for (const [y, height, half] of [
    [top - 12, 26, neck + 9],
    [top - 38, 28, neck + 4],
  ] as const) {
    laid(sheet, even([0, y + 2], [half * 0.8, y], [half, y + height / 2], [half * 0.86, y + height], [0, y + height + 5]), {
      light: "round",
      shadow: true,
      within: puckers(sheet, [-half, y + height + 2], [half, y + height + 2], [0, -12], 7),
    });
  }
  if (!sheet.isBack) sheet.mark(zip(sheet, `M0 ${num(top - 35)}V${num(top + 22)}`, STEEL, 7), zipPull(0, top - 26), snap(0, top - 34, 2));
}

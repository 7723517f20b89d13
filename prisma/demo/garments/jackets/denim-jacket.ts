import { drawCollar } from "../parts/collar";
import type { Cut } from "../parts/cut";
import { laid } from "../parts/laid";
import { COPPER, snap } from "../parts/metal";
import { insideNeck } from "../parts/neckline";
import { armholeSeams } from "../parts/seams";
import { closed, even, sided } from "../parts/shapes";
import type { SleeveCut } from "../parts/sleeve";
import { sleeveAt } from "../parts/sleeve-trim";
import { bodyFolds, torso } from "../parts/torso";
import { arch, line, num, onSide, outline, type Point } from "../path";
import type { Sheet } from "../sheet";

/** Copper stitches in two rows beside a line, `by` px apart. */
function topStitch(sheet: Sheet, points: readonly Point[], side: 1 | -1, thread: string): void {
  const path = (shift: number) =>
    line(
      onSide(
        side,
        points.map(([x, y]): Point => [x + shift, y + Math.abs(shift) * 0.2]),
      ),
    );
  sheet.mark(sheet.seam(path(0), 0.8), sheet.stitch(path(3.5), thread), sheet.stitch(path(6.5), thread));
}

/** A trucker jacket: pointed pockets, copper stitches and studs. */
export function denimJacket(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  const thread = sheet.rng() < 0.75 ? COPPER : sheet.tones.thread;
  const yoke = cut.top + 96;
  if (!sheet.isBack) insideNeck(sheet, cut);
  sheet.piece(torso(cut, sheet.isBack), { within: bodyFolds(sheet, cut, 0.8) + fade(cut) });
  armholeSeams(sheet, cut);
  for (const side of [-1, 1] as const) {
    topStitch(
      sheet,
      [
        [sheet.isBack ? 0 : 12, yoke + 2],
        [cut.shoulder - 12, yoke - 3],
      ],
      side,
      thread,
    );
    topStitch(
      sheet,
      [
        [42, yoke + 50],
        [28, cut.hemY],
      ],
      side,
      thread,
    );
    topStitch(
      sheet,
      [
        [102, yoke + 50],
        [84, cut.hemY],
      ],
      side,
      thread,
    );
    if (!sheet.isBack) pointedPocket(sheet, side, 71, yoke, thread);
  }
  hemBand(sheet, cut, 30, thread);
  if (!sheet.isBack) studPlacket(sheet, cut, thread);
  drawCollar(sheet, cut, sheet.isBack ? "band" : "point");
  for (const side of [-1, 1] as const) {
    const [x, y] = sleeveAt(cut, sleeve, side, sleeve.length - 19, sleeve.cuff - 10);
    sheet.mark(snap(x, y, 4.4, COPPER));
  }
}

/** Where denim wears: the chest and the middle of the fronts are paler. */
function fade(cut: Cut): string {
  const shares = [1, 0.86, 0.72, 0.58, 0.44, 0.3];
  const glow = (x: number) =>
    shares
      .map((share) => `<ellipse cx="${x}" cy="${cut.armpit + 70}" rx="${num(42 * share)}" ry="${num(118 * share)}" fill="#eef3f8" fill-opacity=".018"/>`)
      .join("");
  return glow(-64) + glow(62);
}

function pointedPocket(sheet: Sheet, side: 1 | -1, x: number, y: number, thread: string): void {
  laid(sheet, sided(side, [x - 31, y + 6, 1], [x + 31, y + 4, 1], [x + 30, y + 66, 1], [x, y + 80, 1], [x - 28, y + 66, 1]), { depth: 0.5 });
  const flap = (inset: number): Point[] => [
    [x - 33 + inset, y + 1, 1],
    [x - 33 + inset, y + 24 - inset, 1],
    [x, y + 39 - inset * 1.2, 1],
    [x + 34 - inset, y + 23 - inset, 1],
    [x + 34 - inset, y - 1, 1],
  ];
  laid(sheet, outline(onSide(side, flap(0))), { depth: 0.6 });
  sheet.mark(sheet.stitch(line(onSide(side, flap(4))), thread), snap(side * x, y + 26, 4.4, COPPER));
}

function hemBand(sheet: Sheet, cut: Cut, height: number, thread: string): void {
  const { hem, hemY } = cut;
  const row = (by: number, inset = 0): Point[] => [
    [0, hemY + by + 2],
    [hem * 0.6, hemY + by + 1],
    [hem - inset, hemY + by - 1, 1],
  ];
  laid(sheet, even(...row(-2, -1), ...row(height, 3).reverse()), { angle: 90, light: "flat", shadow: true });
  sheet.mark(sheet.stitch(arch(row(3, 1)), thread), sheet.stitch(arch(row(height - 5, 4)), thread));
}

function studPlacket(sheet: Sheet, cut: Cut, thread: string): void {
  const [top, bottom] = [cut.top + cut.neckDrop, cut.hemY + 31];
  laid(sheet, closed([-15, top, 1], [15, top, 1], [15, bottom, 1], [-15, bottom, 1]), { depth: 0.5 });
  sheet.mark(sheet.stitch(`M-11 ${num(top)}V${num(bottom - 3)}M11 ${num(top)}V${num(bottom - 3)}`, thread));
  for (let made = 0; made < 6; made += 1) sheet.mark(snap(0, top + 18 + ((bottom - top - 34) * made) / 5, 5.4, COPPER));
}

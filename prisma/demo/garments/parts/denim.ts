import { arch, line, onSide, outline, type Point } from "../path";
import type { Sheet } from "../sheet";
import type { LegCut } from "./legs";

/** The paler thighs and knees of washed denim. */
export function wash(cut: LegCut, side: 1 | -1): string {
  const x = side * (cut.kneeOut + cut.kneeIn) * 0.5;
  const glow = (y: number, wide: number, high: number, opacity: number) =>
    [1, 0.72, 0.45]
      .map((share) => `<ellipse cx="${x}" cy="${y}" rx="${wide * share}" ry="${high * share}" fill="#eef3f8" fill-opacity="${opacity}"/>`)
      .join("");
  return glow(cut.crotchY + 60, 44, 150, 0.05) + glow(cut.kneeY, 38, 76, 0.045);
}

/** The back of denim: yoke, two patch pockets and the leather patch. */
export function yokeAndPockets(sheet: Sheet, cut: LegCut, thread: string): void {
  const y = cut.top + cut.band;
  sheet.mark(
    sheet.seam(
      arch([
        [0, y + 50],
        [cut.hip - 10, y + 22],
      ]),
    ),
    sheet.stitch(
      arch([
        [0, y + 55],
        [cut.hip - 9, y + 27],
      ]),
      thread,
    ),
  );
  for (const side of [-1, 1] as const) {
    const [x, top] = [cut.hip * 0.5, y + 62];
    sheet.piece(
      outline(
        onSide(side, [
          [x - 34, top + 4, 1],
          [x + 36, top - 8, 1],
          [x + 34, top + 60, 1],
          [x + 2, top + 82, 1],
          [x - 32, top + 66, 1],
        ]),
      ),
      { light: "flat", depth: 0.7 },
    );
    sheet.mark(
      sheet.stitch(
        line(
          onSide(side, [
            [x - 30, top + 14, 1],
            [x - 28, top + 63, 1],
            [x + 2, top + 77, 1],
            [x + 30, top + 57, 1],
            [x + 32, top + 2, 1],
          ]),
        ),
        thread,
      ),
    );
    sheet.mark(
      sheet.stitch(
        line(
          onSide(side, [
            [x - 28, top + 34],
            [x - 8, top + 48],
            [x + 2, top + 36],
            [x + 14, top + 46],
            [x + 31, top + 26],
          ]),
        ),
        thread,
        1.4,
      ),
    );
  }
  sheet.mark(`<rect x="${cut.waist * 0.42}" y="${cut.top - 1}" width="34" height="${cut.band}" rx="1.5" fill="#a9743f" stroke="#5f3d1d" stroke-width=".8"/>`);
}

/** The front of denim: scooped pockets with rivets and the coin pocket. */
export function frontPockets(sheet: Sheet, cut: LegCut, thread: string): void {
  const y = cut.top + cut.band + 2;
  for (const side of [-1, 1] as const) {
    const open: Point[] = [
      [cut.waist * 0.42, y],
      [cut.waist * 0.5, y + 34],
      [cut.waist * 0.84, y + 52],
      [cut.hip - 8, y + 54],
    ];
    const shifted = open.map(([px, py]): Point => [px - 3, py + 5]);
    sheet.mark(sheet.seam(line(onSide(side, open))), sheet.stitch(line(onSide(side, shifted)), thread));
    for (const [px, py] of [open[0], open[3]] as [Point, Point])
      sheet.mark(`<circle cx="${side * (px - 1)}" cy="${py + 6}" r="2.6" fill="#d9a866" stroke="#6b4520" stroke-width=".7"/>`);
    if (side === 1)
      sheet.mark(
        sheet.stitch(
          line([
            [cut.waist * 0.62, y + 34],
            [cut.waist * 0.98, y + 30],
          ]),
          thread,
        ),
      );
  }
}

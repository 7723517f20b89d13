import { onSide, type Point, type Shape } from "../path";
import type { PieceOptions, Sheet } from "../sheet";
import type { Cut } from "./cut";
import { type FrontCut, OVER, onRoll, rollTop, UNDER } from "./front-edge";
import { laid } from "./laid";
import { even, sided } from "./shapes";

/** The corners of a notched lapel and its collar. */
export type LapelCut = {
  /** The lapel's tip, the notch and the tip of the collar, in px from the middle and below the top of the garment. */
  tip: readonly [number, number];
  notch: readonly [number, number];
  collar: readonly [number, number];
  belly?: number;
};

/** One lapel, folded back from its roll line. */
export function drawLapel(sheet: Sheet, cut: Cut, front: FrontCut, lapel: LapelCut, side: 1 | -1, options: PieceOptions = {}): Shape {
  const { tip, notch, belly = 8 } = lapel;
  const root: Point = [-front.edge, front.breakY, 1];
  const inner = onRoll(cut, front, cut.top + notch[1] - 22);
  const top: Point = [tip[0], cut.top + tip[1], 1];
  const middle = (share: number, out: number): Point => [root[0] + (top[0] - root[0]) * share + out, root[1] + (top[1] - root[1]) * share];
  const shape = sided(side, root, middle(0.3, belly * 0.7), middle(0.66, belly), top, [notch[0], cut.top + notch[1], 1], [inner[0], inner[1], 1]);
  const [from, to] = onSide(side, [
    [inner[0] + 7, inner[1] + 8],
    [root[0] + 9, root[1] - 18],
  ]) as [Point, Point];
  laid(sheet, shape, { angle: side * 20, within: sheet.fold(from, to, side * -2, 9, 0.8), ...options });
  return shape;
}

/** A shawl collar: lapel and collar in one, folded back from the roll line; `width` is its reach from the middle at the chest. */
export function drawShawl(sheet: Sheet, cut: Cut, front: FrontCut, side: 1 | -1, width: number): void {
  const [rx, ry] = rollTop(cut);
  const root: Point = [-front.edge, front.breakY, 1];
  const height = front.breakY - cut.top;
  const shape = sided(
    side,
    root,
    [width * 0.4, cut.top + height * 0.74],
    [width * 0.92, cut.top + height * 0.44],
    [width, cut.top + height * 0.27],
    [width * 0.72, cut.top + height * 0.13],
    [cut.neck + 18, cut.top + 9],
    [cut.neck + 6, cut.top - 9],
    [rx, ry, 1],
  );
  const [from, to] = onSide(side, [
    [rx + 6, ry + 30],
    [root[0] + 12, root[1] - 24],
  ]) as [Point, Point];
  laid(sheet, shape, { angle: side * 18, within: sheet.fold(from, to, side * -3, 12, 0.9) });
}

/** Both leaves of a notched collar and the stand behind the neck. */
export function drawNotchCollar(sheet: Sheet, cut: Cut, front: FrontCut, lapel: LapelCut, options: PieceOptions = {}): void {
  drawStand(sheet, cut, options);
  const [rx, ry] = rollTop(cut);
  const { notch, collar } = lapel;
  const inner = onRoll(cut, front, cut.top + notch[1] - 22);
  for (const side of [UNDER, OVER] as const) {
    const leafShape = sided(
      side,
      [rx, ry, 1],
      [cut.neck + 8, cut.top - 6],
      [cut.neck + 21, cut.top + 12],
      [collar[0], cut.top + collar[1], 1],
      [notch[0], cut.top + notch[1], 1],
      [inner[0], inner[1], 1],
    );
    laid(sheet, leafShape, { angle: side * -34, ...options });
  }
}

/** The collar's stand at the back of the neck, seen from inside; on the back view the whole collar. */
export function drawStand(sheet: Sheet, cut: Cut, options: PieceOptions = {}): void {
  const { top, neck } = cut;
  if (sheet.isBack) {
    laid(sheet, even([0, top - 18], [neck * 0.7, top - 17], [neck - 2, top - 10, 1], [neck + 20, top + 13, 1], [neck * 0.6, top + 25], [0, top + 28]), options);
    return;
  }
  sheet.piece(even([0, top - 17], [neck * 0.5, top - 18], [neck - 8, top - 18, 1], [neck - 4, top + 2], [neck * 0.5, top + 10], [0, top + 12]), {
    light: "inside",
    ...options,
    texture: "smooth",
  });
}

import type { Box, Point } from "../path";
import { closeUp, type PieceOptions, type Sheet } from "../sheet";
import { lightness } from "../tint";
import { type Line, moved, Pen, trace } from "./pen";

/** Draws a pair: one shoe at [x, y] and its fellow behind it, moved by `behind`. */
export function drawPair(sheet: Sheet, [x, y]: readonly [number, number], behind: readonly [number, number], draw: (pen: Pen) => void): void {
  const dx = sheet.isBack ? -behind[0] : behind[0];
  const left = sheet.isBack ? -x : x;
  const far = new Pen(sheet, left + dx, y + behind[1]);
  draw(far);
  sheet.mark(far.shadeFrom(-dx, -behind[1]));
  draw(new Pen(sheet, left, y));
}

/** The frame around a spot of the near shoe of a pair, given in the pen's coordinates. */
export function spot(sheet: Sheet, [x, y]: readonly [number, number], point: readonly [number, number], width: number): Box {
  return closeUp((sheet.isBack ? -1 : 1) * (x + point[0]), y + point[1], width);
}

/** The form a shoe is built on, in profile. */
export type Last = {
  toe: number;
  ball: number;
  heel: number;
  /** How high the heel lifts the foot, and how far the toe springs off the ground. */
  lift: number;
  spring: number;
  /** Thickness of the sole. */
  sole: number;
  /** Where the heel begins, and where it stands on the ground. */
  breast: number;
  stand: readonly [number, number];
  /** The underside between ball and heel where it is no plain slope: a high heel's arch. */
  arch?: string;
};

/** The underside from the ball up to a low heel. */
const slope = ({ ball, breast, lift }: Last): Point[] => [
  [ball + (breast - ball) * 0.5, -lift * 0.44],
  [breast, -lift],
];

/** The line along the underside of the foot from toe to heel, `up` px above the sole's lower edge. */
export function feather(last: Last, up = last.sole): Point[] {
  const { toe, ball, heel, lift, spring, breast } = last;
  const inset = up * 0.25;
  const steep = last.arch ? 0.2 : (lift * 0.25) / (breast - ball);
  return [
    [toe + inset, -spring - up, 1],
    [toe + (ball - toe) * 0.45, -spring * 0.32 - up],
    [ball, -up],
    ...moved(last.arch ?? slope(last), 0, -up),
    [heel - inset, -lift - up - (heel - breast) * steep, 1],
  ];
}

/** The upper: from the toe along the feather to the heel, and on through `rest` back to the toe. */
export function upperOf(last: Last, rest: Line): Point[] {
  return [...feather(last), ...trace(rest)];
}

/** The colour of a leather sole: natural under pale shoes, dark under dark ones. */
function soleTone(sheet: Sheet): string {
  return lightness(sheet.look.base) > 0.6 ? "#8f6a48" : lightness(sheet.look.base) > 0.3 ? "#4a3325" : "#2b2422";
}

type HeelOptions = { base?: string; layers?: number; waist?: number; texture?: PieceOptions["texture"] };

/** The heel under the shoe; `waist` draws its sides in, `layers` are the lifts of a stacked heel. */
export function drawHeel(pen: Pen, last: Last, { base = soleTone(pen.sheet), layers = 0, waist = 0, texture = "smooth" }: HeelOptions = {}): void {
  const { breast, heel, lift, stand } = last;
  const back = (feather(last, 0).at(-1) as Point)[1];
  const across = (y: number, strength: number) =>
    pen.seam(
      [
        [Math.min(stand[0], breast) - 20, -y],
        [heel + 20, -y],
      ],
      strength,
    );
  const lifts = Array.from({ length: layers }, (_, made) => across((lift * (made + 1)) / (layers + 1), 0.4)).join("");
  pen.piece(
    [
      [breast - lift * 0.06, -lift - 1, 1],
      [heel - 2, back - 1, 1],
      [(heel * 2 + stand[1]) / 3 - waist * 0.9, back * 0.62],
      [stand[1] - waist * 0.2, back * 0.24],
      [stand[1], 0, 1],
      [stand[0], 0, 1],
      [stand[0] + waist * 0.1, -lift * 0.3],
      [(breast + stand[0] * 2) / 3 + waist * 0.2, -lift * 0.7],
    ],
    { base, texture, light: "tube", depth: 0.9, within: lifts + across(Math.min(7, lift * 0.25), 0.9) },
  );
}

/** The sole's edge, with the welt and its stitches where there is one. */
export function drawSole(pen: Pen, last: Last, options: PieceOptions & { welt?: string } = {}): void {
  const under = feather(last, 0);
  pen.piece([...under, ...feather(last).reverse()], { base: soleTone(pen.sheet), texture: "smooth", light: "flat", depth: 0.8, ...options });
  if (!options.welt) return;
  const row = feather(last, last.sole - 3).slice(0, -1);
  pen.mark(pen.seam(feather(last, last.sole * 0.5), 0.5), pen.stitch(row, options.welt, 1.2));
}

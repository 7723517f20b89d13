import { between } from "../../random";
import { beside, type Dot, ribbon, sampled } from "../parts/ribbon";
import { castShadow } from "../parts/strap";
import { stroke } from "../parts/stroke";
import { type Box, line, outline, type Point } from "../path";
import { closeUp, type Sheet } from "../sheet";
import { drape } from "./drape";
import { borderOf } from "./silk-border";

/** A silk square rolled and knotted: a ring for the neck and two pointed tails. */
export function neckerchief(sheet: Sheet): Box {
  const { rng } = sheet;
  const border = borderOf(sheet);
  const ring = (course: readonly Dot[]): Dot[] => sampled(course.map(([x, y]): Dot => [x * 164, 236 + y * 156]));
  const [low, high] = [0.66, 0.98];
  const front: Dot[] = [
    [-0.8, -0.56],
    [-0.98, -0.16],
    [-0.78, 0.5],
    [-0.4, 0.86],
    [0, high],
    [0.4, 0.86],
    [0.78, 0.5],
    [0.98, -0.16],
    [0.8, -0.56],
  ];
  const back: Dot[] = [
    [-0.97, -0.1],
    [-0.66, -0.54],
    [0, -low],
    [0.66, -0.54],
    [0.97, -0.1],
  ];
  sheet.piece(ribbon(ring(back), 58), { light: "inside" });
  roll(sheet, ring(front), 72, border);
  for (const side of [-1, 1] as const) tail(sheet, side, between(rng, 232, 262), border);
  const knot = outline([
    [-38, 374],
    [-4, 360],
    [34, 370],
    [42, 400],
    [30, 420],
    [-6, 428],
    [-40, 412],
  ]);
  sheet.mark(
    castShadow(
      [
        [-22, 396],
        [22, 396],
      ],
      58,
      0.7,
    ),
  );
  sheet.piece(knot, {
    light: "tube",
    angle: 30,
    depth: 1.1,
    within: sheet.fold([-24, 378], [18, 424], 6, 10, 1.5) + sheet.fold([26, 378], [-4, 420], 4, 8, 1),
  });
  return sheet.view === "detail" ? closeUp(0, 420, 290) : closeUp(0, 362, 546);
}

/** The rolled silk round the neck: twisting folds and glimpses of the border. */
function roll(sheet: Sheet, dots: readonly Dot[], width: number, border: string): void {
  const last = dots.length;
  let within = stroke(line(beside(dots, -width * 0.3)), border, 15, 1) + stroke(line(beside(dots, -width * 0.14)), border, 2, 0.9);
  for (const [from, to, a, b] of [
    [0.03, 0.5, 0.28, -0.18],
    [0.12, 0.52, -0.02, -0.3],
    [0.5, 0.97, -0.16, 0.26],
    [0.48, 0.86, -0.32, -0.04],
    [0.2, 0.5, 0.34, 0.1],
    [0.5, 0.78, 0.1, 0.36],
  ] as const)
    within += drape(sheet, dots.slice(Math.floor(last * from), Math.floor(last * to)), width, [a, b], between(sheet.rng, 8, 12));
  const swell = (share: number) => width * (0.3 + 0.7 * Math.sin(Math.PI * share) ** 0.55);
  sheet.piece(ribbon(dots, swell), { light: "round", angle: 90, within, depth: 0.7 });
}

/** One pointed tail hanging from the knot. */
function tail(sheet: Sheet, side: 1 | -1, long: number, border: string): void {
  const { rng } = sheet;
  const lean = between(rng, 96, 124);
  const tip: Dot = [side * lean, 396 + long];
  const points: Point[] = [
    [side * 2, 404, 1],
    [side * 74, 424],
    [side * 148, 486],
    [side * 158, 540, 1],
    [side * 132, 590],
    [tip[0], tip[1], 1],
    [side * 62, 590],
    [side * 26, 500],
    [side * -10, 416, 1],
  ];
  const shape = outline(points);
  const edge = line(points);
  const within =
    stroke(edge, border, 46, 1) +
    stroke(edge, sheet.look.base, 9, 0.9) +
    stroke(edge, border, 5, 1) +
    sheet.fold([side * 8, 412], [side * 128, 530], side * 8, 13, 1.2) +
    sheet.fold([side * 8, 416], [tip[0] - side * 6, tip[1] - 40], side * -7, 14, 1.2) +
    sheet.fold([side * 4, 418], [side * 56, 560], side * 5, 11, 1);
  sheet.piece(shape, { angle: side * -28, within, depth: 0.9 });
}

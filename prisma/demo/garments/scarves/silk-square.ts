import { between } from "../../random";
import type { Dot } from "../parts/ribbon";
import { stroke } from "../parts/stroke";
import { type Box, num, outline, type Point, type Shape } from "../path";
import { closeUp, type Sheet } from "../sheet";
import { lightness, mix } from "../tint";
import { borderOf } from "./silk-border";

/** A turn about the middle of the sheet's picture. */
function turned([x, y]: Dot, degrees: number, [cx, cy]: Dot): [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [cx + x * Math.cos(angle) - y * Math.sin(angle), cy + x * Math.sin(angle) + y * Math.cos(angle)];
}

/** Silk laid out as a square with a border, one corner turned back. */
export function carre(sheet: Sheet): Box {
  const { rng } = sheet;
  const centre: Dot = [0, 400];
  const turn = between(rng, -7, 7);
  const side = between(rng, 194, 202);
  const wave = () => between(rng, -4, 4);
  const bite = between(rng, 128, 158);
  const waves = Array.from({ length: 8 }, wave);
  const at = (x: number, y: number): Dot => turned([x, y], turn, centre);
  const square = (half: number): Point[] => {
    const edge = (x: number, y: number): Point => at(x, y);
    const corner = (x: number, y: number): Point => [...at(x, y), 1];
    const w = (index: number) => waves[index] as number;
    return [
      corner(-half, -half),
      edge(-half * 0.3, -half + w(0)),
      edge(half * 0.4, -half + w(1)),
      corner(half, -half),
      edge(half + w(2), -half * 0.3),
      corner(half, half - bite + (side - half)),
      corner(half - bite + (side - half), half),
      edge(-half * 0.4, half + w(3)),
      corner(-half, half),
      edge(-half + w(4), half * 0.3),
      edge(-half + w(5), -half * 0.4),
    ];
  };
  const border = borderOf(sheet);
  sheet.piece(outline(square(side)), { base: border, printed: false, angle: 20 + turn });
  sheet.mark(stroke(outline(square(side - 10)).d, sheet.look.base, 2.2, 0.9));
  const field = outline(square(side - 36));
  sheet.piece(field, { shadow: false, angle: turn, depth: 0.5 });
  sheet.mark(stroke(outline(square(side - 44)).d, border, 1.6, 0.85));
  if (sheet.look.pattern === "plain") medallion(sheet, centre, turn, side - 62, border);
  sheet.mark(creases(sheet, at, side));
  turnedCorner(sheet, at, side, bite, border);
  return sheet.view === "detail" ? closeUp(...at(side - 110, side - 110), 290) : closeUp(0, 400, 520);
}

/** A quiet figure for plain silk: two crossed squares and a ring, woven tone in tone. */
function medallion(sheet: Sheet, [cx, cy]: Dot, turn: number, half: number, colour: string): void {
  const box = (reach: number, by: number) =>
    outline(
      (
        [
          [-1, -1],
          [1, -1],
          [1, 1],
          [-1, 1],
        ] as const
      ).map(([x, y]): Point => [...turned([x * reach, y * reach], turn + by, [cx, cy]), 1]),
    ).d;
  sheet.mark(
    stroke(box(half * 0.44, 0) + box(half * 0.44, 45), colour, 2, 0.5),
    stroke(box(half * 0.4, 0) + box(half * 0.4, 45), colour, 0.9, 0.5),
    `<circle cx="${cx}" cy="${cy}" r="${num(half * 0.3)}" fill="none" stroke="${colour}" stroke-width="2" stroke-opacity=".5"/>`,
  );
}

/** The creases of folding, crosswise, and loose waves of silk. */
function creases(sheet: Sheet, at: (x: number, y: number) => Dot, side: number): string {
  const { rng } = sheet;
  const crease = (a: Dot, b: Dot) => sheet.fold(at(...a), at(...b), between(rng, -2, 2), 7, 0.36);
  const waves = [
    [-0.9, -0.5, -0.1, 0.1],
    [-0.2, -0.95, 0.35, -0.2],
    [-0.8, 0.9, -0.25, 0.3],
    [0.3, -0.2, 0.92, -0.62],
  ] as const;
  return (
    crease([-side + 4, 2], [side - 4, -2]) +
    crease([2, -side + 4], [-2, side - 4]) +
    waves.map(([a, b, c, d]) => sheet.fold(at(a * side, b * side), at(c * side, d * side), between(rng, -9, 9), between(rng, 12, 18), 0.36)).join("")
  );
}

/** The lower right corner turned back, with the paler reverse of the silk showing. */
function turnedCorner(sheet: Sheet, at: (x: number, y: number) => Dot, side: number, bite: number, border: string): void {
  const reverse = mix(border, "#ffffff", lightness(border) > 0.75 ? 0.2 : 0.3);
  const [a, b, tip] = [at(side, side - bite), at(side - bite, side), at(side - bite * 0.93, side - bite * 0.9)];
  const mid = at(side - bite * 0.5 + 2, side - bite * 0.5 + 2);
  const flap = (grow: number): Shape =>
    outline([
      [...a, 1],
      [(a[0] + mid[0]) / 2 + 1, (a[1] + mid[1]) / 2 + 1],
      mid,
      [(b[0] + mid[0]) / 2, (b[1] + mid[1]) / 2],
      [...b, 1],
      [tip[0] - grow, tip[1] - grow * 0.4, 1],
    ]);
  for (const [grow, opacity] of [
    [5, 0.14],
    [11, 0.09],
    [18, 0.05],
  ] as const)
    sheet.mark(`<path d="${flap(grow).d}" fill="#120c10" fill-opacity="${opacity}"/>`);
  const inner = (share: number): Dot => [tip[0] + (mid[0] - tip[0]) * share, tip[1] + (mid[1] - tip[1]) * share];
  const field: Point[] = [
    [...inner(0.42), 1],
    [a[0] + (b[0] - a[0]) * 0.24, a[1] + (b[1] - a[1]) * 0.24, 1],
    [a[0] + (b[0] - a[0]) * 0.76, a[1] + (b[1] - a[1]) * 0.76, 1],
  ];
  const within = `<path d="${outline(field).d}" fill="${mix(sheet.look.base, "#ffffff", 0.3)}"/>${sheet.fold([...tip], mid, 6, 13, 0.9)}`;
  sheet.piece(flap(0), { base: reverse, printed: false, angle: 45, light: "tube", depth: 0.9, within });
}

import { between } from "../../random";
import { beside, type Dot, evenly, heading, ribbon, sampled } from "../parts/ribbon";
import { castShadow } from "../parts/strap";
import { stroke } from "../parts/stroke";
import { type Box, line, num, outline, type Point } from "../path";
import { closeUp, type PieceOptions, type Sheet } from "../sheet";
import { drape } from "./drape";

/** Twisted strands hanging from an edge, all of them one piece. */
function fringe(sheet: Sheet, edge: readonly Dot[], fall: Dot, long: number, options: PieceOptions = {}): void {
  const roots = evenly(edge, 9.5);
  let d = "";
  let twist = "";
  for (const [x, y] of roots) {
    const end: Dot = [x + fall[0] * long + between(sheet.rng, -5, 5), y + fall[1] * long * between(sheet.rng, 0.9, 1.06)];
    const belly: Dot = [(x + end[0]) / 2 + between(sheet.rng, -3, 3), (y + end[1]) / 2];
    const dots = sampled([[x, y - 3], belly, end], 2);
    d += ribbon(dots, (share) => 5.6 + share * 1.6).d;
    for (const [tx, ty] of evenly(dots, 7)) twist += `M${num(tx - 3)} ${num(ty - 1.8)}l6 3.600`;
  }
  const xs = roots.map(([x]) => x);
  const ys = roots.map(([, y]) => y);
  const box = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) + long };
  sheet.piece({ d, box }, { light: "flat", printed: false, depth: 0.7, within: stroke(twist, sheet.tones.shade, 1.3, 0.55), ...options });
}

type Length = { dots: Dot[]; width: number; angle: number };

/** One hanging length of woven wool with its folds, end stripes and fringe. */
function woolLength(sheet: Sheet, { dots, width, angle }: Length, shade: string, stripes: boolean): void {
  const last = dots.length - 1;
  const [hx, hy] = heading(dots, last);
  const end = [beside(dots, -width / 2)[last], beside(dots, width / 2)[last]] as [Dot, Dot];
  fringe(sheet, [...end].reverse() as Dot[], [hx, hy], 62);
  const folds = [
    [0, 0.8, -0.1, -0.34],
    [0, 0.97, 0.02, -0.06],
    [0.02, 0.9, 0.14, 0.3],
    [0.5, 1, 0.24, 0.16],
    [0.44, 1, -0.2, -0.26],
  ] as const;
  const falls = folds.map(([from, to, a, b]) =>
    drape(sheet, dots.slice(Math.floor(last * from), Math.ceil(last * to) + 1), width, [a, b], between(sheet.rng, 12, 19), 1.1),
  );
  const bands = stripes ? [0.8, 0.845, 0.9].map((share, at) => endStripe(sheet, dots, width, share, at === 1 ? 20 : 6)).join("") : "";
  sheet.piece(outline(hung(dots, width)), { angle, within: bands + falls.join("") + shade });
  const hem = (by: number) => line([beside(dots, -width / 2 + 1)[last - by] as Dot, beside(dots, width / 2 - 1)[last - by] as Dot]);
  sheet.mark(sheet.seam(hem(1), 0.45));
}

/** The outline of a hanging length: its top is the rounded fold, a little drawn together, its end a straight hem. */
function hung(dots: readonly Dot[], width: number): Point[] {
  const spread = (share: number) => (width / 2) * (0.8 + 0.2 * Math.min(1, share * 2.2) + 0.05 * share);
  const [left, right] = [beside(dots, spread), beside(dots, (share) => -spread(share))];
  const side = (edge: readonly Dot[]): Point[] => edge.slice(3).map(([x, y], at): Point => (at === edge.length - 4 ? [x, y, 1] : [x, y]));
  const [x, y] = dots[0] as Dot;
  const crown: Point[] = [
    [x - width * 0.33, y + 8],
    [x + width * 0.02, y - 2],
    [x + width * 0.33, y + 8],
  ];
  return [...side(left).reverse(), ...crown, ...side(right)];
}

function endStripe(sheet: Sheet, dots: readonly Dot[], width: number, share: number, high: number): string {
  const at = Math.floor((dots.length - 1) * share);
  return stroke(line([beside(dots, -width * 0.6)[at] as Dot, beside(dots, width * 0.6)[at] as Dot]), sheet.look.second, high, 0.92);
}

/** A long wool scarf folded over: two fringed lengths, one across the other. */
export function woolScarf(sheet: Sheet): Box {
  const { rng } = sheet;
  const way = rng() < 0.5 ? 1 : -1;
  const width = between(rng, 140, 156);
  const stripes = sheet.look.pattern === "plain" && rng() < 0.45;
  const course = (points: readonly Dot[]) =>
    sampled(
      points.map(([x, y]): Dot => [way * x, y]),
      10,
    );
  const behind = course([
    [4, 100],
    [28, 240],
    [78, 420],
    [104, between(rng, 566, 592)],
  ]);
  const front = course([
    [0, 92],
    [-14, 250],
    [-56, 440],
    [-80, between(rng, 632, 654)],
  ]);
  woolLength(sheet, { dots: behind, width, angle: way * -12 }, castShadow(front, width, 1), stripes);
  woolLength(sheet, { dots: front, width, angle: way * 9 }, "", stripes);
  return sheet.view === "detail" ? closeUp(way * -70, 590, 300) : closeUp(0, 408, 600);
}

import { between } from "../random";
import { beside, castShadow, evenly, heading, ribbon, sampled } from "./belt";
import { type Box, leaf, line, num, outline, type Point, type Shape } from "./path";
import { closeUp, type PieceOptions, type Sheet } from "./sheet";
import { lightness, mix } from "./tint";

type Dot = readonly [number, number];

const stroke = (d: string, colour: string, width: number, opacity: number): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${num(width)}" stroke-opacity="${opacity}"/>`;

/** A turn about the middle of the sheet's picture. */
function turned([x, y]: Dot, degrees: number, [cx, cy]: Dot): [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [cx + x * Math.cos(angle) - y * Math.sin(angle), cy + x * Math.sin(angle) + y * Math.cos(angle)];
}

/** A soft fold that follows a curve, drifting from one share of the width to another; pointed at both ends. */
function drape(sheet: Sheet, dots: readonly Dot[], width: number, [from, to]: readonly [number, number], thick: number, strength = 1): string {
  const sparse = dots.filter((_, at) => at % 4 === 0 || at === dots.length - 1);
  const way = beside(sparse, (share) => width * (from + (to - from) * share));
  const lit = beside(sparse, (share) => width * (from + (to - from) * share) + thick * 0.62);
  const band = (course: readonly Dot[], share: number, fill: string, opacity: number) =>
    `<path d="${ribbon(course, (at) => thick * share * Math.sin(Math.PI * at) + 0.01).d}" fill="${fill}" fill-opacity="${opacity.toFixed(3)}"/>`;
  const { tones, look } = sheet;
  const sheen = (look.texture === "satin" ? 0.11 : 0.05) * tones.lift;
  return (
    [1.4, 0.85, 0.4].map((share) => band(way, share, tones.shade, 0.11 * strength * tones.depth)).join("") +
    [0.9, 0.4].map((share) => band(lit, share, tones.light, 1.4 * sheen * strength)).join("")
  );
}

/** The border's colour: the second one, unless it would vanish on the ground. */
function borderOf(sheet: Sheet): string {
  const { base, second, accent, pattern } = sheet.look;
  if (pattern !== "plain") return Math.abs(lightness(base) - lightness(second)) > 0.12 ? second : accent;
  return mix(base, lightness(base) > 0.5 ? "#2b1f26" : "#fff6e8", 0.3);
}

/** Silk laid out as a square with a border, one corner turned back. */
function carre(sheet: Sheet): Box {
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

/** A silk square rolled and knotted: a ring for the neck and two pointed tails. */
function neckerchief(sheet: Sheet): Box {
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
function woolScarf(sheet: Sheet): Box {
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

/** Chunky knit along a curve: columns of stitches like small vees, a dark crease round each and a glint on each leg. */
function chunky(sheet: Sheet, dots: readonly Dot[], width: number, cell: number): string {
  const { tones } = sheet;
  const columns = Math.round(width / cell);
  const step = width / columns;
  let creases = "";
  let glints = "";
  let channels = "";
  for (let column = 0; column < columns; column += 1) {
    const lane = evenly(beside(dots, (column + 0.5 - columns / 2) * step), step * 0.78);
    channels += line(beside(dots, (column - columns / 2) * step));
    lane.forEach(([x, y], at) => {
      const [hx, hy] = heading(lane, at);
      const put = (across: number, on: number) => `${num(x + (hx * on - hy * across) * step)} ${num(y + (hy * on + hx * across) * step)}`;
      creases += `M${put(-0.5, -0.5)}L${put(0, 0.36)}L${put(0.5, -0.5)}`;
      glints += `M${put(-0.36, -0.62)}L${put(-0.13, -0.22)}M${put(0.15, -0.26)}L${put(0.36, -0.64)}`;
    });
  }
  return (
    stroke(channels, tones.shade, step * 0.3, 0.3 * tones.depth) +
    stroke(creases, tones.shade, 2.3, 0.72 * tones.depth) +
    stroke(glints, tones.light, 2.4, 0.34)
  );
}

/** Cable ropes along a curve, on both sides of its middle, in their purled channels. */
function ropes(sheet: Sheet, dots: readonly Dot[], width: number): string {
  const { tones } = sheet;
  const purl = mix(tones.base, tones.shade, 0.6);
  let svg = "";
  for (const place of [-0.22, 0.22]) {
    const lane = evenly(beside(dots, width * place), 18);
    const way = place < 0 ? 1 : -1;
    svg += stroke(line(lane), purl, 36, 1);
    for (const [at, [x, y]] of [...lane.entries()].reverse()) {
      const [hx, hy] = heading(lane, at);
      const put = (across: number, on: number): [number, number] => [x + hx * on - hy * across * way, y + hy * on + hx * across * way];
      const strand = outline([put(-13, -12), put(-7, -20), put(5, -7), put(13, 12), put(8, 20), put(-5, 7)]);
      svg +=
        `<path d="${strand.d}" fill="${tones.base}" stroke="${tones.shade}" stroke-opacity=".7" stroke-width="1.6"/>` +
        `<path d="${leaf(put(-9, -13), put(8, 12), way * -2, 3.6)}" fill="${tones.light}" fill-opacity=".42"/>`;
    }
  }
  return svg;
}

function knitBand(sheet: Sheet, dots: readonly Dot[], width: number, options: PieceOptions = {}, swell: (share: number) => number = () => width): void {
  const cables = sheet.look.pattern === "cable" ? ropes(sheet, dots, width) : "";
  const sides = [0.34, 0.2, 0.09].map((share) =>
    [-1, 1].map((side) => stroke(line(beside(dots, (side * width) / 2)), sheet.tones.shade, width * share, 0.15)).join(""),
  );
  const within = chunky(sheet, dots, width, 17) + cables + sides.join("") + (options.within ?? "");
  sheet.piece(ribbon(dots, swell), { light: "flat", texture: "smooth", printed: false, ...options, within });
}

/** A chunky knitted scarf wound once round the neck, its tails ending in a rib and tassels. */
function knitScarf(sheet: Sheet): Box {
  const { rng } = sheet;
  const way = rng() < 0.5 ? 1 : -1;
  const width = between(rng, 106, 118);
  const course = (points: readonly Dot[]) =>
    sampled(
      points.map(([x, y]): Dot => [way * x, y]),
      8,
    );
  const back = course([
    [-142, 206],
    [-88, 146],
    [0, 128],
    [88, 146],
    [142, 206],
  ]);
  const wrap = course([
    [-112, 146],
    [-140, 196],
    [-120, 258],
    [-68, 304],
    [0, 320],
    [68, 304],
    [120, 258],
    [140, 196],
    [112, 146],
  ]);
  const under = course([
    [36, 300],
    [58, 420],
    [76, between(rng, 524, 552)],
  ]);
  const over = course([
    [-24, 300],
    [-48, 440],
    [-66, between(rng, 604, 634)],
  ]);
  knitBand(sheet, back, 80, { within: `<path d="${ribbon(back, 90).d}" fill="${sheet.tones.shade}" fill-opacity=".5"/>` });
  for (const dots of [under, over]) {
    tassels(sheet, dots, width);
    knitBand(sheet, dots, width, { within: castShadow(wrap, 108, 1) + (dots === under ? castShadow(over, width, 0.9) : "") });
  }
  knitBand(sheet, wrap, 108, {}, (share) => 108 * (0.34 + 0.66 * Math.sin(Math.PI * share) ** 0.6));
  return sheet.view === "detail" ? closeUp(way * -30, 330, 300) : closeUp(0, 398, 570);
}

/** Thick yarn tassels along the end of a tail. */
function tassels(sheet: Sheet, dots: readonly Dot[], width: number): void {
  const last = dots.length - 1;
  const [hx, hy] = heading(dots, last);
  const end = [beside(dots, width / 2)[last], beside(dots, -width / 2)[last]] as [Dot, Dot];
  for (const [x, y] of evenly(end, width / 6)) {
    const lean = between(sheet.rng, -4, 4);
    const tip: Dot = [x + hx * 66 + lean, y + hy * 66];
    let yarn = "";
    for (let strand = -2; strand <= 2; strand += 1) yarn += `M${num(x + strand * 1.6)} ${num(y - 2)}L${num(tip[0] + strand * 3)} ${num(tip[1])}`;
    const shape = ribbon(sampled([[x - hx * 4, y - hy * 4], [x + hx * 16, y + hy * 16], tip], 4), (share) => 6 + 9 * Math.min(1, share * 1.6));
    sheet.piece(shape, { light: "flat", printed: false, depth: 1, texture: "smooth", within: stroke(yarn, sheet.tones.shade, 1.4, 0.6) });
    sheet.mark(sheet.seam(`M${num(x + hx * 14 - 6)} ${num(y + hy * 14)}h12`, 1));
  }
}

/** Scarves: silk squares, woven wool with fringes, chunky knits. */
export function drawScarf(sheet: Sheet): Box {
  switch (sheet.look.type) {
    case "wool-scarf":
      return woolScarf(sheet);
    case "knit-scarf":
      return knitScarf(sheet);
    default:
      return sheet.rng() < 0.55 ? carre(sheet) : neckerchief(sheet);
  }
}

import { between } from "../random";
import { armholeSeams, BASIC, buttonMark, type Cut, drawSleeve, type SleeveCut } from "./bodice";
import { arch, type Box, leaf, line, num, onSide, outline, type Point } from "./path";
import { closeUp, type Sheet } from "./sheet";
import {
  block,
  buckle,
  closed,
  cuffButtons,
  drawBackBody,
  drawFronts,
  drawLapel,
  drawNotchCollar,
  drawShawl,
  drawStand,
  epaulette,
  even,
  evenLine,
  type FrontCut,
  flapPockets,
  hornTone,
  type LapelCut,
  laid,
  OVER,
  STEEL,
  seams,
  sided,
  sidedLine,
  sleeveAt,
  sleeveStrap,
  sleeveWidth,
  snap,
  twins,
  UNDER,
  weltPocket,
  zip,
  zipPull,
} from "./tailoring";
import { lightness, mix } from "./tint";

type CoatStyle = { cut: Partial<Cut>; sleeve: SleeveCut; draw: (sheet: Sheet, cut: Cut, sleeve: SleeveCut) => void; detail: readonly [number, number] };

const LONG: Cut = {
  ...BASIC,
  top: 72,
  neck: 43,
  backDrop: 10,
  shoulder: 126,
  slope: 28,
  chest: 130,
  armpit: 206,
  waist: 122,
  waistY: 344,
  hem: 148,
  hemY: 728,
  hemCurve: 4,
};
const SLEEVE: SleeveCut = { length: 356, angle: 11, cuff: 62, elbow: 5 };
const STYLES: Record<string, CoatStyle> = {
  "trench-coat": { cut: { waist: 112, hem: 170, hemY: 706, hemCurve: 6 }, sleeve: { ...SLEEVE, angle: 13 }, draw: trench, detail: [0, 170] },
  "wrap-coat": {
    cut: { shoulder: 138, slope: 36, chest: 142, armpit: 228, waist: 116, waistY: 348, hem: 166, hemY: 734, hemCurve: 7 },
    sleeve: { length: 334, angle: 13, cuff: 76, elbow: 6 },
    draw: wrap,
    detail: [10, 232],
  },
  "duffle-coat": {
    cut: { top: 128, neck: 48, shoulder: 136, slope: 32, chest: 142, armpit: 268, waist: 146, waistY: 420, hem: 156, hemY: 684 },
    sleeve: { length: 336, angle: 13, cuff: 70, elbow: 5 },
    draw: duffle,
    detail: [10, 210],
  },
  "chesterfield-coat": { cut: { waist: 123, hem: 138, hemY: 736, hemCurve: 2 }, sleeve: SLEEVE, draw: chesterfield, detail: [22, 130] },
  "puffer-coat": {
    cut: { top: 122, neck: 50, shoulder: 138, slope: 32, chest: 148, armpit: 262, waist: 148, waistY: 400, hem: 152, hemY: 690 },
    sleeve: { length: 322, angle: 14, cuff: 66 },
    draw: puffer,
    detail: [30, 120],
  },
};

/** Coats: trench, wrap, duffle, chesterfield and puffer. */
export function drawCoat(sheet: Sheet): Box {
  const style = STYLES[sheet.look.type] as CoatStyle;
  const base: Cut = { ...LONG, ...style.cut };
  const wide = between(sheet.rng, -4, 5);
  const cut = { ...base, chest: base.chest + wide, waist: base.waist + wide, hem: base.hem + wide, hemY: base.hemY + between(sheet.rng, -18, 6) };
  if (sheet.look.type !== "puffer-coat") for (const side of [-1, 1] as const) drawSleeve(sheet, cut, style.sleeve, side);
  style.draw(sheet, cut, style.sleeve);
  const [x, down] = style.detail;
  const rise = sheet.look.type === "duffle-coat" && !sheet.isBack ? 70 : 20;
  return sheet.view === "detail" ? closeUp(x, cut.top + down, 340) : closeUp(0, (cut.top - rise + cut.hemY + cut.hemCurve) / 2, 608);
}

/** Long folds that fall from the belt or the hips to the hem. */
function skirtFolds(sheet: Sheet, cut: Cut, strength = 1): string {
  return [-0.82, -0.5, -0.2, 0.26, 0.56, 0.84]
    .map((share) =>
      sheet.fold([share * cut.hem, cut.hemY], [share * cut.waist * 0.92, cut.waistY + between(sheet.rng, 14, 80)], between(sheet.rng, -4, 4), 13, strength),
    )
    .join("");
}

/** The belt at the waist, from side to side. */
function beltBand(sheet: Sheet, cut: Cut, height: number): void {
  const [y, half] = [cut.waistY - height / 2, cut.waist + 3];
  const band = even([0, y + 3], [half * 0.6, y + 1], [half, y - 2, 1], [half + 1, y + height - 2, 1], [half * 0.6, y + height + 1], [0, y + height + 3]);
  const pinch = [-0.7, -0.3, 0.2, 0.6].map((x) => sheet.fold([x * half, y], [x * half + 6, y + height], 1, 6, 0.8)).join("");
  laid(sheet, band, { light: "round", depth: 0.8, within: pinch, shadow: true });
}

/** Cloth gathered in by a belt: short folds above and below it. */
function cinch(sheet: Sheet, cut: Cut): string {
  return [-0.75, -0.45, -0.15, 0.2, 0.5, 0.78]
    .map((share) => {
      const x = share * cut.waist;
      return sheet.fold([x, cut.waistY], [x * 1.04 + between(sheet.rng, -5, 5), cut.waistY - between(sheet.rng, 34, 70)], between(sheet.rng, -3, 3), 8, 1);
    })
    .join("");
}

function doubleRow(sheet: Sheet, rows: readonly (readonly [number, number])[], radius: number): void {
  for (const [x, y] of rows) for (const side of [-1, 1] as const) sheet.mark(buttonMark(side * x, y, radius, hornTone(sheet)));
}

function trench(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  sleeveStrap(sheet, cut, sleeve, 44, 17);
  for (const side of [-1, 1] as const) {
    const [x, y] = sleeveAt(cut, sleeve, side, sleeve.length - 53, 22);
    sheet.mark(buckle(x, y, 14, 20, hornTone(sheet)));
  }
  if (sheet.isBack) {
    drawBackBody(sheet, cut, 170);
    capeSeam(sheet, cut);
    drawStand(sheet, cut);
    beltBand(sheet, cut, 28);
    return;
  }
  const front: FrontCut = { edge: 58, hemEdge: 70, breakY: cut.top + 168 };
  const lapel: LapelCut = { tip: [97, 104], notch: [62, 80], collar: [88, 66], belly: 5 };
  drawFronts(
    sheet,
    cut,
    front,
    (side) => {
      const row = sidedLine(side, [-front.edge + 7, front.breakY + 8], [-(front.hemEdge as number) + 7, cut.hemY]);
      if (side === OVER) sheet.mark(sheet.stitch(row), skirtFolds(sheet, cut), cinch(sheet, cut));
      drawLapel(sheet, cut, front, lapel, side);
      if (side === UNDER) stormFlap(sheet, cut);
    },
    0.5,
  );
  armholeSeams(sheet, cut);
  drawNotchCollar(sheet, cut, front, lapel);
  for (const side of [-1, 1] as const) {
    epaulette(sheet, cut, side, hornTone(sheet));
    weltPocket(sheet, side, 102, cut.waistY + 70, 20, 78, 0);
  }
  doubleRow(
    sheet,
    [
      [46, front.breakY + 16],
      [46, cut.waistY - 40],
      [48, cut.waistY + 54],
      [51, cut.waistY + 118],
    ],
    7.4,
  );
  beltBand(sheet, cut, 28);
  beltEnd(sheet, cut);
}

/** The gun flap over one shoulder. */
function stormFlap(sheet: Sheet, cut: Cut): void {
  const { top, shoulder, slope, armpit } = cut;
  const edge: Point[] = [
    [26, top + 178, 1],
    [70, top + 172],
    [shoulder - 12, armpit + 8],
  ];
  laid(
    sheet,
    closed([cut.neck, top + 6, 1], [shoulder, top + slope, 1], [shoulder - 10, top + slope + 46], [shoulder - 2, armpit - 4, 1], ...[...edge].reverse(), [
      10,
      top + 110,
    ]),
    { light: "round", depth: 0.5 },
  );
  sheet.mark(sheet.stitch(line(edge.map(([x, y]): Point => [x, y - 6]))));
}

/** The cape of a trench's back. */
function capeSeam(sheet: Sheet, cut: Cut): void {
  const row = (by: number) => evenLine([0, cut.top + 168 - by], [cut.shoulder * 0.5, cut.top + 158 - by], [cut.chest - 6, cut.armpit + 6 - by]);
  sheet.mark(sheet.seam(row(0)), sheet.stitch(row(6)));
}

/** The buckle of the belt and its loose end. */
function beltEnd(sheet: Sheet, cut: Cut): void {
  const y = cut.waistY;
  laid(sheet, closed([10, y - 12, 1], [28, y - 10], [34, y + 34], [33, y + 108, 1], [22, y + 121, 1], [10, y + 110, 1], [9, y + 46], [4, y + 18, 1]), {
    light: "tube",
    angle: -2,
  });
  sheet.piece(block(1, 2, y - 12, 30, 29), { light: "flat", shadow: false, depth: 0.3 });
  sheet.mark(buckle(2, y + 2, 32, 42, mix(hornTone(sheet), "#1d1410", 0.25)));
}

function wrap(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  for (const side of [-1, 1] as const) {
    const row = [1, 75].map((across) => sleeveAt(cut, sleeve, side, sleeve.length - 46, Math.min(across, sleeveWidth(cut, sleeve, sleeve.length - 46))));
    sheet.mark(sheet.seam(line(row), 0.8));
  }
  if (sheet.isBack) {
    drawBackBody(sheet, cut, 150);
    drawStand(sheet, cut);
    beltBand(sheet, cut, 32);
    return;
  }
  const front: FrontCut = { edge: 44, hemEdge: 64, breakY: cut.waistY - 10 };
  drawFronts(
    sheet,
    cut,
    front,
    (side) => {
      if (side === OVER) sheet.mark(skirtFolds(sheet, cut, 1.1));
      drawShawl(sheet, cut, front, side, 104);
    },
    0.8,
  );
  armholeSeams(sheet, cut);
  drawStand(sheet, cut);
  sheet.mark(cinch(sheet, cut));
  slantPockets(sheet, cut);
  beltBand(sheet, cut, 32);
  knot(sheet, cut);
}

/** Welts that slant outwards, as deep as a hand. */
function slantPockets(sheet: Sheet, cut: Cut): void {
  const y = cut.waistY + 62;
  laid(
    sheet,
    twins((side) => sided(side, [86, y, 1], [103, y - 5, 1], [129, y + 76, 1], [112, y + 82, 1])),
    { depth: 0.6 },
  );
}

/** The tied belt: two ends and the knot over them. */
function knot(sheet: Sheet, cut: Cut): void {
  const y = cut.waistY + 2;
  const ends: readonly Point[][] = [
    [
      [-12, y + 6, 1],
      [-30, y + 80],
      [-34, y + 178, 1],
      [-6, y + 184, 1],
      [-2, y + 84],
      [6, y + 8, 1],
    ],
    [
      [-4, y + 6, 1],
      [8, y + 80],
      [22, y + 148, 1],
      [50, y + 140, 1],
      [36, y + 70],
      [14, y + 4, 1],
    ],
  ];
  for (const points of ends) laid(sheet, outline(points), { light: "tube", depth: 0.9, shadow: false });
  laid(sheet, closed([-18, y - 18], [2, y - 22], [18, y - 14], [17, y + 14], [-2, y + 20], [-19, y + 12]), {
    light: "round",
    within: sheet.fold([-14, y - 12], [14, y + 10], 3, 8, 1.6),
  });
}

function duffle(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  sleeveStrap(sheet, cut, sleeve, 30, 20);
  if (sheet.isBack) {
    drawBackBody(sheet, cut, 120);
    yoke(sheet, cut);
    hoodBack(sheet, cut);
    return;
  }
  hoodInside(sheet, cut);
  const front: FrontCut = { edge: 30, breakY: cut.top + 20 };
  drawFronts(sheet, cut, front, (side) => side === OVER && sheet.mark(skirtFolds(sheet, cut, 0.8)), 0.9);
  armholeSeams(sheet, cut);
  yoke(sheet, cut);
  hoodFront(sheet, cut);
  laid(
    sheet,
    twins((side) => block(side, 92, cut.hemY - 146, 76, 88)),
    { depth: 0.6 },
  );
  flapPockets(sheet, 92, cut.hemY - 152, 82, 28, 0, false);
  for (let made = 0; made < 4; made += 1) toggle(sheet, cut.top + 104 + made * 84);
}

function yoke(sheet: Sheet, cut: Cut): void {
  const points: Point[] = [
    [0, cut.top + 86],
    [cut.shoulder * 0.6, cut.top + 82],
    [cut.shoulder - 9, cut.top + 70],
  ];
  sheet.mark(sheet.seam(arch(points)), sheet.stitch(arch(points.map(([x, y]): Point => [x, y - 6]))));
}

function hoodInside(sheet: Sheet, cut: Cut): void {
  const { top, neck } = cut;
  sheet.piece(even([0, top - 78], [44, top - 72], [neck + 24, top - 30], [neck + 30, top + 8], [neck, top + 30, 1], [0, top + 34]), { light: "round" });
  sheet.piece(even([0, top - 58], [32, top - 52], [neck + 2, top - 16], [neck - 4, top + 22], [0, top + 60]), {
    light: "inside",
    shadow: false,
    texture: "smooth",
  });
}

function hoodFront(sheet: Sheet, cut: Cut): void {
  const { top, neck } = cut;
  for (const side of [UNDER, OVER] as const) {
    const rim: Point[] = [
      [-14, top + 66, 1],
      [22, top + 46],
      [neck - 10, top + 6],
      [neck - 6, top - 34, 1],
    ];
    const shape = sided(side, ...rim, [neck + 24, top - 30], [neck + 36, top + 4], [neck + 30, top + 36], [36, top + 74], [-4, top + 86, 1]);
    laid(sheet, shape, { light: "tube", angle: side * -30, shadow: true });
    sheet.mark(
      sheet.stitch(
        line(
          onSide(
            side,
            rim.map(([x, y], at): Point => [x + 6, y + (at < 2 ? 7 : 2)]),
          ),
        ),
      ),
    );
  }
}

function hoodBack(sheet: Sheet, cut: Cut): void {
  const { top, neck } = cut;
  laid(sheet, even([0, top - 34], [neck * 0.8, top - 28], [neck + 26, top + 8], [neck + 10, top + 62], [0, top + 132]), { light: "round", shadow: true });
  sheet.mark(sheet.seam(`M0 ${num(top - 34)}V${num(top + 130)}`));
}

/** A horn toggle with its two cords on leather patches. */
function toggle(sheet: Sheet, y: number): void {
  const leather = mix("#5b3b26", sheet.look.base, 0.12);
  const cord = lightness(sheet.look.base) > 0.5 ? "#6d5239" : "#d8c7a6";
  for (const side of [-1, 1] as const) {
    laid(sheet, sided(side, [58, y - 13, 1], [84, y - 13, 1], [92, y], [84, y + 13, 1], [58, y + 13, 1]), {
      base: leather,
      texture: "smooth",
      printed: false,
      depth: 0.7,
    });
    const loop = `M${side * 62} ${num(y - 5)}H${side * 14}M${side * 62} ${num(y + 5)}H${side * 14}`;
    sheet.mark(
      `<path d="${loop}" stroke="#1d1612" stroke-width="4.600" stroke-opacity=".6"/><path d="${loop}" stroke="${cord}" stroke-width="3.200" stroke-dasharray="2.400 .7"/>`,
    );
  }
  const horn = closed([-26, y + 2], [-16, y - 7], [10, y - 7], [27, y - 1], [12, y + 7], [-14, y + 7]);
  laid(sheet, horn, { base: "#c9a878", texture: "smooth", printed: false, light: "tube", angle: 90 });
  sheet.mark(`<path d="M-6 ${num(y - 7)}v14M5 ${num(y - 7)}v14" stroke="#3a281b" stroke-width="2.400" stroke-opacity=".6"/>`);
}

function chesterfield(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  cuffButtons(sheet, cut, sleeve, 3);
  const velvet = { base: velvetTone(sheet), texture: "suede", printed: false } as const;
  if (sheet.isBack) {
    drawBackBody(sheet, cut, 180);
    drawStand(sheet, cut, velvet);
    return;
  }
  const front: FrontCut = { edge: 15, breakY: cut.top + 208 };
  const lapel: LapelCut = { tip: [94, 58], notch: [62, 72], collar: [76, 54], belly: 12 };
  drawFronts(
    sheet,
    cut,
    front,
    (side) => {
      if (side === OVER) sheet.mark(skirtFolds(sheet, cut, 0.7));
      drawLapel(sheet, cut, front, lapel, side);
    },
    0.8,
  );
  seams(
    sheet,
    [
      [78, cut.armpit + 46],
      [74, cut.waistY],
      [80, cut.waistY + 74],
    ],
    0.55,
  );
  armholeSeams(sheet, cut);
  drawNotchCollar(sheet, cut, front, lapel, velvet);
  flapPockets(sheet, 88, cut.waistY + 82, 66, 25);
  weltPocket(sheet, 1, 78, cut.armpit + 34, 44, 13, -5);
  for (let made = 0; made < 3; made += 1) sheet.mark(buttonMark(0, front.breakY + 14 + made * 76, 7.4, hornTone(sheet)));
}

/** The velvet of the collar: deeper than the cloth, or black on what is dark already. */
function velvetTone(sheet: Sheet): string {
  return lightness(sheet.look.base) < 0.25 ? mix(sheet.look.base, "#050407", 0.6) : mix(sheet.look.base, "#17121a", 0.72);
}

/** The height of a quilted channel, about. */
const CHANNEL = 56;

function puffer(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
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

/** The creases where quilted cloth is drawn in along a seam; few paths, as a coat has hundreds of creases. */
function puckers(sheet: Sheet, from: Point, to: Point, drop: readonly [number, number], count: number): string {
  const [broad, narrow, lit] = [[], [], []] as [string[], string[], string[]];
  for (let made = 0; made < count; made += 1) {
    const share = (made + between(sheet.rng, 0, 1)) / count;
    const start: Point = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    const reach = between(sheet.rng, 0.3, 1);
    const end: Point = [start[0] + drop[0] * reach + between(sheet.rng, -9, 9), start[1] + drop[1] * reach];
    const bend = between(sheet.rng, -3, 3);
    broad.push(leaf(start, end, bend, 7 * reach));
    narrow.push(leaf(start, end, bend, 3 * reach));
    lit.push(leaf([start[0] - 6, start[1]], [end[0] - 5, end[1]], bend, 4 * reach));
  }
  const { shade, light, depth, lift } = sheet.tones;
  const path = (leaves: readonly string[], fill: string, opacity: number) =>
    `<path d="${leaves.join("")}" fill="${fill}" fill-opacity="${opacity.toFixed(3)}"/>`;
  return path(broad, shade, 0.1 * depth) + path(narrow, shade, 0.14 * depth) + path(lit, light, 0.13 * lift);
}

/** The roundness of a filled channel from a to b: light on its crown, shade towards the lower seam. */
function crown(sheet: Sheet, a: Point, b: Point, up: readonly [number, number]): string {
  const { shade, light, depth, lift } = sheet.tones;
  const raised = (share: number): [Point, Point] => [
    [a[0] + up[0] * share, a[1] + up[1] * share],
    [b[0] + up[0] * share, b[1] + up[1] * share],
  ];
  const high = Math.hypot(up[0], up[1]);
  const bands = [1, 0.66, 0.36];
  const glow = bands.map((share) => `<path d="${leaf(...raised(0.66), 0, high * 0.34 * share)}" fill="${light}" fill-opacity="${(0.085 * lift).toFixed(3)}"/>`);
  const dusk = bands.map((share) => `<path d="${leaf(...raised(0.04), 0, high * 0.4 * share)}" fill="${shade}" fill-opacity="${(0.12 * depth).toFixed(3)}"/>`);
  return glow.join("") + dusk.join("");
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

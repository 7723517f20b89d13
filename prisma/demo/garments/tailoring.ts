import { armholeSeams, bodyFolds, buttonMark, type Cut, frontPanel, type SleeveCut, torso } from "./bodice";
import { arch, line, num, onSide, outline, type Point, type Shape, symmetric } from "./path";
import type { PieceOptions, Sheet } from "./sheet";
import { lightness, mix } from "./tint";

export const BRASS = "#b08d57";
export const STEEL = "#8d9096";
export const COPPER = "#c58a4a";

/** Wearers of this house button right over left: the viewer's left front lies on top. */
export const OVER = -1;
export const UNDER = 1;

/** The buttons of tailored cloth: dark horn on pale, a lighter horn on dark. */
export function hornTone(sheet: Sheet): string {
  const bright = lightness(sheet.look.base);
  return bright > 0.7 ? "#7d5f47" : bright > 0.36 ? mix(sheet.look.base, "#2a1c14", 0.68) : mix(sheet.look.base, "#9c8873", 0.5);
}

/** The lining: the cloth's colour, quieter. */
export function liningTone(sheet: Sheet): string {
  return mix(sheet.look.base, lightness(sheet.look.base) > 0.6 ? "#b3a596" : "#8b7d78", 0.42);
}

// Outlines and lines by their points, so that a short one stays on a line of its own.
/** A closed outline through points of one side, mirrored where it is the other. */
export const sided = (side: 1 | -1, ...points: Point[]): Shape => outline(onSide(side, points));
/** An open line through points of one side. */
export const sidedLine = (side: 1 | -1, ...points: Point[]): string => line(onSide(side, points));
/** A closed outline from its right half. */
export const even = (...half: Point[]): Shape => symmetric(half);
/** An open line from its right half. */
export const evenLine = (...half: Point[]): string => arch(half);
/** A closed outline through points that lie on both sides. */
export const closed = (...points: Point[]): Shape => outline(points);

/** A piece that lies on the garment and shades the cloth beneath it. */
export function laid(sheet: Sheet, shape: Shape, options: PieceOptions = {}): void {
  const { shade, depth } = sheet.tones;
  const soft = [9, 6, 3].map((width) => `<path d="${shape.d}" stroke-width="${width}"/>`).join("");
  sheet.mark(
    `<g fill="none" stroke="${shade}" stroke-opacity="${(0.13 * depth).toFixed(3)}" stroke-linejoin="round" transform="translate(1.2 2.6)">${soft}</g>`,
  );
  sheet.piece(shape, { light: "flat", shadow: false, depth: 0.8, ...options });
  // A print hides thin edges, and so does matt black.
  const isPrinted = sheet.look.pattern !== "plain" && sheet.look.pattern !== "denim" && options.printed !== false;
  const isDark = lightness(sheet.look.base) < 0.3 && !options.shadow && !options.base;
  if (isPrinted || isDark) sheet.mark(sheet.seam(shape.d, 0.7));
}

/** Twins on both sides as one shape: cloth is laid once for two pockets, and laying it is what costs. For flat pieces, which need no box of their own. */
export function twins(shapeOf: (side: 1 | -1) => Shape): Shape {
  const right = shapeOf(1);
  return { d: shapeOf(-1).d + right.d, box: right.box };
}

/** A four-cornered piece at the middle (x, y), mirrored to `side`; `slant` lowers its outer end. */
export function block(side: 1 | -1, x: number, y: number, width: number, height: number, slant = 0): Shape {
  const half = width / 2;
  return sided(side, [x - half, y - slant / 2, 1], [x + half, y + slant / 2, 1], [x + half, y + height + slant / 2, 1], [x - half, y + height - slant / 2, 1]);
}

/** How a front lies: how far past the middle its edge reaches at the break of the lapel and at the hem, all in px of its own side. */
export type FrontCut = {
  breakY: number;
  edge: number;
  hemEdge?: number;
  /** Where the edge starts to curve away, and how far it is rounded off at the hem. */
  cutaway?: number;
};

/** The free edge of a front from the hem up to the break. */
export function frontEdge(cut: Cut, front: FrontCut): Point[] {
  const { edge, breakY, cutaway = 0, hemEdge = edge } = front;
  const bottom = cut.hemY + cut.hemCurve;
  if (!cutaway)
    return [
      [-hemEdge, bottom, 1],
      [-edge, breakY, 1],
    ];
  return [
    [cutaway + 16, bottom - 1],
    [cutaway * 0.55 - edge * 0.4, bottom - 17],
    [-edge + cutaway * 0.14, bottom - 66],
    [-edge, breakY + 66],
    [-edge, breakY, 1],
  ];
}

export type LapelCut = {
  /** The lapel's tip, the notch and the tip of the collar, in px from the middle and below the top of the garment. */
  tip: readonly [number, number];
  notch: readonly [number, number];
  collar: readonly [number, number];
  belly?: number;
};

/** Where the roll line starts: at the neck, on top of the collar's fold. */
const rollTop = (cut: Cut): [number, number] => [cut.neck - 9, cut.top - 17];

function onRoll(cut: Cut, front: FrontCut, y: number): [number, number] {
  const [x, top] = rollTop(cut);
  return [x + ((-front.edge - x) * (y - top)) / (front.breakY - top), y];
}

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

/** The inside of the back as it shows between the fronts, with a label where the opening has room for one. */
function insideBack(sheet: Sheet, cut: Cut, front: FrontCut): void {
  const y = cut.top + cut.backDrop + 16;
  const label =
    `<rect x="-17" y="${num(y)}" width="34" height="14" rx="1" fill="#f3eee3"/>` +
    `<path d="M-11 ${num(y + 7)}h22" stroke="#8c7f6c" stroke-width="1.8" stroke-dasharray="2.6 1.2"/>`;
  const hasRoom = onRoll(cut, front, y + 20)[0] > 20;
  sheet.piece(torso({ ...cut, hemY: cut.hemY - 6 }, true), {
    light: "inside",
    texture: "smooth",
    printed: false,
    base: liningTone(sheet),
    within: hasRoom ? label : "",
    shadow: false,
  });
}

/** Both fronts in the order they lie: the under front with its lapel, then the over front with its own. */
export function drawFronts(sheet: Sheet, cut: Cut, front: FrontCut, finish: (side: 1 | -1) => unknown, strength = 0.7): void {
  insideBack(sheet, cut, front);
  const folds = bodyFolds(sheet, cut, strength);
  for (const side of [UNDER, OVER] as const) {
    const shape = frontPanel(cut, side, frontEdge(cut, front));
    if (side === OVER) laid(sheet, shape, { light: "round", shadow: true, within: folds, depth: 0.9 });
    else sheet.piece(shape, { within: folds, depth: 0.9 });
    if (side === OVER) sheet.mark(sheet.seam(line(onSide(side, frontEdge(cut, front))), 0.8));
    finish(side);
  }
}

/** The back: one panel with a seam down the middle and, for coats and blazers, a vent. */
export function drawBackBody(sheet: Sheet, cut: Cut, vent = 0): void {
  sheet.piece(torso(cut, true), { within: bodyFolds(sheet, cut, 0.7) });
  armholeSeams(sheet, cut);
  const bottom = cut.hemY + cut.hemCurve;
  sheet.mark(sheet.seam(`M0 ${num(cut.top + cut.backDrop)}V${num(bottom - vent)}`, 0.7));
  if (vent) sheet.mark(sheet.seam(`M0 ${num(bottom - vent)}l7 4V${num(bottom)}`), sheet.fold([0, bottom - vent], [5, bottom], 0, 7, 1.4));
}

/** A pair of pocket flaps under their welts, corners rounded. */
export function flapPockets(sheet: Sheet, x: number, y: number, width: number, height = 24, slant = 5, hasWelts = true): void {
  const half = width / 2;
  const at = (dx: number) => y + (dx / half) * (slant / 2);
  const flap: Point[] = [
    [x - half, at(-half), 1],
    [x + half, at(half), 1],
    [x + half + 1, at(half) + height - 7],
    [x + half - 7, at(half) + height],
    [x - half + 7, at(-half) + height],
    [x - half - 1, at(-half) + height - 7],
  ];
  laid(
    sheet,
    twins((side) => sided(side, ...flap)),
    { depth: 0.6 },
  );
  if (hasWelts)
    laid(
      sheet,
      twins((side) => block(side, x, y - 5, width + 3, 6, slant)),
      { depth: 0.4, texture: "smooth" },
    );
}

/** A welt pocket: a narrow standing strip. */
export function weltPocket(sheet: Sheet, side: 1 | -1, x: number, y: number, width: number, height: number, slant: number): void {
  laid(sheet, block(side, x, y, width, height, slant), { depth: 0.5 });
}

/** A point of a sleeve: `down` px from the shoulder tip along its outer edge, `across` px in from it. */
export function sleeveAt(cut: Cut, sleeve: SleeveCut, side: 1 | -1, down: number, across: number): Point {
  const radians = ((sleeve.angle + (side === 1 ? 0.6 : -0.5)) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  return [side * (cut.shoulder + sin * down - cos * across), cut.top + cut.slope + cos * down + sin * across];
}

/** How wide the visible sleeve is `down` px from the shoulder. */
export function sleeveWidth(cut: Cut, sleeve: SleeveCut, down: number): number {
  const radians = (sleeve.angle * Math.PI) / 180;
  const [dx, dy] = [cut.chest - cut.shoulder, cut.armpit - cut.top - cut.slope];
  const pit = { down: dx * Math.sin(radians) + dy * Math.cos(radians), across: -dx * Math.cos(radians) + dy * Math.sin(radians) };
  return pit.across + ((sleeve.cuff - pit.across) * (down - pit.down)) / (sleeve.length - pit.down);
}

/** The buttons of a sleeve's vent, along its inner edge. */
export function cuffButtons(sheet: Sheet, cut: Cut, sleeve: SleeveCut, count: number, tone = hornTone(sheet)): void {
  for (const side of [1, -1] as const) {
    const seamLine = [0, 66].map((up) => sleeveAt(cut, sleeve, side, sleeve.length - 1 - up, sleeveWidth(cut, sleeve, sleeve.length - up) - 17));
    sheet.mark(sheet.seam(line(seamLine), 0.7));
    for (let made = 0; made < count; made += 1) {
      const down = sleeve.length - 16 - made * 11;
      const [x, y] = sleeveAt(cut, sleeve, side, down, sleeveWidth(cut, sleeve, down) - 11);
      sheet.mark(buttonMark(x, y, 4.2, tone));
    }
  }
}

/** A strap around a sleeve, `up` px from its end. */
export function sleeveStrap(sheet: Sheet, cut: Cut, sleeve: SleeveCut, up: number, height: number): void {
  for (const side of [1, -1] as const) {
    const at = (down: number, isInner: boolean): Point => {
      const [x, y] = sleeveAt(cut, sleeve, side, down, isInner ? sleeveWidth(cut, sleeve, down) : -2);
      return [x, y, 1];
    };
    const [top, bottom] = [sleeve.length - up - height, sleeve.length - up];
    laid(sheet, closed(at(top, false), at(top, true), at(bottom, true), at(bottom, false)), {
      angle: side * (90 - sleeve.angle),
      light: "tube",
      texture: "smooth",
    });
  }
}

/** A zip along a line: tape, teeth and their glint. */
export function zip(sheet: Sheet, d: string, metal = STEEL, width = 6): string {
  const tape = mix(sheet.look.base, "#16131a", 0.5);
  return (
    `<path d="${d}" fill="none" stroke="${tape}" stroke-width="${width + 4}"/>` +
    `<path d="${d}" fill="none" stroke="${mix(metal, "#1b1b1e", 0.45)}" stroke-width="${width * 0.75}"/>` +
    `<path d="${d}" fill="none" stroke="${mix(metal, "#ffffff", 0.4)}" stroke-width="${width * 0.75}" stroke-dasharray="1.5 1.7"/>`
  );
}

/** A zip's slider with its pull hanging from (x, y). */
export function zipPull(x: number, y: number, metal = STEEL, turn = 0): string {
  return (
    `<g transform="translate(${num(x)} ${num(y)}) rotate(${num(turn)})"><path d="M-4.500 -5h9l-1.500 11h-6z" fill="${metal}" stroke="#26262a" stroke-width=".8"/>` +
    `<path d="M-2.600 5h5.200l1.200 17q-3.800 4 -7.600 0z" fill="${mix(metal, "#ffffff", 0.22)}" stroke="#26262a" stroke-width=".8"/></g>`
  );
}

/** A snap or rivet. */
export function snap(x: number, y: number, radius: number, metal = STEEL): string {
  return (
    `<circle cx="${num(x)}" cy="${num(y)}" r="${num(radius)}" fill="${metal}" stroke="#26221d" stroke-width=".8" stroke-opacity=".8"/>` +
    `<circle cx="${num(x - radius * 0.2)}" cy="${num(y - radius * 0.2)}" r="${num(radius * 0.45)}" fill="#fff" fill-opacity=".4"/>`
  );
}

/** A belt buckle with its tongue, its middle at (x, y). */
export function buckle(x: number, y: number, width: number, height: number, metal: string): string {
  const rim = (stroke: string, thick: number) =>
    `<rect x="${num(x - width / 2)}" y="${num(y - height / 2)}" width="${width}" height="${height}" rx="3" fill="none" stroke="${stroke}" stroke-width="${thick}"/>`;
  return `${rim("#241d18", 5.6)}${rim(metal, 4)}<path d="M${num(x - width / 2)} ${num(y)}h${width}" stroke="#241d18" stroke-width="4"/><path d="M${num(x - width / 2)} ${num(y)}h${width}" stroke="${mix(metal, "#ffffff", 0.2)}" stroke-width="2.600"/>`;
}

/** A shoulder strap, buttoned near the collar. */
export function epaulette(sheet: Sheet, cut: Cut, side: 1 | -1, metal: string): void {
  const slope = cut.slope / (cut.shoulder - cut.neck);
  const at = (x: number, by: number): Point => [x, cut.top + (x - cut.neck) * slope + by, 1];
  const [from, to] = [cut.neck + 18, cut.shoulder - 1];
  laid(sheet, sided(side, at(to, 1), at(from + 8, -1), [from - 1, cut.top + 15, 1], at(from + 6, 20), at(to, 20)), { depth: 0.6 });
  sheet.mark(snap(side * (from + 10), cut.top + 15, 4, metal));
}

/** A line of both sides: drawn once and mirrored. */
export function seams(sheet: Sheet, points: readonly Point[], strength = 0.7): void {
  for (const side of [-1, 1] as const) sheet.mark(sheet.seam(line(onSide(side, points)), strength));
}

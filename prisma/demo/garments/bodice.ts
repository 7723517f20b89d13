import { along, arch, line, num, onSide, outline, type Point, type Shape, symmetric } from "./path";
import type { PieceOptions, Sheet } from "./sheet";

/** The cut of an upper body, in px from the middle line and from the top. */
export type Cut = {
  top: number;
  neck: number;
  neckDrop: number;
  backDrop: number;
  neckShape: "round" | "vee" | "square" | "boat" | "wrap";
  shoulder: number;
  slope: number;
  chest: number;
  armpit: number;
  waist: number;
  waistY: number;
  hem: number;
  hemY: number;
  hemCurve: number;
};

export const BASIC: Cut = {
  top: 170,
  neck: 52,
  neckDrop: 52,
  backDrop: 14,
  neckShape: "round",
  shoulder: 132,
  slope: 30,
  chest: 138,
  armpit: 306,
  waist: 130,
  waistY: 430,
  hem: 138,
  hemY: 600,
  hemCurve: 6,
};

/** Points of the neckline, right half, from the middle of the front to the shoulder. */
export function neckline(cut: Cut, drop = cut.neckDrop): Point[] {
  const { top, neck } = cut;
  if (cut.neckShape === "vee" || cut.neckShape === "wrap")
    return [
      [0, top + drop, 1],
      [neck * 0.62, top + drop * 0.42],
      [neck, top, 1],
    ];
  if (cut.neckShape === "square")
    return [
      [0, top + drop],
      [neck * 0.78, top + drop - 2, 1],
      [neck, top, 1],
    ];
  if (cut.neckShape === "boat")
    return [
      [0, top + drop],
      [neck * 0.6, top + drop * 0.72],
      [neck, top, 1],
    ];
  return [
    [0, top + drop],
    [neck * 0.62, top + drop * 0.82],
    [neck * 0.94, top + drop * 0.36],
    [neck, top, 1],
  ];
}

function sidePoints(cut: Cut): Point[] {
  const tip = cut.top + cut.slope;
  return [
    [(cut.neck + cut.shoulder) / 2, cut.top + cut.slope * 0.4],
    [cut.shoulder, tip, 1],
    [cut.shoulder - 11, tip + (cut.armpit - tip) * 0.45],
    [cut.chest, cut.armpit, 1],
    [cut.waist, cut.waistY],
    [cut.hem, cut.hemY, 1],
    [cut.hem * 0.5, cut.hemY + cut.hemCurve * 0.75],
    [0, cut.hemY + cut.hemCurve],
  ];
}

/** The body panel with its neckline. */
export function torso(cut: Cut, isBack = false): Shape {
  return symmetric([...neckline(isBack ? { ...cut, neckShape: "round" } : cut, isBack ? cut.backDrop : cut.neckDrop), ...sidePoints(cut)]);
}

/** One half of a front that opens in the middle: `edge` is how far its free edge lies from the middle line. */
export function frontPanel(cut: Cut, side: 1 | -1, edge: readonly Point[]): Shape {
  const points = sidePoints(cut).slice(0, -1);
  return outline(onSide(side, [...edge, [cut.neck, cut.top, 1], ...points]));
}

/** What shows of the back's inside above the front neckline, with a small woven label. */
export function insideNeck(sheet: Sheet, cut: Cut, base?: string, band = 0): void {
  const rise = (inset: number): Point[] => [
    [0, cut.top + cut.backDrop + inset],
    [cut.neck * 0.6, cut.top + cut.backDrop * 0.62 + inset],
    [cut.neck - inset * 0.4, cut.top - 1 + inset * 0.7, 1],
  ];
  const front = neckline(cut)
    .slice(0, -1)
    .reverse()
    .map((point): Point => [point[0], point[1] + 2]);
  const shape = symmetric([...rise(0), [cut.neck, cut.top + 1, 1], ...front]);
  const y = cut.top + cut.backDrop + 17;
  const label =
    cut.neckDrop < 40
      ? ""
      : `<rect x="-13" y="${num(y)}" width="26" height="11" rx="1" fill="#f3eee3"/>` +
        `<path d="M-8 ${num(y + 5.5)}h16" stroke="#8c7f6c" stroke-width="1.6" stroke-dasharray="2.6 1.2"/>`;
  sheet.piece(shape, { light: "inside", shadow: false, printed: false, within: label, ...(base ? { base } : {}) });
  if (band)
    sheet.piece(symmetric([...rise(-2), ...rise(band).reverse()]), {
      light: "flat",
      texture: "rib",
      printed: false,
      shadow: false,
      ...(base ? { base } : {}),
    });
}

export type SleeveCut = {
  length: number;
  angle: number;
  cuff: number;
  puff?: number;
  elbow?: number;
  cuffHeight?: number;
  cuffTexture?: "rib" | "same";
  flare?: number;
  gathered?: boolean;
  noFolds?: boolean;
};

type SleeveFrame = {
  out: Point;
  inner: Point;
  tip: Point;
  pit: Point;
  along: [number, number];
  inward: [number, number];
  turn: number;
};

function frameOf(cut: Cut, sleeve: SleeveCut): SleeveFrame {
  const radians = (sleeve.angle * Math.PI) / 180;
  const way: [number, number] = [Math.sin(radians), Math.cos(radians)];
  const inward: [number, number] = [-Math.cos(radians), Math.sin(radians)];
  const tip: Point = [cut.shoulder, cut.top + cut.slope, 1];
  const out: Point = [tip[0] + way[0] * sleeve.length, tip[1] + way[1] * sleeve.length, 1];
  const inner: Point = [out[0] + inward[0] * sleeve.cuff, out[1] + inward[1] * sleeve.cuff, 1];
  return { out, inner, tip, pit: [cut.chest, cut.armpit, 1], along: way, inward, turn: sleeve.angle };
}

const shifted = (point: Point, way: readonly [number, number], by: number): [number, number] => [point[0] + way[0] * by, point[1] + way[1] * by];

function sleevePoints(cut: Cut, sleeve: SleeveCut, frame: SleeveFrame): Point[] {
  const { tip, out, inner, pit, inward } = frame;
  const puff = sleeve.puff ?? 3;
  const bulge = (share: number, by: number): Point => shifted([...along(tip, out, share)] as Point, inward, -by);
  const gather = sleeve.gathered ? (sleeve.flare ?? 14) : 0;
  const outer: Point[] = [bulge(0.14, puff), bulge(0.45, (sleeve.elbow ?? 2) + puff * 0.5), ...(gather ? [bulge(0.84, gather)] : [])];
  const middle = along(inner, pit, 0.5);
  const inside: Point[] = [
    ...(gather ? [shifted(along(inner, pit, 0.2) as unknown as Point, inward, gather * 0.8) as Point] : []),
    [middle[0] + (sleeve.elbow ?? 2) * 0.8, middle[1]],
  ];
  const armhole: Point[] = [
    [cut.shoulder - 26, cut.armpit - 30],
    [cut.shoulder - 24, cut.top + cut.slope + 8, 1],
  ];
  return [tip, ...outer, out, inner, ...inside, pit, ...armhole];
}

/** Draws one sleeve, its folds and its cuff. Sleeves lie under the body, so draw them first. */
export function drawSleeve(sheet: Sheet, cut: Cut, sleeve: SleeveCut, side: 1 | -1, options: PieceOptions = {}): void {
  const lean = { ...sleeve, angle: sleeve.angle + (side === 1 ? 0.6 : -0.5) };
  const frame = frameOf(cut, lean);
  const place = (points: readonly Point[]) => onSide(side, points);
  const folds = sleeve.noFolds ? "" : sleeveFolds(sheet, lean, frame, side);
  sheet.piece(outline(place(sleevePoints(cut, lean, frame))), {
    angle: -side * frame.turn,
    light: "tube",
    within: folds,
    ...options,
  });
  if (lean.cuffHeight) drawCuff(sheet, lean, frame, side, options);
  else sheet.mark(sheet.stitch(line(place([shifted(frame.out, frame.along, -9), shifted(frame.inner, frame.along, -9)]))));
}

function drawCuff(sheet: Sheet, sleeve: SleeveCut, frame: SleeveFrame, side: 1 | -1, options: PieceOptions): void {
  const height = sleeve.cuffHeight as number;
  const { out, inner, along: way, inward } = frame;
  const drop = sleeve.gathered ? height : 0;
  const corners: Point[] = [
    [...shifted(out, way, drop - height), 1],
    [...shifted(out, way, drop), 1],
    [...shifted(inner, way, drop), 1],
    [...shifted(inner, way, drop - height), 1],
  ];
  const shape = outline(onSide(side, corners));
  if (sleeve.cuffTexture === "rib") {
    sheet.piece(shape, { angle: -side * frame.turn, light: "tube", texture: "rib", printed: false, ...options });
    return;
  }
  sheet.piece(shape, { angle: 90 - side * frame.turn, light: "flat", ...options });
  const edge = (by: number) => line(onSide(side, [shifted(corners[0] as Point, way, by), shifted(corners[3] as Point, way, by)]));
  const button = onSide(side, [shifted(shifted(corners[3] as Point, inward, -9) as Point, way, height / 2)])[0] as Point;
  sheet.mark(sheet.stitch(edge(4)), sheet.stitch(edge(height - 4)), buttonMark(button[0], button[1], 3.6, sheet.tones.thread));
}

function sleeveFolds(sheet: Sheet, sleeve: SleeveCut, frame: SleeveFrame, side: 1 | -1): string {
  const { tip, out, inner, pit } = frame;
  const at = (share: number, across: number) =>
    along(along(tip, out, share) as unknown as Point, along(pit, inner, share) as unknown as Point, across) as unknown as Point;
  const put = (a: Point, b: Point, width: number, strength = 1) => {
    const [from, to] = onSide(side, [a, b]) as [Point, Point];
    return sheet.fold(from, to, side * 5, width, strength);
  };
  if (sleeve.length < 190) return put(at(0.55, 0.95), at(0.2, 0.55), 9) + put(at(0.8, 0.9), at(0.5, 0.45), 7, 0.8);
  const gathers = sleeve.gathered ? [0.2, 0.4, 0.6, 0.8].map((x) => put(at(0.99, x), at(0.72, x * 0.9 + 0.05), 6, 1.2)).join("") : "";
  return (
    put(at(0.14, 0.92), at(0.4, 0.5), 12) +
    put(at(0.42, 0.9), at(0.54, 0.36), 11) +
    put(at(0.52, 0.95), at(0.6, 0.5), 9) +
    put(at(0.6, 0.12), at(0.82, 0.5), 9, 0.8) +
    put(at(0.84, 0.86), at(0.72, 0.5), 8, 0.8) +
    gathers
  );
}

/** A round button with rim, light and four holes. */
export function buttonMark(x: number, y: number, radius: number, colour: string): string {
  const hole = (dx: number, dy: number) =>
    `<circle cx="${num(x + dx * radius)}" cy="${num(y + dy * radius)}" r="${num(radius * 0.13)}" fill="#1c1512" fill-opacity=".75"/>`;
  const holes = radius < 3 ? "" : hole(-0.24, -0.24) + hole(0.24, -0.24) + hole(-0.24, 0.24) + hole(0.24, 0.24);
  return (
    `<circle cx="${num(x + 0.8)}" cy="${num(y + 1.4)}" r="${num(radius)}" fill="#120c0a" fill-opacity=".35"/>` +
    `<circle cx="${num(x)}" cy="${num(y)}" r="${num(radius)}" fill="${colour}" stroke="#1c1512" stroke-opacity=".45" stroke-width=".8"/>` +
    `<circle cx="${num(x)}" cy="${num(y)}" r="${num(radius * 0.66)}" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width=".9"/>${holes}`
  );
}

/** Folds of a hanging body: drawn from the armpits, the bust and the hem. */
export function bodyFolds(sheet: Sheet, cut: Cut, strength = 1): string {
  const { chest, armpit, waist, waistY, hem, hemY } = cut;
  const one = (a: Point, b: Point, bend: number, width: number, power = 1) => sheet.fold(a, b, bend, width, strength * power);
  return (
    one([chest - 8, armpit + 6], [chest * 0.42, armpit + 62], 8, 12) +
    one([-chest + 8, armpit + 10], [-chest * 0.44, armpit + 70], -8, 12) +
    one([waist - 10, waistY + 4], [waist * 0.38, waistY + 46], 6, 10, 0.8) +
    one([-waist + 8, waistY - 14], [-waist * 0.34, waistY + 40], -7, 11, 0.8) +
    one([hem * 0.55, hemY - 6], [hem * 0.42, waistY + 30], 8, 11, 0.9) +
    one([-hem * 0.38, hemY - 4], [-hem * 0.5, waistY + 44], -7, 12, 0.9) +
    one([hem * 0.08, hemY], [hem * 0.02, hemY - 120], 5, 9, 0.7)
  );
}

/** The seam where the sleeve is set in, both sides. */
export function armholeSeams(sheet: Sheet, cut: Cut): void {
  for (const side of [1, -1] as const) {
    const points: Point[] = [
      [cut.shoulder, cut.top + cut.slope],
      [cut.shoulder - 11, cut.top + cut.slope + (cut.armpit - cut.top - cut.slope) * 0.45],
      [cut.chest, cut.armpit],
    ];
    sheet.mark(sheet.seam(line(onSide(side, points)), 0.6));
  }
}

/** A double row of stitches along the hem. */
export function hemStitch(sheet: Sheet, cut: Cut, up = 11): void {
  const row = (y: number) =>
    arch([
      [0, cut.hemY + cut.hemCurve - y],
      [cut.hem * 0.5, cut.hemY + cut.hemCurve * 0.75 - y],
      [cut.hem - 1, cut.hemY - y],
    ]);
  sheet.mark(sheet.stitch(row(up)), sheet.stitch(row(up + 4)));
}

/** A band along the neckline (rib of a tee, binding of a dress). */
export function neckBand(sheet: Sheet, cut: Cut, width: number, texture: "rib" | "same" = "rib", base?: string): void {
  const drop = sheet.isBack ? cut.backDrop : cut.neckDrop;
  const inner = neckline(sheet.isBack ? { ...cut, neckShape: "round" } : cut, drop);
  const outer = inner.map((point, at): Point => {
    const share = at / (inner.length - 1);
    const moved: [number, number] = [point[0] + width * share * 0.95, point[1] + width * (1 - share * 0.82)];
    return point[2] === 1 ? [moved[0], moved[1], 1] : moved;
  });
  const shape = symmetric([...inner, ...[...outer].reverse()]);
  sheet.piece(shape, {
    printed: false,
    light: "flat",
    ...(texture === "rib" ? { texture } : {}),
    ...(base ? { base } : {}),
    shadow: false,
  });
  sheet.mark(sheet.stitch(arch(outer.map((point): Point => [point[0] + 2.5, point[1] + 3.5]))));
}

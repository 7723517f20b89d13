import { along, line, onSide, outline, type Point } from "../path";
import type { PieceOptions, Sheet } from "../sheet";
import { buttonMark } from "./button";
import type { Cut } from "./cut";

/** The cut of a sleeve, in px along and across it; its angle in degrees from the vertical. */
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

import { between } from "../random";
import { armholeSeams, BASIC, bodyFolds, type Cut, drawSleeve, hemStitch, insideNeck, neckBand, neckline, type SleeveCut, torso } from "./bodice";
import { arch, type Box, line, onSide, outline, type Point, symmetric } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { drawPlacket } from "./shirt";

type BlouseStyle = { cut: Partial<Cut>; sleeve: SleeveCut };
const BISHOP: SleeveCut = {
  length: 318,
  angle: 15,
  cuff: 46,
  cuffHeight: 30,
  gathered: true,
  flare: 26,
  puff: 10,
  elbow: 12,
};

const STYLES: Record<string, BlouseStyle> = {
  "bow-blouse": { cut: { neck: 44, neckDrop: 26 }, sleeve: BISHOP },
  "puff-blouse": {
    cut: { neckShape: "square", neck: 70, neckDrop: 78, shoulder: 112, waist: 104, hem: 118, hemY: 540, chest: 120 },
    sleeve: { length: 112, angle: 24, cuff: 84, cuffHeight: 16, gathered: true, flare: 26, puff: 30, elbow: 26 },
  },
  "ruffle-blouse": { cut: { neckShape: "vee", neckDrop: 92, neck: 50 }, sleeve: { ...BISHOP, flare: 20 } },
  "wrap-blouse": {
    cut: { neckShape: "wrap", neckDrop: 150, neck: 58, waist: 98, waistY: 436, hem: 132, hemY: 548, hemCurve: 10 },
    sleeve: { length: 210, angle: 24, cuff: 96, puff: 8, elbow: 6 },
  },
  "peasant-blouse": {
    cut: { neck: 76, neckDrop: 54, shoulder: 126, chest: 142, waist: 146, hem: 156, hemY: 570 },
    sleeve: { length: 300, angle: 20, cuff: 50, cuffHeight: 18, gathered: true, flare: 34, puff: 16, elbow: 20 },
  },
};

/** Gathers running down from a seam: short soft folds at even distances. */
export function gathers(sheet: Sheet, from: number, to: number, y: number, length: number, count: number): string {
  let svg = "";
  for (let made = 0; made < count; made += 1) {
    const x = from + ((to - from) * (made + 0.5)) / count + between(sheet.rng, -3, 3);
    svg += sheet.fold([x, y], [x * 1.08, y + length * between(sheet.rng, 0.6, 1.1)], between(sheet.rng, -3, 3), 6, 1.2);
  }
  return svg;
}

/** A tied bow with two tails, its knot at [0, y]. */
export function bow(sheet: Sheet, y: number, size: number, tails: number): void {
  for (const side of [-1, 1] as const) {
    const tail: Point[] = [
      [2, y + 4, 1],
      [size * 0.26, y + tails * 0.5],
      [size * 0.3 + side * 3, y + tails, 1],
      [size * 0.66 + side * 3, y + tails - 12, 1],
      [size * 0.5, y + tails * 0.44],
      [9, y - 2, 1],
    ];
    sheet.piece(outline(onSide(side, tail)), { angle: -side * 12, light: "tube", depth: 0.8 });
  }
  for (const side of [-1, 1] as const) {
    const loop: Point[] = [
      [3, y - 4, 1],
      [size * 0.42, y - size * 0.3],
      [size * 0.92, y - size * 0.24],
      [size * 0.98, y + size * 0.12],
      [size * 0.5, y + size * 0.16],
      [3, y + 7, 1],
    ];
    const crease = onSide(side, [
      [5, y],
      [size * 0.72, y - size * 0.05],
    ]);
    sheet.piece(outline(onSide(side, loop)), {
      angle: 80,
      light: "tube",
      depth: 0.8,
      within: sheet.fold(crease[0] as Point, crease[1] as Point, side * 3, 7, 1.6),
    });
  }
  sheet.piece(
    symmetric([
      [0, y - 10],
      [9, y - 8],
      [10, y + 8],
      [0, y + 11],
    ]),
    { light: "tube", depth: 0.9 },
  );
}

/** A wavy ruffle along a line from a to b, falling away to `side`. */
export function ruffle(sheet: Sheet, points: readonly Point[], width: number, side: 1 | -1): void {
  const outer: Point[] = [];
  for (let at = 0; at < points.length; at += 1) {
    const [x, y] = points[at] as Point;
    outer.push([x + width * (at % 2 ? 0.72 : 1.12), y + (at % 2 ? 3 : -3)]);
  }
  const shape = outline(onSide(side, [...points, ...outer.reverse()]));
  const folds = points.map(([x, y], at) => {
    const [a, b] = onSide(side, [
      [x, y],
      [x + width * 0.95, y + (at % 2 ? 4 : -2)],
    ]) as [Point, Point];
    return at % 2 ? sheet.fold(a, b, 1, 5, 1.5) : "";
  });
  sheet.piece(shape, { light: "flat", depth: 1.1, within: folds.join("") });
}

function wrapFront(sheet: Sheet, cut: Cut): void {
  const overlap = outline([
    [cut.neck, cut.top, 1],
    [cut.neck * 0.5, cut.top + cut.neckDrop * 0.5],
    [-14, cut.top + cut.neckDrop + 12],
    [-cut.waist + 2, cut.waistY - 12, 1],
    [-cut.waist + 3, cut.waistY + 8, 1],
    [cut.waist * 0.2, cut.waistY + 6],
    [cut.waist - 1, cut.waistY, 1],
    [cut.chest - 2, cut.armpit, 1],
    [cut.shoulder - 10, cut.armpit - 60],
    [cut.shoulder, cut.top + cut.slope, 1],
  ]);
  const fan = sheet.fan(
    [-cut.waist + 8, cut.waistY],
    [
      [20, cut.armpit + 20],
      [44, cut.armpit + 62],
      [50, cut.armpit + 98],
    ],
    10,
  );
  sheet.piece(overlap, { shadow: false, depth: 0.7, within: fan });
  sheet.mark(
    sheet.seam(
      line([
        [-cut.waist, cut.waistY],
        [0, cut.waistY + 8],
        [cut.waist, cut.waistY],
      ]),
    ),
  );
}

/** Blouses: soft cloth, gathers, bows, ruffles. */
export function drawBlouse(sheet: Sheet): Box {
  const { look } = sheet;
  const style = STYLES[look.type] as BlouseStyle;
  const base: Cut = { ...BASIC, shoulder: 122, chest: 132, hemCurve: 14, hemY: 572, ...style.cut };
  const cut = { ...base, hemY: base.hemY + between(sheet.rng, -12, 14) };
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, style.sleeve, side);
  if (!sheet.isBack) insideNeck(sheet, cut);
  const isGathered = look.type === "peasant-blouse" || look.type === "puff-blouse";
  const soft = isGathered ? gathers(sheet, -cut.neck, cut.neck, cut.top + (sheet.isBack ? 20 : cut.neckDrop), 90, 12) : "";
  sheet.piece(torso(cut, sheet.isBack), { within: bodyFolds(sheet, cut, 1.2) + soft });
  armholeSeams(sheet, cut);
  hemStitch(sheet, cut, 5);
  if (!sheet.isBack) finishFront(sheet, cut);
  else neckBand(sheet, cut, 7, "same");
  return sheet.view === "detail" ? closeUp(10, cut.top + 120, 320) : closeUp(0, (cut.top + cut.hemY) / 2, 512);
}

function finishFront(sheet: Sheet, cut: Cut): void {
  const { top, neckDrop, hemY, hemCurve } = cut;
  switch (sheet.look.type) {
    case "bow-blouse":
      drawPlacket(sheet, top + neckDrop, hemY + hemCurve - 1, 20, 6);
      sheet.piece(
        symmetric([
          [0, top + neckDrop - 14, 1],
          [cut.neck * 0.7, top + neckDrop * 0.4 - 8],
          [cut.neck - 2, top - 16, 1],
          [cut.neck + 8, top + 4, 1],
          [cut.neck * 0.7, top + neckDrop * 0.8 + 8],
          [0, top + neckDrop + 12, 1],
        ]),
        { light: "flat" },
      );
      bow(sheet, top + neckDrop + 10, 62, 150);
      return;
    case "ruffle-blouse": {
      drawPlacket(sheet, top + neckDrop, hemY + hemCurve - 1, 18, 6);
      for (const side of [-1, 1] as const) {
        const edge = [...neckline(cut)].reverse().map(([x, y]): Point => [x, y]);
        const down: Point[] = [
          [5, top + neckDrop + 34],
          [6, top + neckDrop + 66],
          [6, top + neckDrop + 98],
          [6, top + neckDrop + 130],
          [6, top + neckDrop + 160],
        ];
        const steps = [
          ...edge.slice(0, 1),
          [cut.neck * 0.82, top + 20],
          [cut.neck * 0.62, top + neckDrop * 0.42],
          [cut.neck * 0.34, top + neckDrop * 0.74],
          [4, top + neckDrop + 4],
          ...down,
        ] as Point[];
        ruffle(sheet, steps, 32, side);
      }
      return;
    }
    case "wrap-blouse":
      wrapFront(sheet, cut);
      sheet.piece(
        outline([
          [-cut.waist + 4, cut.waistY - 6, 1],
          [-cut.waist - 26, cut.waistY + 60],
          [-cut.waist - 20, cut.waistY + 118, 1],
          [-cut.waist - 4, cut.waistY + 116, 1],
          [-cut.waist - 6, cut.waistY + 56],
          [-cut.waist + 14, cut.waistY + 4, 1],
        ]),
        { light: "tube" },
      );
      return;
    case "peasant-blouse":
      neckBand(sheet, cut, 10, "same");
      for (const side of [-1, 1] as const) {
        const cord = line(
          onSide(side, [
            [2, top + neckDrop + 8],
            [9, top + neckDrop + 50],
            [13 + side * 4, top + neckDrop + 104],
          ]),
        );
        sheet.mark(
          `<path d="${cord}" fill="none" stroke="${sheet.tones.line}" stroke-width="2.2"/><circle cx="${side * 13 + 4}" cy="${top + neckDrop + 108}" r="5" fill="${sheet.look.second}" stroke="${sheet.tones.line}" stroke-width=".8"/>`,
        );
      }
      sheet.mark(sheet.seam(`M0 ${top + neckDrop + 10}v70`, 0.7));
      return;
    default:
      neckBand(sheet, cut, 9, "same");
      sheet.mark(
        sheet.stitch(
          arch([
            [0, cut.waistY - 30],
            [cut.waist, cut.waistY - 34],
          ]),
        ),
        sheet.seam(
          arch([
            [0, cut.waistY - 34],
            [cut.waist, cut.waistY - 38],
          ]),
          0.8,
        ),
      );
  }
}

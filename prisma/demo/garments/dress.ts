import { between } from "../random";
import { armholeSeams, BASIC, type Cut, drawSleeve, insideNeck, neckBand, neckline, type SleeveCut } from "./bodice";
import { hemRib } from "./knit";
import { along, arch, type Box, line, num, onSide, outline, type Point, type Shape, symmetric } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { drawCollar, drawPlacket } from "./shirt";
import { drawTiers, flutes, tucks, wavingHem } from "./skirt";

/** A bodice with the hip of the skirt that hangs from it. */
type DressCut = Cut & { hip: number; hipY: number };

const SLIM: DressCut = {
  ...BASIC,
  top: 92,
  neck: 38,
  neckDrop: 30,
  backDrop: 10,
  shoulder: 100,
  slope: 23,
  chest: 105,
  armpit: 198,
  waist: 87,
  waistY: 330,
  hip: 112,
  hipY: 430,
  hem: 146,
  hemY: 684,
  hemCurve: 12,
};

const CUTS: Record<string, DressCut> = {
  "shirt-dress": { ...SLIM, waist: 92, hip: 122, hem: 162 },
  "wrap-dress": { ...SLIM, neckShape: "wrap", neck: 44, neckDrop: 148, waist: 82, hip: 122, hem: 184, hemY: 664, hemCurve: 20 },
  "slip-dress": { ...SLIM, neck: 60, neckDrop: 92, chest: 92, armpit: 212, waist: 84, waistY: 340, hip: 110, hipY: 440, hem: 134, hemY: 716 },
  "knit-dress": {
    ...SLIM,
    top: 110,
    neck: 40,
    neckDrop: 20,
    chest: 106,
    armpit: 222,
    waist: 94,
    waistY: 350,
    hip: 112,
    hipY: 460,
    hem: 100,
    hemY: 636,
    hemCurve: 3,
  },
  "maxi-dress": {
    ...SLIM,
    top: 78,
    neck: 66,
    neckDrop: 66,
    chest: 96,
    armpit: 180,
    waist: 88,
    waistY: 262,
    hip: 140,
    hipY: 450,
    hem: 218,
    hemY: 728,
    hemCurve: 14,
  },
};

const LONG: SleeveCut = { length: 300, angle: 12, cuff: 46, cuffHeight: 30 };

function sidePoints(cut: DressCut): Point[] {
  const tip = cut.top + cut.slope;
  return [
    [(cut.neck + cut.shoulder) / 2, cut.top + cut.slope * 0.4],
    [cut.shoulder, tip, 1],
    [cut.shoulder - 9, tip + (cut.armpit - tip) * 0.45],
    [cut.chest, cut.armpit, 1],
    [cut.waist, cut.waistY],
    [cut.hip, cut.hipY],
  ];
}

/** Bodice and skirt in one outline; `hem` runs from right to left. */
function dressShape(sheet: Sheet, cut: DressCut, hem: readonly Point[]): Shape {
  const neck = neckline(sheet.isBack ? { ...cut, neckShape: "round" } : cut, sheet.isBack ? cut.backDrop : cut.neckDrop);
  const right = [...neck, ...sidePoints(cut)];
  return outline([...right, ...hem, ...onSide(-1, right.slice(1)).reverse()]);
}

/** Folds of the upper body: from the armpits and towards the waist. */
function bodiceFolds(sheet: Sheet, cut: Cut, strength = 1): string {
  const { chest, armpit, waist, waistY } = cut;
  return (
    sheet.fold([chest - 6, armpit + 6], [chest * 0.42, armpit + 50], 6, 9, strength) +
    sheet.fold([-chest + 6, armpit + 8], [-chest * 0.44, armpit + 56], -6, 9, strength) +
    sheet.fold([waist - 6, waistY - 24], [waist * 0.4, waistY - 58], 5, 8, 0.8 * strength) +
    sheet.fold([-waist + 6, waistY - 20], [-waist * 0.36, waistY - 62], -5, 8, 0.8 * strength)
  );
}

/** Gathers above and below a drawn-in waist. */
function waistGathers(sheet: Sheet, cut: Cut): string {
  const { waist, waistY } = cut;
  return tucks(sheet, -waist + 6, waist - 6, waistY + 8, 76, 11) + tucks(sheet, -waist + 10, waist - 10, waistY - 8, -40, 9);
}

/** A waist seam or the middle of a belt, `by` px below the waist. */
const waistLine = (cut: Cut, by: number, extra = 0): Point[] => [
  [0, cut.waistY + by + 5],
  [cut.waist * 0.55, cut.waistY + by + 3.5],
  [cut.waist + extra, cut.waistY + by, 1],
];

/** A belt of the same cloth with a covered buckle. */
function drawBelt(sheet: Sheet, cut: Cut): void {
  sheet.piece(symmetric([...waistLine(cut, -12, 2), ...waistLine(cut, 11, 3).reverse()]), { light: "round", depth: 0.8 });
  sheet.mark(sheet.stitch(arch(waistLine(cut, -8, 1))), sheet.stitch(arch(waistLine(cut, 7, 1))));
  if (sheet.isBack) return;
  const y = cut.waistY + 5;
  const tail: Point[] = [
    [12, y - 11, 1],
    [54, y - 10, 1],
    [62, y],
    [54, y + 12, 1],
    [12, y + 12, 1],
  ];
  sheet.piece(outline(tail), { light: "flat", depth: 0.8 });
  const ring = `M-17 ${num(y - 16)}h34v33h-34z`;
  sheet.mark(
    `<path d="${ring}" transform="translate(1 2)" fill="none" stroke="#1a1210" stroke-opacity=".4" stroke-width="6" stroke-linejoin="round"/>`,
    `<path d="${ring}" fill="none" stroke="#8a6a3c" stroke-width="5.6" stroke-linejoin="round"/><path d="${ring}" fill="none" stroke="#d2ab6c" stroke-width="3" stroke-linejoin="round"/>`,
    `<path d="M-15 ${num(y)}h33" stroke="#8a6a3c" stroke-width="3.4" stroke-linecap="round"/><path d="M-15 ${num(y - 0.6)}h32" stroke="#d2ab6c" stroke-width="1.6"/>`,
  );
}

function hemStitches(sheet: Sheet, hem: readonly Point[], up: number): void {
  sheet.mark(sheet.stitch(line(hem.map(([x, y]): Point => [x * (1 - up / 1600), y - up]))));
}

function drawShirtDress(sheet: Sheet, cut: DressCut): void {
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, LONG, side);
  if (!sheet.isBack) insideNeck(sheet, cut);
  const hem = wavingHem(sheet.rng, cut.hem, cut.hemY, cut.hemCurve, 5, 3);
  sheet.piece(dressShape(sheet, cut, hem), {
    within: bodiceFolds(sheet, cut, 0.9) + waistGathers(sheet, cut) + flutes(sheet, hem, cut.waistY + 40, 0.55, 13, 0.9),
  });
  armholeSeams(sheet, cut);
  hemStitches(sheet, hem, 12);
  if (!sheet.isBack) {
    drawPlacket(sheet, cut.top + cut.neckDrop + 2, cut.hemY + cut.hemCurve - 1, 24, 10);
    chestPockets(sheet, cut);
  }
  drawBelt(sheet, cut);
  drawCollar(sheet, cut, "point");
}

function chestPockets(sheet: Sheet, cut: Cut): void {
  const [x, y] = [28, cut.armpit - 6];
  for (const side of [-1, 1] as const) {
    const pocket: Point[] = [
      [x, y, 1],
      [x + 46, y, 1],
      [x + 46, y + 42, 1],
      [x + 23, y + 52, 1],
      [x, y + 42, 1],
    ];
    sheet.piece(outline(onSide(side, pocket)), { light: "flat", shadow: false, depth: 0.5 });
    sheet.mark(
      sheet.stitch(
        line(
          onSide(side, [
            [x, y + 9],
            [x + 46, y + 9],
          ]),
        ),
      ),
    );
  }
}

function drawWrapDress(sheet: Sheet, cut: DressCut): void {
  const sleeve: SleeveCut = { length: 206, angle: 19, cuff: 72, puff: 6, elbow: 4 };
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, sleeve, side);
  if (!sheet.isBack) insideNeck(sheet, cut);
  const hem = wavingHem(sheet.rng, cut.hem, cut.hemY, cut.hemCurve, 6, 5);
  const folds = bodiceFolds(sheet, cut) + (sheet.isBack ? waistGathers(sheet, cut) : "") + flutes(sheet, hem, cut.waistY + 30, 0.45, 13);
  sheet.piece(dressShape(sheet, cut, hem), { within: folds });
  armholeSeams(sheet, cut);
  hemStitches(sheet, hem, 8);
  if (!sheet.isBack) wrapOver(sheet, cut, hem);
  else sheet.mark(sheet.seam(arch(waistLine(cut, 0))));
  if (sheet.isBack) neckBand(sheet, cut, 7, "same");
}

/** The upper front: it crosses the bodice, is tied at the left of the waist and falls with a rounded edge. */
function wrapOver(sheet: Sheet, cut: DressCut, hem: readonly Point[]): void {
  const { top, neck, neckDrop, waist, waistY } = cut;
  const tied: Point = [-waist + 3, waistY - 8, 1];
  const bodice = outline([
    [neck, top, 1],
    [neck * 0.46, top + neckDrop * 0.5],
    [-12, top + neckDrop + 12],
    tied,
    [-waist + 2, waistY + 10, 1],
    [0, waistY + 9],
    [waist, waistY + 6, 1],
    [waist + 1, waistY - 20],
    [cut.chest - 1, cut.armpit, 1],
    [cut.shoulder - 9, cut.top + cut.slope + (cut.armpit - cut.top - cut.slope) * 0.45],
    [cut.shoulder, cut.top + cut.slope, 1],
  ]);
  const tips: Point[] = [0, 34, 68].map((down): Point => [between(sheet.rng, 20, 52), cut.armpit + 26 + down]);
  const skirt = outline([
    [-waist + 2, waistY + 4, 1],
    [0, waistY + 8],
    [waist - 0.5, waistY + 3, 1],
    [cut.hip - 0.5, cut.hipY],
    ...hem.filter(([x]) => x > -20),
    [-58, cut.hemY - 22],
    [-86, cut.hemY - 96],
    [-88, cut.hipY + 10],
  ]);
  const sweep =
    sheet.fan(
      [-waist + 10, waistY + 6],
      [
        [-28, cut.hipY + 80],
        [20, cut.hipY + 60],
        [70, cut.hipY + 10],
      ],
      12,
    ) + flutes(sheet, hem, waistY + 60, 0.5, 13);
  const edge = line([tied, [-88, cut.hipY + 10], [-86, cut.hemY - 96], [-58, cut.hemY - 22], [-20, cut.hemY + cut.hemCurve]]);
  sheet.mark(...[12, 7, 3].map((width) => `<path d="${edge}" fill="none" stroke="${sheet.tones.shade}" stroke-width="${width}" stroke-opacity=".13"/>`));
  sheet.piece(skirt, { shadow: false, depth: 0.7, within: sweep });
  sheet.mark(sheet.seam(edge, 0.75));
  sheet.piece(bodice, { shadow: false, depth: 0.7, within: sheet.fan([-waist + 8, waistY], tips, 9) });
  sheet.piece(symmetric([...waistLine(cut, -9, 1), ...waistLine(cut, 8, 1.5).reverse()]), { depth: 0.8, shadow: false, printed: false });
  sheet.mark(sheet.seam(arch(waistLine(cut, -9, 1)), 0.7), sheet.seam(arch(waistLine(cut, 8, 1.5)), 0.7));
  tieAt(sheet, -waist + 26, waistY + 3);
}

/** The tied ends of a sash: a knot, two loops and two tails. */
function tieAt(sheet: Sheet, x: number, y: number): void {
  for (const [reach, drop] of [
    [-34, 168],
    [-6, 142],
  ] as const)
    sheet.piece(
      outline([
        [x - 5, y, 1],
        [x + reach * 0.7 - 8, y + drop * 0.5],
        [x + reach - 9, y + drop, 1],
        [x + reach + 9, y + drop - 9, 1],
        [x + reach * 0.7 + 7, y + drop * 0.48],
        [x + 6, y, 1],
      ]),
      { light: "tube", printed: false, angle: 6 },
    );
  for (const side of [-1, 1] as const)
    sheet.piece(
      outline([
        [x, y - 3, 1],
        [x + side * 20, y - 16],
        [x + side * 38, y - 4],
        [x + side * 34, y + 14],
        [x + side * 16, y + 8],
        [x, y + 5, 1],
      ]),
      { light: "tube", printed: false, angle: 80, within: sheet.fold([x + side * 3, y], [x + side * 26, y + 2], side * 2, 5, 1.5) },
    );
  sheet.piece(
    outline([
      [x - 8, y - 8],
      [x + 8, y - 8],
      [x + 9, y + 9],
      [x - 8, y + 10],
    ]),
    { light: "tube", printed: false },
  );
}

/** Thin straps over a bias-cut column; the neckline is a cowl or a plain vee. */
function drawSlipDress(sheet: Sheet, cut: DressCut): void {
  const isCowl = sheet.rng() < 0.5;
  const { top, neck, armpit, waist, waistY, hip, hipY, hemY } = cut;
  const [peak, dip] = [top + 74, top + (sheet.isBack ? 118 : isCowl ? 112 : 140)];
  for (const side of [-1, 1] as const) {
    const points: Point[] = [
      [neck - 13, top, 1],
      [neck - 7, top - 3],
      [neck - 5, top + 2, 1],
      [neck + 3, peak + 8, 1],
      [neck - 3, peak + 8, 1],
    ];
    sheet.piece(outline(onSide(side, points)), { light: "flat" });
  }
  if (!sheet.isBack)
    sheet.piece(
      symmetric([
        [0, top + 106],
        [neck * 0.5, top + 102],
        [neck, peak + 24, 1],
        [neck, peak + 50, 1],
        [0, dip + 12, 1],
      ]),
      { light: "inside", shadow: false, printed: false },
    );
  const hem = wavingHem(sheet.rng, cut.hem, hemY, cut.hemCurve, 4, 6);
  const edge: Point[] = sheet.isBack
    ? [
        [0, dip],
        [neck * 0.6, dip - 8],
        [neck, peak + 4, 1],
      ]
    : isCowl
      ? [
          [0, dip],
          [neck * 0.4, dip - 6],
          [neck * 0.8, peak + 14],
          [neck, peak, 1],
        ]
      : [
          [0, dip, 1],
          [neck * 0.56, dip - 32],
          [neck, peak, 1],
        ];
  const right: Point[] = [...edge, [neck + 14, peak + 40], [cut.chest, armpit, 1], [waist, waistY], [hip, hipY]];
  const cowl = isCowl && !sheet.isBack ? [16, 38, 62].map((by, at) => cowlFold(sheet, neck + at * 4, peak + 4 + at * 12, dip + by)).join("") : "";
  const drape =
    sheet.fold([-waist * 0.7, waistY - 30], [hip * 0.1, hemY - 150], 16, 18, 0.75) +
    sheet.fold([-hip + 8, hipY - 30], [-hip * 0.1, hemY - 60], 18, 20, 0.75) +
    sheet.fold([waist * 0.2, waistY - 10], [hip * 0.86, hemY - 170], 16, 17, 0.7) +
    sheet.fold([waist - 4, waistY - 20], [waist * 0.3, armpit + 50], 6, 10, 0.7);
  sheet.piece(outline([...right, ...hem, ...onSide(-1, right.slice(1)).reverse()]), { within: cowl + drape + flutes(sheet, hem, hipY + 30, 0.75, 17) });
  sheet.mark(sheet.seam(line(hem.map(([x, y]): Point => [x * 0.995, y - 6])), 0.55));
  if (!isCowl && !sheet.isBack)
    for (const side of [-1, 1] as const) {
      sheet.mark(
        sheet.seam(
          line(
            onSide(
              side,
              edge.map(([x, y]): Point => [x + 2, y + 6]),
            ),
          ),
          0.6,
        ),
      );
      sheet.mark(
        sheet.seam(
          line(
            onSide(side, [
              [neck * 0.62, armpit + 34],
              [neck * 0.66, armpit - 2],
            ]),
          ),
          0.7,
        ),
      );
    }
}

function cowlFold(sheet: Sheet, x: number, y: number, low: number): string {
  return sheet.fold([-x, y], [x, y + between(sheet.rng, -4, 4)], (low - y) / 1.05, 9, 1.1);
}

/** A knitted column: high neck, ribbed cuffs and hem. */
function drawKnitDress(sheet: Sheet, cut: DressCut): void {
  const sleeve: SleeveCut = { length: 290, angle: 12, cuff: 46, cuffHeight: 34, cuffTexture: "rib", gathered: true, flare: 4, elbow: 4 };
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, sleeve, side);
  hemRib(sheet, cut, 42);
  const { hip, hipY, hem, hemY, waist, waistY } = cut;
  const folds =
    bodiceFolds(sheet, cut) +
    sheet.fold([hip - 2, hipY - 34], [hip * 0.34, hipY - 4], 6, 12, 0.8) +
    sheet.fold([-hip + 2, hipY - 46], [-hip * 0.3, hipY - 8], -7, 12, 0.9) +
    sheet.fold([-hem * 0.4, hemY + 60], [-waist * 0.5, hipY + 20], -5, 12, 0.8) +
    sheet.fold([hem * 0.52, hemY + 60], [waist * 0.5, waistY + 90], 6, 12, 0.8);
  const straight = [1, 0.5, 0, -0.5, -1].map(
    (share): Point => (Math.abs(share) === 1 ? [hem * share, hemY, 1] : [hem * share, hemY + cut.hemCurve * (1 - share * share)]),
  );
  sheet.piece(dressShape(sheet, cut, straight), { within: folds });
  armholeSeams(sheet, cut);
  const { top, neck } = cut;
  sheet.piece(
    symmetric([
      [0, top - 38],
      [neck * 0.84, top - 37, 1],
      [neck * 0.88, top - 14],
      [neck + 5, top + 5, 1],
      [neck * 0.6, top + 19],
      [0, top + 25],
    ]),
    {
      texture: "rib",
      light: "tube",
      printed: false,
    },
  );
  sheet.mark(
    sheet.seam(
      arch([
        [0, top - 29],
        [neck * 0.5, top - 31],
        [neck * 0.84, top - 35],
      ]),
      0.5,
    ),
    sheet.fold([-neck * 0.9, top - 4], [neck * 0.9, top - 6], -8, 8),
  );
}

/** A flutter sleeve: a ruffle along the strap, widest over the shoulder. */
function flutter(sheet: Sheet, cut: DressCut, side: 1 | -1): void {
  const { top, neck, armpit } = cut;
  const inner: Point[] = [
    [neck - 4, top - 3, 1],
    [neck + 4, (top + armpit) / 2],
    [neck + 20, armpit - 2, 1],
  ];
  const outer: Point[] = [
    [neck + 40, armpit - 16],
    [neck + 47, armpit - 32],
    [neck + 57, armpit - 46],
    [neck + 50, armpit - 62],
    [neck + 46, armpit - 78],
    [neck + 22, top + 4],
  ];
  const folds = [0.24, 0.5, 0.74]
    .map((share, at) => {
      const from = along([neck, top], [neck + 18, armpit - 8], share);
      const [a, b] = onSide(side, [from, [from[0] + 62, from[1] + 14 - at * 7]]) as [Point, Point];
      return sheet.fold(a, b, side * 2, 7, 1.4);
    })
    .join("");
  sheet.piece(outline(onSide(side, [...inner, ...outer])), { angle: -side * 24, light: "flat", depth: 1.1, within: folds });
  sheet.mark(sheet.seam(line(onSide(side, inner)), 0.8));
}

/** To the floor: ruffled straps, a small bodice, gathered tiers. */
function drawMaxiDress(sheet: Sheet, cut: DressCut): void {
  const { top, neck, chest, armpit, waist, waistY, hemY } = cut;
  const long = hemY - waistY;
  drawTiers(
    sheet,
    [
      { top: waistY, bottom: waistY + long * 0.3, from: waist + 1, to: 132 },
      { top: waistY + long * 0.3, bottom: waistY + long * 0.63, from: 132, to: 172 },
      { top: waistY + long * 0.63, bottom: hemY, from: 172, to: cut.hem },
    ],
    cut.hemCurve,
  );
  const edge = top + cut.neckDrop;
  if (!sheet.isBack)
    sheet.piece(
      symmetric([
        [0, edge - 8],
        [neck, edge - 12, 1],
        [chest - 10, armpit - 10, 1],
        [0, edge + 20],
      ]),
      { light: "inside", shadow: false, printed: false },
    );
  for (const side of [-1, 1] as const) {
    sheet.piece(
      outline(
        onSide(side, [
          [neck - 20, top, 1],
          [neck - 2, top - 2, 1],
          [neck + 14, edge + 10, 1],
          [neck - 14, edge + 10, 1],
        ]),
      ),
      { light: "flat" },
    );
  }
  const bodice: Point[] = [
    [0, edge + 4],
    [neck * 0.5, edge + 1],
    [neck - 14, edge, 1],
    [neck + 8, edge - 2, 1],
    [neck + 16, edge + 26],
    [chest, armpit, 1],
    [waist + 2, waistY - 4, 1],
    [0, waistY + 6],
  ];
  sheet.piece(symmetric(bodice), { within: tucks(sheet, -neck, neck, edge + 14, 70, 14) + tucks(sheet, -waist + 6, waist - 6, waistY, -36, 12) });
  for (const side of [-1, 1] as const) flutter(sheet, cut, side);
  sheet.mark(
    sheet.stitch(
      arch([
        [0, edge + 14],
        [neck * 0.5, edge + 11],
        [neck + 2, edge + 10],
      ]),
    ),
    sheet.seam(
      arch([
        [0, edge + 10],
        [neck * 0.5, edge + 7],
        [neck + 2, edge + 6],
      ]),
      0.6,
    ),
  );
}

/** Dresses: shirt, wrap, slip, knitted and maxi. */
export function drawDress(sheet: Sheet): Box {
  const base = CUTS[sheet.look.type] as DressCut;
  const wide = between(sheet.rng, -4, 6);
  const cut: DressCut = { ...base, hip: base.hip + wide * 0.5, hem: base.hem + wide, hemY: base.hemY + between(sheet.rng, -14, 10) };
  switch (sheet.look.type) {
    case "shirt-dress":
      drawShirtDress(sheet, cut);
      break;
    case "wrap-dress":
      drawWrapDress(sheet, cut);
      break;
    case "slip-dress":
      drawSlipDress(sheet, cut);
      break;
    case "knit-dress":
      drawKnitDress(sheet, cut);
      break;
    default:
      drawMaxiDress(sheet, cut);
  }
  if (sheet.view === "detail") return closeUp(16, cut.top + 120, 300);
  // The knitted dress reaches further than its cut: collar above, rib below.
  const [first, last] = sheet.look.type === "knit-dress" ? [cut.top - 38, cut.hemY + 44] : [cut.top - 8, cut.hemY + cut.hemCurve];
  return closeUp(0, (first + last) / 2, (last - first) / 1.25 / 0.82);
}

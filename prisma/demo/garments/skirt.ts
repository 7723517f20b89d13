import { between, type Random } from "../random";
import { buttonMark } from "./bodice";
import { drawWaistband, STRAIGHT } from "./legs";
import { arch, type Box, leaf, line, num, onSide, outline, type Point, type Shape, symmetric } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { buttonTone, drawPlacket } from "./shirt";

/** The cut of a skirt, right half, in px from the middle line and from the top. */
type SkirtCut = { top: number; waist: number; band: number; hip: number; hipY: number; hem: number; hemY: number; hemCurve: number };

const CUTS: Record<string, SkirtCut> = {
  "pencil-skirt": { top: 150, waist: 96, band: 28, hip: 128, hipY: 312, hem: 103, hemY: 656, hemCurve: 3 },
  "pleated-skirt": { top: 120, waist: 86, band: 26, hip: 132, hipY: 270, hem: 212, hemY: 672, hemCurve: 16 },
  "a-line-skirt": { top: 170, waist: 98, band: 32, hip: 137, hipY: 304, hem: 216, hemY: 604, hemCurve: 22 },
  "slip-skirt": { top: 92, waist: 86, band: 15, hip: 122, hipY: 250, hem: 156, hemY: 704, hemCurve: 12 },
  "tiered-skirt": { top: 100, waist: 84, band: 22, hip: 128, hipY: 250, hem: 214, hemY: 690, hemCurve: 14 },
};

/** A waving hem from right to left. Odd points are the hollows between two flutes. */
export function wavingHem(rng: Random, hem: number, hemY: number, curve: number, hollows: number, depth: number): Point[] {
  const steps = hollows * 2;
  return Array.from({ length: steps + 1 }, (_, at): Point => {
    const isEnd = at === 0 || at === steps;
    const x = hem * (1 - (2 * at) / steps) + (isEnd ? 0 : between(rng, -0.5, 0.5) * (hem / steps));
    const y = hemY + curve * (1 - (x / hem) ** 2) + (isEnd ? 0 : (at % 2 ? -depth : depth) * between(rng, 0.35, 1.25));
    return isEnd ? [x, y, 1] : [x, y];
  });
}

/** The folds of a waving hem: out of each hollow one runs up towards the waist, which is `shrink` as wide as the hem. */
export function flutes(sheet: Sheet, hem: readonly Point[], upTo: number, shrink: number, width = 12, strength = 1): string {
  return hem
    .filter((_, at) => at % 2 === 1)
    .map(([x, y]) => {
      const reach = (y - upTo) * between(sheet.rng, 0.62, 1);
      const tip: Point = [x * (1 - (1 - shrink) * (reach / (y - upTo))) + between(sheet.rng, -6, 6), y - reach];
      // It starts below the hem, where the piece cuts it off, so that it is wide and open at the hem.
      return sheet.fold([x + (x - tip[0]) * 0.3, y + reach * 0.3], tip, between(sheet.rng, -4, 4), width * between(sheet.rng, 0.8, 1.3), strength);
    })
    .join("");
}

/** Gathers below a seam (above it for a negative length). All tucks of a layer share one path: hundreds of elements would be slow to paint. */
export function tucks(sheet: Sheet, from: number, to: number, y: number, length: number, count: number): string {
  const { shade, light, depth, lift } = sheet.tones;
  const lines = Array.from({ length: count }, (_, made) => {
    const x = from + ((to - from) * (made + between(sheet.rng, 0.25, 0.75))) / count;
    return { x, tip: [x * 1.07, y + length * between(sheet.rng, 0.5, 1.1)] as Point, bend: between(sheet.rng, -2.5, 2.5) };
  });
  const layer = (width: number, shift: number) => lines.map(({ x, tip, bend }) => leaf([x - shift, y], [tip[0] - shift, tip[1]], bend, width)).join("");
  const paint = (width: number, shift: number, fill: string, opacity: number) =>
    `<path d="${layer(width, shift)}" fill="${fill}" fill-opacity="${opacity.toFixed(3)}"/>`;
  return (
    [8, 5.5, 3, 1.4].map((width) => paint(width, 0, shade, 0.085 * depth)).join("") + [5, 2.4].map((width) => paint(width, 5, light, 0.11 * lift)).join("")
  );
}

function skirtShape(cut: SkirtCut, hem: readonly Point[]): Shape {
  const side: Point[] = [
    [cut.waist + 2, cut.top, 1],
    [cut.waist + 4, cut.top + cut.band],
    [cut.waist + (cut.hip - cut.waist) * 0.6, (cut.top + cut.band + cut.hipY) / 2],
    [cut.hip, cut.hipY],
  ];
  return outline([...side, ...hem, ...onSide(-1, side).reverse()]);
}

/** A line across the skirt at a height above its hem. */
function hemRow(cut: SkirtCut, up: number): string {
  const inset = ((cut.hem - cut.hip) * up) / (cut.hemY - cut.hipY) + 1;
  return arch([
    [0, cut.hemY + cut.hemCurve - up],
    [cut.hem * 0.5, cut.hemY + cut.hemCurve * 0.75 - up],
    [cut.hem - inset, cut.hemY - up],
  ]);
}

function straightHem(cut: SkirtCut): Point[] {
  const { hem, hemY, hemCurve } = cut;
  return [
    [hem, hemY, 1],
    [hem * 0.5, hemY + hemCurve * 0.75],
    [0, hemY + hemCurve],
    [-hem * 0.5, hemY + hemCurve * 0.75],
    [-hem, hemY, 1],
  ];
}

const waistband = (sheet: Sheet, cut: SkirtCut): void => drawWaistband(sheet, { ...STRAIGHT, top: cut.top, waist: cut.waist, band: cut.band }, "plain", false);

function darts(sheet: Sheet, cut: SkirtCut): void {
  const y = cut.top + cut.band;
  for (const side of [-1, 1] as const)
    for (const [share, length] of [
      [0.4, 64],
      [0.66, 54],
    ] as const) {
      const x = side * cut.waist * share;
      sheet.mark(sheet.seam(`M${num(x)} ${num(y + 2)}L${num(x * 1.06)} ${num(y + length)}`, 0.8), sheet.fold([x, y], [x * 1.1, y + length + 40], 1, 6, 0.7));
    }
}

/** Narrow and darted, with a slit: in front beside the middle, behind as a vent. */
function drawPencil(sheet: Sheet, cut: SkirtCut): void {
  const [slit, rise] = [sheet.isBack ? 0 : 44, between(sheet.rng, 92, 132)];
  const [y, low] = [cut.hemY - rise, cut.hemY + cut.hemCurve];
  const under: Point[] = [
    [slit - 24, y - 10, 1],
    [slit + 34, y - 10, 1],
    [slit + 36, low - 5, 1],
    [slit - 24, low - 5, 1],
  ];
  sheet.piece(outline(under), { light: "inside", shadow: false, printed: false });
  const [right, ...rest] = straightHem(cut) as [Point, ...Point[]];
  const opening: Point[] = [
    [slit + 15, low, 1],
    [slit + 5, y + rise * 0.45],
    [slit, y, 1],
    [slit - 4, low, 1],
  ];
  const hem = [right, ...opening, ...rest.filter((point) => point[0] < slit - 20)];
  const { hip, hipY, top, band } = cut;
  const folds =
    sheet.fold([hip - 2, hipY + 14], [hip * 0.3, hipY + 46], 7, 12, 0.8) +
    sheet.fold([-hip + 2, hipY - 8], [-hip * 0.34, hipY + 30], -7, 13, 0.9) +
    sheet.fold([hip - 6, hipY + 96], [hip * 0.42, hipY + 122], 6, 11, 0.7) +
    sheet.fold([-hip + 4, hipY + 88], [-hip * 0.4, hipY + 128], -6, 11, 0.7) +
    sheet.fold([slit, y - 6], [slit - 26, hipY + 90], 4, 12, 0.9) +
    sheet.fold([-cut.hem * 0.52, low + 50], [-cut.hem * 0.56, hipY + 130], -4, 12, 0.8) +
    sheet.fold([cut.hem * 0.84, low + 40], [cut.hem * 0.8, y - 40], 3, 9, 0.6);
  sheet.piece(skirtShape(cut, hem), { within: folds });
  darts(sheet, cut);
  sheet.mark(sheet.seam(`M${num(slit)} ${num(y)}V${num(sheet.isBack ? top + band : y - 2)}`), sheet.stitch(`M${num(slit - 9)} ${num(y - 6)}l10 -3`));
  sheet.mark(sheet.stitch(`M${num(-cut.hem + 2)} ${num(low - 20)}H${num(slit - 6)}M${num(slit + 17)} ${num(low - 20)}H${num(cut.hem - 2)}`));
  waistband(sheet, cut);
}

/** Knife pleats: each lies a little over the next, its edge in the light and its root in the shade. */
function drawPleated(sheet: Sheet, cut: SkirtCut): void {
  const count = 2 * Math.round(between(sheet.rng, 8, 11));
  const step = 2 / count;
  const drift = Array.from({ length: count + 1 }, (_, at) => (at === 0 || at === count ? 0 : between(sheet.rng, -0.14, 0.14) * step));
  const edge = (at: number, offset = 0): Point[] => {
    const share = -1 + at * step + offset * step;
    const low = share + (drift[at] ?? 0);
    return [
      [share * (cut.waist + 4), cut.top + cut.band - 6],
      [share * cut.hip, cut.hipY],
      [low * cut.hem, cut.hemY + cut.hemCurve * (1 - low * low) + 12],
    ];
  };
  const strip = (at: number, from: number, to: number) => outline([...edge(at, from), ...edge(at, to).reverse()]).d;
  const { shade, light, depth, lift } = sheet.tones;
  const gloss = sheet.look.texture === "satin" ? 1.6 : 1;
  let within = "";
  for (let at = 0; at <= count; at += 1) {
    for (const reach of [0.66, 0.42, 0.2]) within += `<path d="${strip(at, -reach, 0)}" fill="${shade}" fill-opacity="${(0.17 * depth).toFixed(3)}"/>`;
    for (const reach of [0.34, 0.16]) within += `<path d="${strip(at, 0, reach)}" fill="${light}" fill-opacity="${(0.16 * lift * gloss).toFixed(3)}"/>`;
    if (at > 0 && at < count) within += sheet.seam(line(edge(at)), 0.6);
  }
  const hem = Array.from({ length: count }, (_, at): Point[] => {
    const [left, right] = [edge(at)[2] as Point, edge(at + 1)[2] as Point];
    return [
      [left[0], left[1] - 8, 1],
      [right[0], right[1] - 16, 1],
    ];
  }).flat();
  sheet.piece(skirtShape(cut, hem.reverse()), { within, depth: 0.8 });
  waistband(sheet, cut);
}

/** Patch pockets, rounded at the foot. */
function patchPockets(sheet: Sheet, cut: SkirtCut): void {
  const [x, y] = [52, cut.hipY - 14];
  for (const side of [-1, 1] as const) {
    const pocket: Point[] = [
      [x, y, 1],
      [x + 64, y, 1],
      [x + 68, y + 62],
      [x + 58, y + 73],
      [x + 34, y + 75],
      [x + 12, y + 75],
      [x + 3, y + 64],
    ];
    const row = (by: number) =>
      line(
        onSide(side, [
          [x + 1, y + by],
          [x + 63, y + by],
        ]),
      );
    sheet.piece(outline(onSide(side, pocket)), { angle: -side * 5, light: "flat", shadow: false, depth: 0.7 });
    sheet.mark(sheet.stitch(row(9)), sheet.stitch(row(13)));
  }
}

/** A short trapeze of panels, buttoned down the front or with patch pockets. */
function drawALine(sheet: Sheet, cut: SkirtCut): void {
  const isButtoned = sheet.rng() < 0.6;
  const hem = wavingHem(sheet.rng, cut.hem, cut.hemY, cut.hemCurve, 5, 2);
  sheet.piece(skirtShape(cut, hem), { within: flutes(sheet, hem, cut.hipY - 40, 0.55, 15, 0.9) });
  const y = cut.top + cut.band;
  for (const side of [-1, 1] as const) {
    const panel: Point[] = [
      [cut.waist * 0.5, y],
      [cut.hip * 0.47, cut.hipY],
      [cut.hem * 0.46, cut.hemY + cut.hemCurve * 0.8],
    ];
    const beside = panel.map(([px, py]): Point => [px + 5, py]);
    sheet.mark(sheet.seam(line(onSide(side, panel)), 0.8), sheet.stitch(line(onSide(side, beside))));
  }
  sheet.mark(sheet.stitch(hemRow(cut, 18)));
  if (sheet.isBack || !isButtoned) sheet.mark(sheet.seam(`M0 ${num(y)}V${num(cut.hemY + cut.hemCurve)}`, 0.8));
  if (!sheet.isBack && !isButtoned) patchPockets(sheet, cut);
  waistband(sheet, cut);
  if (sheet.isBack) return;
  if (isButtoned) {
    // The stand runs over the waistband, so that its buttons keep one distance from top to hem.
    drawPlacket(sheet, cut.top + 3, cut.hemY + cut.hemCurve + 1, 30, 6);
    sheet.mark(sheet.seam(`M-15 ${num(y + 2)}h30`, 0.8));
  } else sheet.mark(sheet.seam(`M-15 ${num(cut.top + 3)}V${num(y + 2)}`), buttonMark(0, cut.top + cut.band / 2 + 2, 5.2, buttonTone(sheet)));
}

/** Cut on the bias: no seam in sight, the satin falls in long slanting folds. */
function drawSlip(sheet: Sheet, cut: SkirtCut): void {
  const hem = wavingHem(sheet.rng, cut.hem, cut.hemY, cut.hemCurve, 4, 7);
  const { hip, hipY, waist, top, band } = cut;
  const start = top + band;
  // On the bias all folds lean the same way: from the left hip down to the right of the hem.
  const drape =
    sheet.fold([-waist * 0.7, start + 20], [hip * 0.1, cut.hemY - 150], 16, 20, 0.75) +
    sheet.fold([-hip + 8, hipY - 20], [-hip * 0.1, cut.hemY - 60], 18, 22, 0.75) +
    sheet.fold([waist * 0.1, start + 30], [hip * 0.86, cut.hemY - 170], 16, 18, 0.7) +
    sheet.fold([waist * 0.66, start], [hip * 0.86, hipY + 60], 6, 9, 0.7) +
    sheet.fold([-waist * 0.4, start], [-hip * 0.3, hipY + 10], 3, 8, 0.6);
  sheet.piece(skirtShape(cut, hem), {
    within: drape + tucks(sheet, -waist + 8, waist - 8, top + band - 3, 30, 12) + flutes(sheet, hem, hipY + 30, 0.7, 18, 1),
  });
  sheet.mark(sheet.seam(line(hem.map(([x, y]): Point => [x * 0.995, y - 6])), 0.55));
  elasticBand(sheet, cut);
}

/** A gathered band of elastic. */
function elasticBand(sheet: Sheet, cut: SkirtCut): void {
  const { top, waist, band } = cut;
  if (!sheet.isBack)
    sheet.piece(
      symmetric([
        [0, top - 5],
        [waist * 0.6, top - 6],
        [waist - 3, top - 8, 1],
        [waist - 2, top + 2, 1],
        [0, top + 6],
      ]),
      { light: "inside", printed: false, shadow: false },
    );
  sheet.piece(
    symmetric([
      [0, top + 2],
      [waist * 0.6, top - 1],
      [waist, top - 6, 1],
      [waist + 4, top + band - 5, 1],
      [waist * 0.6, top + band],
      [0, top + band + 3],
    ]),
    {
      within: tucks(sheet, -waist + 4, waist - 4, top - 2, band, 20),
      depth: 0.7,
    },
  );
}

export type Tier = { top: number; bottom: number; from: number; to: number };

/** Gathered tiers, the lowest under the others; each is sewn into the hem of the one above. */
export function drawTiers(sheet: Sheet, tiers: readonly Tier[], curve: number): void {
  for (const [at, { top, bottom, from, to }] of [...tiers.entries()].reverse()) {
    const isLast = at === tiers.length - 1;
    const hem = wavingHem(sheet.rng, to, bottom, curve, 6 + at, isLast ? 5 : 0.6);
    const side: Point[] = [
      [from, top - 4, 1],
      [from + (to - from) * 0.5, top + (bottom - top) * 0.3],
    ];
    const folds = tucks(sheet, -from + 4, from - 4, top + curve * 0.4, (bottom - top) * 0.5, 12 + at * 4) + flutes(sheet, hem, top + 30, from / to, 10, 0.9);
    sheet.piece(outline([...side, ...hem, ...onSide(-1, side).reverse()]), { within: folds });
    const up = (by: number) => line(hem.map(([x, y]): Point => [x * (1 - by / 1200), y - by]));
    sheet.mark(isLast ? sheet.stitch(up(11)) : sheet.stitch(up(5)));
  }
}

/** Three gathered tiers under a drawstring. */
function drawTiered(sheet: Sheet, cut: SkirtCut): void {
  const long = cut.hemY - cut.top - cut.band;
  const y = cut.top + cut.band;
  const [first, second] = [y + long * 0.28, y + long * 0.6];
  drawTiers(
    sheet,
    [
      { top: y, bottom: first, from: cut.waist + 3, to: cut.hip + 4 },
      { top: first, bottom: second, from: cut.hip + 4, to: cut.hip + (cut.hem - cut.hip) * 0.52 },
      { top: second, bottom: cut.hemY, from: cut.hip + (cut.hem - cut.hip) * 0.52, to: cut.hem },
    ],
    cut.hemCurve,
  );
  elasticBand(sheet, cut);
  if (!sheet.isBack) tassels(sheet, cut.top + cut.band / 2 + 2);
}

/** A tied cord with two tassels. */
function tassels(sheet: Sheet, y: number): void {
  const tone = sheet.look.second;
  for (const [side, drop] of [
    [-1, 104],
    [1, 88],
  ] as const) {
    const cord = line(
      onSide(side, [
        [0, y],
        [9, y + drop * 0.4],
        [12, y + drop],
      ]),
    );
    const loop = line(
      onSide(side, [
        [0, y],
        [17, y - 7],
        [23, y + 6],
        [0, y + 3],
      ]),
    );
    for (const d of [cord, loop])
      sheet.mark(
        `<path d="${d}" fill="none" stroke="#201813" stroke-opacity=".3" stroke-width="4" transform="translate(1 2)"/><path d="${d}" fill="none" stroke="${sheet.tones.line}" stroke-width="3.6" stroke-opacity=".7"/><path d="${d}" fill="none" stroke="${tone}" stroke-width="2.6"/>`,
      );
    const [x, end] = [side * 12, y + drop];
    sheet.piece(
      outline([
        [x - 3, end, 1],
        [x + 3, end, 1],
        [x + 6, end + 26, 1],
        [x - 6, end + 26, 1],
      ]),
      { base: tone, printed: false, texture: "rib", light: "tube" },
    );
  }
}

/** Skirts: pencil, pleated, A-line, bias-cut and tiered. */
export function drawSkirt(sheet: Sheet): Box {
  const base = CUTS[sheet.look.type] as SkirtCut;
  const wide = between(sheet.rng, -4, 6);
  const cut: SkirtCut = { ...base, hip: base.hip + wide, hem: base.hem + wide, hemY: base.hemY + between(sheet.rng, -16, 10) };
  switch (sheet.look.type) {
    case "pencil-skirt":
      drawPencil(sheet, cut);
      break;
    case "pleated-skirt":
      drawPleated(sheet, cut);
      break;
    case "a-line-skirt":
      drawALine(sheet, cut);
      break;
    case "slip-skirt":
      drawSlip(sheet, cut);
      break;
    default:
      drawTiered(sheet, cut);
  }
  if (sheet.view === "detail") return closeUp(20, cut.top + 150, 290);
  const high = cut.hemY + cut.hemCurve - cut.top;
  return closeUp(0, cut.top + high / 2 + 2, Math.max(high / 1.25 / 0.76, (cut.hem * 2) / 0.8));
}

import { between } from "../random";
import { armholeSeams, BASIC, bodyFolds, buttonMark, type Cut, drawSleeve, insideNeck, neckline, type SleeveCut, torso } from "./bodice";
import { hemRib } from "./knit";
import { arch, type Box, line, num, onSide, outline, type Point } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { drawCollar } from "./shirt";
import {
  block,
  buckle,
  COPPER,
  closed,
  cuffButtons,
  drawBackBody,
  drawFronts,
  drawLapel,
  drawNotchCollar,
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
  sleeveWidth,
  snap,
  twins,
  weltPocket,
  zip,
  zipPull,
} from "./tailoring";
import { lightness, mix } from "./tint";

type JacketStyle = {
  cut: Partial<Cut>;
  sleeve: SleeveCut;
  draw: (sheet: Sheet, cut: Cut, sleeve: SleeveCut) => void;
  detail: readonly [number, number];
  /** How wide the photo is, and what hangs below the hem. */
  width?: number;
  band?: number;
};

const TAILORED: SleeveCut = { length: 372, angle: 11, cuff: 62, elbow: 5 };
const STYLES: Record<string, JacketStyle> = {
  blazer: {
    cut: { top: 160, neck: 44, shoulder: 132, slope: 28, chest: 134, armpit: 298, waist: 119, waistY: 424, hem: 139, hemY: 604, hemCurve: 3 },
    sleeve: TAILORED,
    draw: blazer,
    detail: [16, 150],
  },
  "biker-jacket": {
    cut: { top: 176, neck: 46, shoulder: 130, slope: 30, chest: 134, armpit: 312, waist: 122, waistY: 440, hem: 128, hemY: 536, hemCurve: 2 },
    sleeve: { length: 366, angle: 13, cuff: 58, elbow: 6 },
    draw: biker,
    width: 500,
    detail: [14, 132],
  },
  "denim-jacket": {
    cut: { top: 176, neck: 47, neckDrop: 36, shoulder: 140, slope: 32, chest: 142, armpit: 318, waist: 136, waistY: 450, hem: 132, hemY: 540, hemCurve: 2 },
    sleeve: { length: 356, angle: 13, cuff: 58, cuffHeight: 38, elbow: 5 },
    draw: denimJacket,
    width: 500,
    band: 30,
    detail: [26, 130],
  },
  "bomber-jacket": {
    cut: { top: 176, neck: 52, neckDrop: 34, shoulder: 144, slope: 36, chest: 150, armpit: 322, waist: 156, waistY: 440, hem: 150, hemY: 540, hemCurve: 3 },
    sleeve: { length: 316, angle: 16, cuff: 60, cuffHeight: 42, cuffTexture: "rib", gathered: true, flare: 16, puff: 7, elbow: 12 },
    draw: bomber,
    width: 540,
    band: 42,
    detail: [24, 104],
  },
  "boucle-jacket": {
    cut: { top: 176, neck: 56, neckDrop: 44, shoulder: 128, slope: 28, chest: 136, armpit: 306, waist: 136, waistY: 420, hem: 142, hemY: 536, hemCurve: 3 },
    sleeve: { length: 322, angle: 13, cuff: 68, elbow: 4 },
    draw: boucle,
    width: 472,
    detail: [44, 150],
  },
};

/** Jackets: blazer, biker, denim, bomber and the collarless bouclé. */
export function drawJacket(sheet: Sheet): Box {
  const style = STYLES[sheet.look.type] as JacketStyle;
  const base: Cut = { ...BASIC, backDrop: 10, ...style.cut };
  const wide = between(sheet.rng, -4, 5);
  const cut = { ...base, chest: base.chest + wide, waist: base.waist + wide, hem: base.hem + wide, hemY: base.hemY + between(sheet.rng, -14, 10) };
  const isBoucle = sheet.look.type === "boucle-jacket";
  if (isBoucle) defineCurls(sheet);
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, style.sleeve, side, isBoucle ? { within: sleeveYarn(sheet, cut, style.sleeve, side) } : {});
  style.draw(sheet, cut, style.sleeve);
  const [x, down] = style.detail;
  return sheet.view === "detail" ? closeUp(x, cut.top + down, 320) : closeUp(0, (cut.top - 16 + cut.hemY + (style.band ?? 0)) / 2, style.width ?? 512);
}

function blazer(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  cuffButtons(sheet, cut, sleeve, 4);
  if (sheet.isBack) {
    drawBackBody(sheet, cut, 96);
    drawStand(sheet, cut);
    return;
  }
  const buttons = sheet.rng() < 0.5 ? 1 : 2;
  const front: FrontCut = { edge: 13, breakY: buttons === 1 ? cut.waistY - 16 : cut.waistY - 46, cutaway: 46 };
  const lapel: LapelCut = { tip: [89, 92 + between(sheet.rng, -8, 10)], notch: [59, 76], collar: [77, 55], belly: 7 };
  drawFronts(sheet, cut, front, (side) => {
    sideSeams(sheet, cut, side);
    drawLapel(sheet, cut, front, lapel, side);
  });
  armholeSeams(sheet, cut);
  drawNotchCollar(sheet, cut, front, lapel);
  flapPockets(sheet, 82, cut.waistY + 54, 66);
  weltPocket(sheet, 1, 76, cut.armpit + 24, 46, 13, -5);
  for (let made = 0; made < buttons; made += 1) sheet.mark(buttonMark(0, front.breakY + 12 + made * 56, 7.6, hornTone(sheet)));
}

/** The front dart, from the chest to the pocket. */
function sideSeams(sheet: Sheet, cut: Cut, side: 1 | -1): void {
  const dart: Point[] = [
    [70, cut.armpit + 62],
    [66, cut.waistY],
    [70, cut.waistY + 48],
  ];
  sheet.mark(sheet.seam(line(onSide(side, dart)), 0.55));
}

function bikerBelt(sheet: Sheet, cut: Cut): void {
  const [y, half] = [cut.hemY - 22, cut.hem + 1];
  const band = even([0, y + 1], [half * 0.6, y], [half - 1, y - 2, 1], [half, y + 24, 1], [half * 0.6, y + 26], [0, y + 27]);
  laid(sheet, band, { light: "round", depth: 0.7 });
  const row = (by: number) => evenLine([0, y + by + 1], [half * 0.6, y + by], [half - 2, y + by - 2]);
  sheet.mark(sheet.stitch(row(4)), sheet.stitch(row(23)));
  for (const x of [-half * 0.72, -half * 0.3, half * 0.72]) laid(sheet, block(1, x, y - 5, 10, 36), { depth: 0.9, texture: "smooth" });
  if (sheet.isBack) return;
  laid(sheet, closed([30, y + 1, 1], [84, y + 1, 1], [94, y + 13], [84, y + 26, 1], [30, y + 27, 1]), { depth: 0.8 });
  for (const x of [56, 68, 80]) sheet.mark(snap(x, y + 13, 2.4));
  sheet.mark(buckle(32, y + 13, 24, 32, STEEL));
}

function biker(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  for (const side of [-1, 1] as const) {
    const [a, b] = [sleeve.length - 2, sleeve.length - 92].map((down) => sleeveAt(cut, sleeve, side, down, sleeveWidth(cut, sleeve, down) - 20)) as [
      Point,
      Point,
    ];
    sheet.mark(zip(sheet, line([a, b]), STEEL, 4), zipPull(b[0], b[1], STEEL, side * 170));
  }
  if (sheet.isBack) {
    drawBackBody(sheet, cut);
    sheet.mark(sheet.seam(evenLine([0, cut.top + 66], [cut.shoulder - 8, cut.top + 60])));
    drawStand(sheet, cut);
    bikerBelt(sheet, cut);
    return;
  }
  const front: FrontCut = { edge: 66, breakY: cut.armpit + 26, hemEdge: 26 };
  const lapel: LapelCut = { tip: [101, 112], notch: [63, 78], collar: [84, 58], belly: 4 };
  drawFronts(
    sheet,
    cut,
    front,
    (side) => {
      if (side === OVER) sheet.mark(zip(sheet, sidedLine(side, [-front.edge + 5, front.breakY + 2], [-(front.hemEdge as number) + 5, cut.hemY]), STEEL));
      drawLapel(sheet, cut, front, lapel, side);
      const [x, y] = onSide(side, [[lapel.tip[0] - 11, cut.top + lapel.tip[1] + 2]])[0] as Point;
      sheet.mark(snap(x, y, 4.2));
    },
    0.9,
  );
  armholeSeams(sheet, cut);
  drawNotchCollar(sheet, cut, front, lapel);
  seams(sheet, [
    [96, cut.armpit + 6],
    [92, cut.waistY],
    [97, cut.hemY - 22],
  ]);
  for (const side of [-1, 1] as const) {
    epaulette(sheet, cut, side, STEEL);
    const pocket = onSide(side, [
      [side === 1 ? 94 : 66, cut.waistY - 34],
      [side === 1 ? 110 : 98, cut.waistY + 30],
    ]);
    sheet.mark(zip(sheet, line(pocket), STEEL, 5), zipPull((pocket[0] as Point)[0], (pocket[0] as Point)[1], STEEL, side * -14));
  }
  bikerBelt(sheet, cut);
}

/** Copper stitches in two rows beside a line, `by` px apart. */
function topStitch(sheet: Sheet, points: readonly Point[], side: 1 | -1, thread: string): void {
  const path = (shift: number) =>
    line(
      onSide(
        side,
        points.map(([x, y]): Point => [x + shift, y + Math.abs(shift) * 0.2]),
      ),
    );
  sheet.mark(sheet.seam(path(0), 0.8), sheet.stitch(path(3.5), thread), sheet.stitch(path(6.5), thread));
}

function denimJacket(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  const thread = sheet.rng() < 0.75 ? COPPER : sheet.tones.thread;
  const yoke = cut.top + 96;
  if (!sheet.isBack) insideNeck(sheet, cut);
  sheet.piece(torso(cut, sheet.isBack), { within: bodyFolds(sheet, cut, 0.8) + fade(cut) });
  armholeSeams(sheet, cut);
  for (const side of [-1, 1] as const) {
    topStitch(
      sheet,
      [
        [sheet.isBack ? 0 : 12, yoke + 2],
        [cut.shoulder - 12, yoke - 3],
      ],
      side,
      thread,
    );
    topStitch(
      sheet,
      [
        [42, yoke + 50],
        [28, cut.hemY],
      ],
      side,
      thread,
    );
    topStitch(
      sheet,
      [
        [102, yoke + 50],
        [84, cut.hemY],
      ],
      side,
      thread,
    );
    if (!sheet.isBack) pointedPocket(sheet, side, 71, yoke, thread);
  }
  hemBand(sheet, cut, 30, thread);
  if (!sheet.isBack) studPlacket(sheet, cut, thread);
  drawCollar(sheet, cut, sheet.isBack ? "band" : "point");
  for (const side of [-1, 1] as const) {
    const [x, y] = sleeveAt(cut, sleeve, side, sleeve.length - 19, sleeve.cuff - 10);
    sheet.mark(snap(x, y, 4.4, COPPER));
  }
}

/** Where denim wears: the chest and the middle of the fronts are paler. */
function fade(cut: Cut): string {
  const shares = [1, 0.86, 0.72, 0.58, 0.44, 0.3];
  const glow = (x: number) =>
    shares
      .map((share) => `<ellipse cx="${x}" cy="${cut.armpit + 70}" rx="${num(42 * share)}" ry="${num(118 * share)}" fill="#eef3f8" fill-opacity=".018"/>`)
      .join("");
  return glow(-64) + glow(62);
}

function pointedPocket(sheet: Sheet, side: 1 | -1, x: number, y: number, thread: string): void {
  laid(sheet, sided(side, [x - 31, y + 6, 1], [x + 31, y + 4, 1], [x + 30, y + 66, 1], [x, y + 80, 1], [x - 28, y + 66, 1]), { depth: 0.5 });
  const flap = (inset: number): Point[] => [
    [x - 33 + inset, y + 1, 1],
    [x - 33 + inset, y + 24 - inset, 1],
    [x, y + 39 - inset * 1.2, 1],
    [x + 34 - inset, y + 23 - inset, 1],
    [x + 34 - inset, y - 1, 1],
  ];
  laid(sheet, outline(onSide(side, flap(0))), { depth: 0.6 });
  sheet.mark(sheet.stitch(line(onSide(side, flap(4))), thread), snap(side * x, y + 26, 4.4, COPPER));
}

function hemBand(sheet: Sheet, cut: Cut, height: number, thread: string): void {
  const { hem, hemY } = cut;
  const row = (by: number, inset = 0): Point[] => [
    [0, hemY + by + 2],
    [hem * 0.6, hemY + by + 1],
    [hem - inset, hemY + by - 1, 1],
  ];
  laid(sheet, even(...row(-2, -1), ...row(height, 3).reverse()), { angle: 90, light: "flat", shadow: true });
  sheet.mark(sheet.stitch(arch(row(3, 1)), thread), sheet.stitch(arch(row(height - 5, 4)), thread));
}

function studPlacket(sheet: Sheet, cut: Cut, thread: string): void {
  const [top, bottom] = [cut.top + cut.neckDrop, cut.hemY + 31];
  laid(sheet, closed([-15, top, 1], [15, top, 1], [15, bottom, 1], [-15, bottom, 1]), { depth: 0.5 });
  sheet.mark(sheet.stitch(`M-11 ${num(top)}V${num(bottom - 3)}M11 ${num(top)}V${num(bottom - 3)}`, thread));
  for (let made = 0; made < 6; made += 1) sheet.mark(snap(0, top + 18 + ((bottom - top - 34) * made) / 5, 5.4, COPPER));
}

function bomber(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  const gathered = [0.24, 0.46, 0.7, 0.88].flatMap((share) => [-share, share]);
  const puckers = gathered
    .map((x) => sheet.fold([x * cut.hem, cut.hemY], [x * cut.hem * 0.96 + between(sheet.rng, -4, 4), cut.hemY - between(sheet.rng, 46, 84)], 2, 8, 1.1))
    .join("");
  if (!sheet.isBack) insideNeck(sheet, cut);
  hemRib(sheet, cut, 42);
  sheet.piece(torso(cut, sheet.isBack), { within: bodyFolds(sheet, cut) + puckers });
  armholeSeams(sheet, cut);
  if (!sheet.isBack) {
    const end = cut.hemY + 44;
    const start = cut.top + cut.neckDrop;
    sheet.mark(
      zip(sheet, `M0 ${num(start)}V${num(end)}`, STEEL, 7),
      sheet.stitch(`M-9 ${num(start + 16)}V${num(cut.hemY)}M9 ${num(start + 16)}V${num(cut.hemY)}`),
    );
    for (const side of [-1, 1] as const) {
      laid(sheet, sided(side, [62, cut.hemY - 112, 1], [74, cut.hemY - 116, 1], [106, cut.hemY - 40, 1], [94, cut.hemY - 34, 1]), { depth: 0.6 });
      sheet.mark(snap(side * 84, cut.hemY - 75, 3.4));
    }
    armZip(sheet, cut, sleeve);
  }
  ribCollar(sheet, cut);
  if (!sheet.isBack) sheet.mark(zipPull(0, cut.top + cut.neckDrop + 6));
}

function armZip(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  const [a, b] = [sleeveAt(cut, sleeve, 1, 78, 12), sleeveAt(cut, sleeve, 1, 140, 26)];
  sheet.mark(zip(sheet, line([a, b]), STEEL, 4), zipPull(a[0], a[1], STEEL, -20));
}

/** The stand of ribbed knit, its inside first. */
function ribCollar(sheet: Sheet, cut: Cut): void {
  const { top, neck, neckDrop, backDrop } = cut;
  const rise = 24;
  const drop = sheet.isBack ? backDrop : neckDrop;
  const ends: Point[] = [
    [neck - 8, top - rise + 2],
    [neck + 1, top - 10],
    [neck + 10, top + 4, 1],
  ];
  laid(sheet, even([0, top - rise + 1], [neck * 0.6, top - rise], ...ends, [neck * 0.66, top + drop * 0.82 + 6], [0, top + drop + 9]), {
    texture: "rib",
    printed: false,
    shadow: true,
  });
  if (sheet.isBack) return;
  const opening: Point[] = [
    [neck - 10, top - rise + 5],
    [neck * 0.78, top - 2],
    [neck * 0.42, top + drop * 0.5],
    [0, top + drop * 0.62, 1],
  ];
  sheet.piece(even([0, top - rise + 4], [neck * 0.6, top - rise + 3], ...opening), { light: "inside", texture: "rib", printed: false, shadow: false });
  sheet.mark(sheet.seam(evenLine([0, top + backDrop - 6], [neck * 0.5, top + backDrop - 8], [neck * 0.74, top - 2]), 0.5));
}

const braidTone = (sheet: Sheet): string =>
  Math.abs(lightness(sheet.look.second) - lightness(sheet.look.base)) > 0.16
    ? sheet.look.second
    : mix(sheet.look.base, lightness(sheet.look.base) > 0.5 ? "#241c20" : "#f3ece0", 0.72);

/** A woven braid along a line. */
function braid(sheet: Sheet, d: string, tone: string, width = 9): string {
  const dark = mix(tone, "#14100f", 0.5);
  return (
    `<g fill="none"><path d="${d}" stroke="${sheet.tones.shade}" stroke-opacity=".3" stroke-width="${width + 3}" transform="translate(.8 1.600)"/>` +
    `<path d="${d}" stroke="${dark}" stroke-width="${width}"/><path d="${d}" stroke="${tone}" stroke-width="${width - 1.4}"/>` +
    `<path d="${d}" stroke="${dark}" stroke-opacity=".45" stroke-width="${width - 2}" stroke-dasharray="1.200 3"/><path d="${d}" stroke="${mix(tone, "#ffffff", 0.5)}" stroke-opacity=".55" stroke-width="1.600" stroke-dasharray="3 1.200"/></g>`
  );
}

const CURL_TILE = 84;

/** The loops of bouclé yarn, as a pattern that all its pieces share: each piece would else cost thousands of strokes. */
function defineCurls(sheet: Sheet): void {
  let [dark, pale] = ["", ""];
  const [rows, step] = [12, CURL_TILE / 12];
  for (let at = 0; at < rows * rows; at += 1) {
    const x = (at % rows) * step + between(sheet.rng, 0, step);
    const y = Math.floor(at / rows) * step + between(sheet.rng, 0, step);
    const turn = between(sheet.rng, 0, Math.PI * 2);
    const arm = (angle: number, reach: number) => `${num(Math.cos(turn + angle) * reach)} ${num(Math.sin(turn + angle) * reach)}`;
    dark += `M${num(x)} ${num(y)}q${arm(-0.9, 4.5)} ${arm(0.3, 4)}t${arm(2, 3)}`;
    pale += `M${num(x + 0.9)} ${num(y + 1.2)}q${arm(-0.9, 4)} ${arm(0.3, 3.6)}`;
  }
  const { shade, light } = sheet.tones;
  const strokes =
    `<path d="${dark}" fill="none" stroke="${shade}" stroke-opacity=".34" stroke-width="1.300"/>` +
    `<path d="${pale}" fill="none" stroke="${light}" stroke-opacity=".4" stroke-width="1.200"/>`;
  sheet.mark(`<defs><pattern id="curls" patternUnits="userSpaceOnUse" width="${CURL_TILE}" height="${CURL_TILE}">${strokes}</pattern></defs>`);
}

const CURLS = '<rect x="-320" y="0" width="640" height="800" fill="url(#curls)"/>';

function sleeveYarn(sheet: Sheet, cut: Cut, sleeve: SleeveCut, side: 1 | -1): string {
  const bend = (down: number, from: number, to: number) =>
    sheet.fold(sleeveAt(cut, sleeve, side, down, from), sleeveAt(cut, sleeve, side, down - 54, to), side * 5, 10, 0.8);
  return CURLS + bend(190, 4, 40) + bend(230, 8, 46) + bend(290, 14, 40);
}

function boucle(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  const tone = braidTone(sheet);
  const gold = "#c2a05c";
  for (const side of [-1, 1] as const) {
    const down = sleeve.length - 5;
    sheet.mark(braid(sheet, line([sleeveAt(cut, sleeve, side, down, 1), sleeveAt(cut, sleeve, side, down, sleeve.cuff - 1)]), tone));
    for (const up of [20, 34]) {
      const [x, y] = sleeveAt(cut, sleeve, side, sleeve.length - up, sleeveWidth(cut, sleeve, sleeve.length - up) - 26);
      sheet.mark(snap(x, y, 4.2, gold));
    }
  }
  if (!sheet.isBack) insideNeck(sheet, cut);
  sheet.piece(torso(cut, sheet.isBack), { within: CURLS + bodyFolds(sheet, cut, 0.6) });
  armholeSeams(sheet, cut);
  const hem = evenLine([0, cut.hemY + cut.hemCurve - 5], [cut.hem * 0.5, cut.hemY + cut.hemCurve * 0.75 - 5], [cut.hem - 1, cut.hemY - 5]);
  const neck = neckline({ ...cut, neckShape: "round" }, sheet.isBack ? cut.backDrop : cut.neckDrop).map(
    ([x, y], at): Point => [x + (at === 3 ? 4 : 2), y + (at === 3 ? 2 : 5)],
  );
  sheet.mark(braid(sheet, hem, tone), braid(sheet, arch(neck), tone));
  if (sheet.isBack) return;
  const [start, end] = [cut.top + cut.neckDrop + 5, cut.hemY + cut.hemCurve];
  for (const [y, width] of [
    [cut.armpit - 12, 56],
    [cut.hemY - 94, 70],
  ] as const) {
    laid(
      sheet,
      twins((side) => block(side, 74, y, width, width * 0.92)),
      { depth: 0.6, within: CURLS },
    );
    for (const x of [-74, 74]) sheet.mark(braid(sheet, `M${num(x - width / 2)} ${num(y + 4)}h${width}`, tone, 8), snap(x, y + 17, 4.6, gold));
  }
  for (const x of [-5.5, 5.5]) sheet.mark(braid(sheet, `M${x} ${num(start)}V${num(end)}`, tone));
  sheet.mark(sheet.seam(`M0 ${num(start - 4)}V${num(end)}`, 1));
  for (let made = 0; made < 5; made += 1) sheet.mark(snap(14, start + 24 + ((end - start - 60) * made) / 4, 5.4, gold));
}

import { between } from "../random";
import { armholeSeams, BASIC, bodyFolds, buttonMark, type Cut, drawSleeve, frontPanel, hemStitch, insideNeck, neckBand, type SleeveCut, torso } from "./bodice";
import { arch, type Box, leaf, line, onSide, outline, type Point, symmetric } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { buttonTone } from "./shirt";

const SLEEVE: SleeveCut = {
  length: 322,
  angle: 13,
  cuff: 60,
  cuffHeight: 44,
  cuffTexture: "rib",
  gathered: true,
  flare: 6,
  elbow: 5,
};

/** The rib at the hem, a little narrower than the body it holds. */
export function hemRib(sheet: Sheet, cut: Cut, height: number, base?: string): void {
  const { hem, hemY, hemCurve } = cut;
  sheet.piece(
    symmetric([
      [0, hemY + hemCurve - 2],
      [hem * 0.5, hemY + hemCurve * 0.75 - 2],
      [hem - 2, hemY - 2, 1],
      [hem - 9, hemY + height, 1],
      [0, hemY + hemCurve + height],
    ]),
    { texture: "rib", printed: false, ...(base ? { base } : {}) },
  );
}

/** A rope cable down the cloth from `top` to `bottom` at x; `way` is the side it twists to. */
function cable(sheet: Sheet, x: number, top: number, bottom: number, way: 1 | -1): string {
  const { shade, base, light } = sheet.tones;
  let svg = `<path d="M${x - 17} ${top}V${bottom}M${x + 17} ${top}V${bottom}" stroke="${shade}" stroke-opacity=".34" stroke-width="5"/>`;
  for (let y = bottom; y > top; y -= 19) {
    const strand = outline([
      [x - 13 * way, y - 12],
      [x - 8 * way, y - 21],
      [x + 4 * way, y - 8],
      [x + 13 * way, y + 12],
      [x + 9 * way, y + 21],
      [x - 5 * way, y + 7],
    ]);
    svg +=
      `<path d="${strand.d}" fill="${base}" stroke="${shade}" stroke-opacity=".62" stroke-width="1.7"/>` +
      `<path d="${leaf([x - 9 * way, y - 14], [x + 8 * way, y + 12], way * -2, 3.4)}" fill="${light}" fill-opacity=".42"/>`;
  }
  return svg;
}

function cables(sheet: Sheet, cut: Cut): string {
  if (sheet.look.pattern !== "cable") return "";
  return [-84, -28, 28, 84].map((x) => cable(sheet, x, cut.top + 10, cut.hemY + 8, x < 0 ? 1 : -1)).join("");
}

type KnitStyle = { cut: Partial<Cut>; sleeve?: Partial<SleeveCut>; neck: "band" | "roll" | "hood" };
const SWEATERS: Record<string, KnitStyle> = {
  "crew-sweater": { cut: {}, neck: "band" },
  "roll-neck": { cut: { neck: 44, neckDrop: 22, waist: 128, hem: 132 }, neck: "roll" },
  "vee-sweater": { cut: { neckShape: "vee", neckDrop: 108, neck: 54 }, neck: "band" },
  "chunky-sweater": {
    cut: { shoulder: 158, slope: 42, chest: 162, armpit: 336, waist: 164, hem: 160, hemY: 556 },
    sleeve: { length: 292, cuff: 76, angle: 15, flare: 14 },
    neck: "band",
  },
  hoodie: {
    cut: {
      shoulder: 150,
      slope: 38,
      chest: 154,
      armpit: 328,
      waist: 154,
      hem: 154,
      neckShape: "vee",
      neckDrop: 62,
      neck: 50,
    },
    sleeve: { length: 312, cuff: 66 },
    neck: "hood",
  },
};

function rollCollar(sheet: Sheet, cut: Cut): void {
  const { top, neck } = cut;
  sheet.piece(
    symmetric([
      [0, top - 44],
      [neck * 0.84, top - 42, 1],
      [neck * 0.9, top - 20],
      [neck + 6, top + 6, 1],
      [neck * 0.6, top + 24],
      [0, top + 31],
    ]),
    { texture: "rib", light: "tube", printed: false },
  );
  sheet.mark(
    sheet.seam(
      arch([
        [0, top - 34],
        [neck * 0.5, top - 37],
        [neck * 0.84, top - 42],
      ]),
      0.5,
    ),
    sheet.fold([-neck * 0.9, top - 6], [neck * 0.9, top - 8], -9, 9),
  );
}

function hood(sheet: Sheet, cut: Cut): void {
  const { top, neck } = cut;
  sheet.piece(
    symmetric([
      [0, top - 46],
      [neck * 0.9, top - 38],
      [neck + 26, top + 6],
      [neck + 8, top + 26, 1],
      [0, top + 50],
    ]),
    { light: "tube" },
  );
  sheet.piece(
    symmetric([
      [0, top - 26],
      [neck * 0.72, top - 20],
      [neck * 0.96, top + 12],
      [neck * 0.5, top + 40],
      [0, top + cut.neckDrop],
    ]),
    { light: "inside", shadow: false },
  );
  for (const side of [-1, 1] as const) {
    sheet.piece(
      outline(
        onSide(side, [
          [0, top + cut.neckDrop, 1],
          [neck * 0.52, top + 34],
          [neck * 0.86, top + 4],
          [neck * 0.86, top - 24, 1],
          [neck + 22, top - 2],
          [neck + 12, top + 34],
          [neck * 0.5, top + cut.neckDrop + 14],
          [0, top + cut.neckDrop + 28, 1],
        ]),
      ),
      { angle: side * 20, light: "tube" },
    );
    const cord = line(
      onSide(side, [
        [20, top + cut.neckDrop + 6],
        [25, top + cut.neckDrop + 54],
        [22, top + cut.neckDrop + 112],
      ]),
    );
    sheet.mark(
      `<path d="${cord}" fill="none" stroke="#2a211c" stroke-opacity=".3" stroke-width="5" transform="translate(1 2)"/><path d="${cord}" fill="none" stroke="#efe9dc" stroke-width="3.6" stroke-linecap="round"/>`,
    );
  }
}

function kangarooPocket(sheet: Sheet, cut: Cut): void {
  const [top, bottom] = [cut.hemY - 104, cut.hemY + 2];
  sheet.piece(
    symmetric([
      [0, top, 1],
      [56, top, 1],
      [94, bottom - 36, 1],
      [98, bottom, 1],
      [0, bottom, 1],
    ]),
    { light: "flat", shadow: false },
  );
  for (const side of [-1, 1] as const)
    sheet.mark(
      sheet.stitch(
        line(
          onSide(side, [
            [52, top + 5],
            [89, bottom - 35],
          ]),
        ),
      ),
    );
}

/** Sweaters, roll-necks and hoodies. */
export function drawSweater(sheet: Sheet): Box {
  const style = SWEATERS[sheet.look.type] as KnitStyle;
  const base: Cut = { ...BASIC, hemY: 566, waist: 138, hem: 138, hemCurve: 4, ...style.cut };
  const wide = between(sheet.rng, -4, 8);
  const cut = {
    ...base,
    chest: base.chest + wide,
    waist: base.waist + wide,
    hem: base.hem + wide,
    hemY: base.hemY + between(sheet.rng, -14, 12),
  };
  const trim = sheet.rng() < 0.15 && sheet.look.pattern === "plain" ? sheet.look.second : undefined;
  if (!sheet.isBack && style.neck === "band") insideNeck(sheet, cut, trim, 12);
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, { ...SLEEVE, ...style.sleeve }, side);
  hemRib(sheet, cut, 40, trim);
  sheet.piece(torso(cut, sheet.isBack), { within: cables(sheet, cut) + bodyFolds(sheet, cut) });
  armholeSeams(sheet, cut);
  if (style.neck === "roll") rollCollar(sheet, cut);
  else if (style.neck === "band" || sheet.isBack) neckBand(sheet, cut, 19, "rib", trim);
  else {
    hood(sheet, cut);
    kangarooPocket(sheet, cut);
  }
  return sheet.view === "detail" ? closeUp(20, cut.top + 120, 320) : closeUp(0, (cut.top + cut.hemY) / 2 + 16, 512);
}

type CardiganStyle = {
  cut: Partial<Cut>;
  sleeve?: Partial<SleeveCut>;
  buttons: number;
  isOpen?: boolean;
  pockets?: boolean;
};
const CARDIGANS: Record<string, CardiganStyle> = {
  "classic-cardigan": { cut: {}, buttons: 6 },
  "cropped-cardigan": {
    cut: { hemY: 478, waistY: 380, waist: 126, hem: 122, shoulder: 124, chest: 130, neckDrop: 84 },
    sleeve: { length: 312 },
    buttons: 5,
  },
  "long-cardigan": {
    cut: { hemY: 690, waistY: 470, hem: 148, top: 120, armpit: 262, neckDrop: 214 },
    buttons: 4,
    pockets: true,
  },
  "open-cardigan": { cut: { hemY: 656, hem: 146, top: 130, armpit: 272 }, buttons: 0, isOpen: true, pockets: true },
  "grandpa-cardigan": {
    cut: { shoulder: 152, slope: 38, chest: 156, armpit: 326, waist: 156, hem: 154, hemY: 586, neckDrop: 190 },
    sleeve: { length: 304, cuff: 68 },
    buttons: 5,
    pockets: true,
  },
};

function buttonBand(sheet: Sheet, cut: Cut, buttons: number, bottom: number): void {
  const { top, neck, neckDrop } = cut;
  const inner: Point[] = [
    [neck - 2, top - 2, 1],
    [neck * 0.62 - 1, top + neckDrop * 0.42],
    [-9, top + neckDrop + 4, 1],
    [-9, bottom, 1],
  ];
  const outer: Point[] = [
    [9, bottom, 1],
    [9, top + neckDrop + 12, 1],
    [neck * 0.62 + 17, top + neckDrop * 0.42 + 6],
    [neck + 16, top + 4, 1],
  ];
  sheet.piece(
    outline(
      onSide(-1, [
        [neck - 2, top - 2, 1],
        [neck * 0.62 - 1, top + neckDrop * 0.42],
        [0, top + neckDrop, 1],
        [9, top + neckDrop + 16, 1],
        [neck * 0.62 + 17, top + neckDrop * 0.42 + 6],
        [neck + 16, top + 4, 1],
      ]),
    ),
    { texture: "rib", printed: false, light: "flat", angle: -18 },
  );
  sheet.piece(outline([...inner, ...outer]), { texture: "rib", printed: false, light: "flat", angle: 90 });
  const tone = buttonTone(sheet);
  for (let made = 0; made < buttons; made += 1) {
    sheet.mark(buttonMark(0, top + neckDrop + 22 + ((bottom - top - neckDrop - 42) * made) / Math.max(1, buttons - 1), 6, tone));
  }
}

function patchPockets(sheet: Sheet, cut: Cut): void {
  const [y, x] = [cut.hemY - 112, 40];
  for (const side of [-1, 1] as const) {
    sheet.piece(
      outline(
        onSide(side, [
          [x, y, 1],
          [x + 66, y, 1],
          [x + 67, y + 78, 1],
          [x, y + 80, 1],
        ]),
      ),
      { light: "flat", shadow: false, depth: 0.6 },
    );
    sheet.piece(
      outline(
        onSide(side, [
          [x - 1, y - 2, 1],
          [x + 67, y - 2, 1],
          [x + 67, y + 16, 1],
          [x - 1, y + 16, 1],
        ]),
      ),
      { light: "flat", shadow: false, texture: "rib", printed: false },
    );
  }
}

function openFronts(sheet: Sheet, cut: Cut): void {
  sheet.piece(torso(cut, true), { light: "inside" });
  for (const side of [-1, 1] as const) {
    const edge: Point[] = [
      [34, cut.hemY + 4, 1],
      [28, cut.armpit + 40],
      [cut.neck - 10, cut.top + 70],
    ];
    sheet.piece(frontPanel(cut, side, edge), { within: bodyFolds(sheet, cut) });
    const band = outline(
      onSide(side, [
        ...edge,
        [cut.neck, cut.top - 2, 1],
        [cut.neck + 20, cut.top + 6, 1],
        [cut.neck + 12, cut.top + 74],
        [50, cut.armpit + 40],
        [56, cut.hemY + 5, 1],
      ]),
    );
    sheet.piece(band, { texture: "rib", printed: false, light: "flat", angle: 90 });
  }
}

/** Cardigans, buttoned or open. */
export function drawCardigan(sheet: Sheet): Box {
  const style = CARDIGANS[sheet.look.type] as CardiganStyle;
  const base: Cut = {
    ...BASIC,
    neckShape: "vee",
    neck: 50,
    neckDrop: 150,
    hemY: 566,
    waist: 136,
    hem: 138,
    hemCurve: 2,
    ...style.cut,
  };
  const cut = { ...base, hemY: base.hemY + between(sheet.rng, -16, 16) };
  if (!sheet.isBack && !style.isOpen) insideNeck(sheet, cut, undefined, 13);
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, { ...SLEEVE, ...style.sleeve }, side);
  if (!style.isOpen || sheet.isBack) hemRib(sheet, cut, 34);
  if (style.isOpen && !sheet.isBack) openFronts(sheet, cut);
  else sheet.piece(torso(cut, sheet.isBack), { within: cables(sheet, cut) + bodyFolds(sheet, cut) });
  armholeSeams(sheet, cut);
  if (sheet.isBack) neckBand(sheet, cut, 15);
  else {
    if (style.pockets) patchPockets(sheet, cut);
    if (!style.isOpen) buttonBand(sheet, cut, style.buttons, cut.hemY + 35);
    else hemStitch(sheet, cut);
  }
  const middle = (cut.top + cut.hemY) / 2 + 14;
  return sheet.view === "detail" ? closeUp(20, cut.top + 140, 320) : closeUp(0, middle, cut.hemY > 640 ? 560 : 512);
}

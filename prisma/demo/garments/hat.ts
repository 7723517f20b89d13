import { between, type Random } from "../random";
import { buttonMark } from "./bodice";
import { BRASS, LINING, moved, Pen, trace } from "./foot";
import { along, arch, type Box, line, num, outline, type Point, type Shape, symmetric } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { lightness, mix, tonesOf } from "./tint";

type HatStyle = { draw: (sheet: Sheet) => void; middle: number; width: number; detail: readonly [number, number] };

const STYLES: Record<string, HatStyle> = {
  fedora: { draw: fedora, middle: 400, width: 680, detail: [70, 420] },
  beanie: { draw: beanie, middle: 400, width: 520, detail: [40, 440] },
  "straw-hat": { draw: strawHat, middle: 400, width: 720, detail: [90, 400] },
  cap: { draw: cap, middle: 400, width: 640, detail: [-60, 420] },
  beret: { draw: beret, middle: 390, width: 600, detail: [20, 400] },
};

/** Hats, seen from the front and a little from above; the cap from its side. */
export function drawHat(sheet: Sheet): Box {
  const style = STYLES[sheet.look.type] as HatStyle;
  style.draw(sheet);
  return sheet.view === "detail" ? closeUp(style.detail[0], style.detail[1], 300) : closeUp(0, style.middle, style.width);
}

const half = (given: string): Shape => symmetric(trace(given));
const closed = (given: string): Shape => outline(trace(given));
const bow = (given: string): string => arch(trace(given));
const run = (given: string): string => line(trace(given));

/** A soft band of light (or shade) along a line. */
function softly(d: string, colour: string, width: number, opacity: number): string {
  return [1, 0.8, 0.6, 0.4, 0.2]
    .map((share) => `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${num(width * share)}" stroke-opacity="${opacity}" stroke-linecap="round"/>`)
    .join("");
}

/** The ribbon's colour: dark on most hats, lighter on dark ones. */
function ribbonOf(sheet: Sheet): string {
  const { base, accent } = sheet.look;
  if (sheet.rng() < 0.3) return mix(accent, "#2a2226", 0.35);
  return lightness(base) < 0.3 ? mix(base, "#000000", 0.5) : mix(base, "#1d1719", 0.74);
}

function fedora(sheet: Sheet): void {
  const ribbon = ribbonOf(sheet);
  const tall = between(sheet.rng, -12, 10);
  const wide = between(sheet.rng, -8, 8);
  const tip = 268 + wide;
  // The brim's far side rises behind the crown; we see its upper face fall away.
  sheet.piece(half(`0,418 140,412 220,422 ${tip},446! 200,500 0,510`), { light: "round", depth: 1.2 });
  const front = half(`0,472 130,468 214,456 ${tip},446! ${tip - 6},470 214,516 110,548 0,556`);
  sheet.piece(front, { light: "round", within: softly(bow("0,524 110,516 206,484"), sheet.tones.light, 34, 0.05 * sheet.tones.lift) });
  const edge = bow(`0,549 108,541 208,510 ${tip - 12},466`);
  sheet.mark(sheet.stitch(edge));
  const crown = half(`0,${276 + tall} 32,${264 + tall} 66,${260 + tall} 96,${280 + tall} 114,336 125,420 130,484! 66,500 0,504`);
  const dents =
    softly(run(`-4,${282 + tall} -14,330 -8,372`), sheet.tones.shade, 44, 0.05 * sheet.tones.depth) +
    sheet.fold([52, 268 + tall], [40, 376], -9, 17, 1.5) +
    sheet.fold([-48, 268 + tall], [-44, 380], 9, 17, 1.5) +
    sheet.fold([0, 276 + tall], [-2, 350], 2, 12, 0.9) +
    softly(run(`-92,${280 + tall} -104,350 -112,410`), sheet.tones.light, 26, 0.05 * sheet.tones.lift);
  sheet.piece(crown, { light: "round", depth: 1.15, within: dents });
  const band = half("0,452 64,448 126,428! 131,484! 66,501 0,505");
  sheet.piece(band, { base: ribbon, texture: "smooth", printed: false, depth: 1.1, within: grosgrain(ribbon) });
  if (!sheet.isBack) ribbonBow(sheet, ribbon, 104, 466, 0.9);
  sheet.mark(softly(bow("0,512 70,508 138,488"), sheet.tones.shade, 14, 0.06));
}

/** The fine ribs of a ribbon. */
function grosgrain(ribbon: string): string {
  let d = "";
  for (let x = -150; x < 150; x += 4) d += `M${x} 380V520`;
  return `<path d="${d}" stroke="${lightness(ribbon) < 0.3 ? "#ffffff" : "#000000"}" stroke-width="1" stroke-opacity=".09"/>`;
}

/** The flat bow of a hat ribbon. */
function ribbonBow(sheet: Sheet, base: string, x: number, y: number, scale: number, tails = false): void {
  const put = (given: string) =>
    sheet.piece(outline(trace(given).map(([px, py, corner]): Point => (corner ? [x + px * scale, y + py * scale, 1] : [x + px * scale, y + py * scale]))), {
      base,
      texture: "smooth",
      printed: false,
      light: "tube",
      depth: 0.9,
    });
  if (tails) {
    put("-4,0! -26,44 -34,112! -16,102! -4,118! 4,50 8,0!");
    put("0,0! 18,44 34,96! 46,84! 62,88! 38,36 10,-4!");
  }
  put("-2,-20! -30,-30 -44,-24! -44,26! -28,32 -2,22!");
  put("2,-20! 26,-26 36,-20! 36,24! 24,28 2,22!");
  put("-8,-22! 8,-22! 9,24! -9,24!");
}

/** The height of a straw brim's middle on the sheet. */
const BRIM_MIDDLE = 466;

function strawHat(sheet: Sheet): void {
  const ribbon = ribbonOf(sheet);
  const wave = between(sheet.rng, 6, 16);
  const brim = `0,348 150,362 256,408 ${296},468 ${262 - wave},536 150,${574 + wave * 0.6} 0,${580 - wave * 0.4}`;
  sheet.piece(half(brim), { light: "round", depth: 1.1, within: plaits(wave) });
  for (const share of [0.92, 0.83, 0.74, 0.65, 0.56]) sheet.mark(sheet.seam(half(ringRow(share)).d, 0.6));
  sheet.mark(softly(bow("0,506 80,500 150,470"), sheet.tones.shade, 40, 0.05 * sheet.tones.depth));
  const crown = half("0,260 60,266 108,298 134,366 142,440 146,474! 76,498 0,504");
  sheet.piece(crown, { light: "round", depth: 1.1, within: softly(run("-70,300 -98,360 -104,420"), sheet.tones.light, 36, 0.05 * sheet.tones.lift) });
  for (const y of [292, 320, 350, 382]) {
    const reach = 40 + Math.sqrt(y - 262) * 9.4;
    sheet.mark(sheet.seam(bow(`0,${y + 10} ${reach * 0.6},${y + 5} ${Math.min(139, reach)},${y - 8}`), 0.5));
  }
  sheet.piece(half("0,444 76,438 140,414! 146,472! 76,498 0,504"), { base: ribbon, texture: "smooth", printed: false, depth: 1.1, within: grosgrain(ribbon) });
  if (!sheet.isBack) ribbonBow(sheet, ribbon, 92, 472, 1, true);
}

/** One of the rows in which a brim is sewn, at a share of its width. */
function ringRow(share: number): string {
  const at = (x: number, y: number) => `${x * share},${BRIM_MIDDLE + y * share}`;
  return [at(0, -118), at(150, -104), at(256, -58), at(294, 0), at(258, 62), at(150, 104), at(0, 110)].join(" ");
}

/** The darker edge of a straw brim's binding. */
function plaits(wave: number): string {
  const edge = symmetric(trace(`0,356 148,370 250,412 288,468 ${256 - wave},530 148,${566 + wave * 0.6} 0,${572 - wave * 0.4}`)).d;
  return `<path d="${edge}" fill="none" stroke="#3d2c18" stroke-width="1.2" stroke-opacity=".4"/>`;
}

function beanie(sheet: Sheet): void {
  const slouch = between(sheet.rng, -14, 18);
  const pom = sheet.rng() < 0.4;
  const cuff = between(sheet.rng, 96, 122);
  const top = (pom ? 268 : 236) - slouch;
  const folded = 560 - cuff;
  const gathers = [-150, -112, -76, -38, 0, 38, 76, 112, 150].map((x) => sheet.fold([x * 0.1, top + 6], [x, folded + 10], (-x / 150) * 15, 7, 0.9)).join("");
  sheet.piece(half(`0,${top} 44,${top + 4} 104,${top + 40} 148,${top + 112} 164,${folded - 20} 165,${folded + 20}! 0,${folded + 30}`), {
    light: "round",
    depth: 1.2,
    within: gathers,
  });
  if (pom) pompom(sheet, top - 18);
  sheet.mark(softly(bow(`0,${folded + 2} 90,${folded} 162,${folded - 6}`), sheet.tones.shade, 26, 0.05 * sheet.tones.depth));
  const edge = `0,${folded + 8} 90,${folded + 6} 160,${folded - 2} 174,${folded + 6} 178,510 172,552 160,562 90,572 0,575`;
  sheet.piece(half(edge), { light: "round", depth: 1.1, texture: "rib" });
  if (!sheet.isBack && sheet.rng() < 0.6) wovenLabel(sheet, 74, folded + cuff / 2 + 6);
}

/** A small woven label sewn to the cuff. */
function wovenLabel(sheet: Sheet, x: number, y: number): void {
  const tone = lightness(sheet.look.base) > 0.6 ? "#3a3133" : "#efe7d8";
  const mark = lightness(tone) > 0.5 ? "#6f6252" : "#cbbfae";
  sheet.piece(closed(`${x - 20},${y - 13}! ${x + 20},${y - 15}! ${x + 20},${y + 13}! ${x - 20},${y + 15}!`), {
    base: tone,
    texture: "smooth",
    light: "flat",
    printed: false,
    shadow: false,
  });
  sheet.mark(`<path d="M${num(x - 11)} ${num(y)}l22 -1" stroke="${mark}" stroke-width="2.4" stroke-dasharray="3.4 1.6"/>`);
}

/** A bobble of cut yarn: strands from its middle, over a soft ball. */
function pompom(sheet: Sheet, y: number): void {
  const rng: Random = sheet.rng;
  const points: Point[] = Array.from({ length: 56 }, (_, at) => {
    const angle = (at / 56) * 2 * Math.PI;
    const reach = 58 + (at % 2 ? between(rng, 0, 5) : between(rng, -5, -1));
    return [Math.cos(angle) * reach, y - 30 + Math.sin(angle) * reach];
  });
  const strands = (from: number, to: number) => {
    let d = "";
    for (let made = 0; made < 200; made += 1) {
      const angle = rng() * 2 * Math.PI;
      const [a, b] = [between(rng, from, to), between(rng, 8, 16)];
      d += `M${num(Math.cos(angle) * a)} ${num(y - 30 + Math.sin(angle) * a)}l${num(Math.cos(angle) * b)} ${num(Math.sin(angle) * b)}`;
    }
    return d;
  };
  const stroke = (d: string, colour: string, opacity: number) =>
    `<path d="${d}" stroke="${colour}" stroke-width="1.6" stroke-opacity="${opacity}" stroke-linecap="round"/>`;
  sheet.piece(outline(points), {
    texture: "wool",
    light: "round",
    printed: false,
    within: stroke(strands(4, 50), sheet.tones.shade, 0.3) + stroke(strands(2, 46), sheet.tones.light, 0.35),
  });
}

function cap(sheet: Sheet): void {
  // The visor reaches far to the front: the crown stands aside so that the whole is centred.
  const pen = new Pen(sheet, sheet.isBack ? -54 : 54, 0);
  const { base } = sheet.look;
  const top = 268 + between(sheet.rng, -10, 10);
  const visorTone = sheet.rng() < 0.3 ? mix(base, lightness(base) > 0.5 ? "#2a2a30" : "#efe7d8", 0.7) : base;
  // The inside, seen through the opening over the back strap.
  pen.piece("96,500! 110,440 150,420 190,440 206,492!", { light: "inside", base: LINING, texture: "canvas" });
  const light = pen.glow("-134,410 -112,340 -56,300", 50, 0.9) + pen.dusk("200,480 190,380 140,306", 60, 0.7);
  const folds = pen.fold([150, 340], [172, 420], 8, 12, 0.7) + pen.fold([-20, 480], [6, 410], 6, 12, 0.5) + pen.fold([60, 486], [40, 430], -5, 10, 0.5);
  const seams = [`10,${top} -62,${top + 58} -96,404 -100,496`, `10,${top} 66,${top + 52} 94,400 98,500`, `10,${top} 104,${top + 26} 162,354 178,432`]
    .map((seam) => pen.seam(seam) + pen.stitch(moved(seam, -5, 0)) + pen.stitch(moved(seam, 5, 0)))
    .join("");
  const opening = "196,448 188,436 158,424 122,440 112,496!";
  pen.piece(`-172,478! -178,412 -156,342 -92,${top + 20} 10,${top} 106,${top + 20} 180,340 206,412 212,488! ${opening} 20,504 -80,494`, {
    light: "round",
    within: light + folds + seams + pen.stitch(moved(opening, -4, -5)),
  });
  const [x] = pen.at([0, 0]);
  const way = sheet.isBack ? -1 : 1;
  for (const [across, down] of [
    [-116, 362],
    [-6, 352],
    [116, 358],
  ] as const)
    sheet.mark(ring(x + way * across, down, sheet.tones.thread));
  pen.piece("104,502! 110,484! 150,496 210,474! 213,494! 152,514", { light: "flat" });
  pen.mark(pen.stitch("112,490 150,501 208,481"));
  pen.piece("148,485! 171,480! 174,510! 150,517!", { base: BRASS, texture: "smooth", light: "tube", shadow: false });
  visor(pen, visorTone);
  sheet.mark(buttonMark(x + way * 10, top, 8, base));
}

/** A cap's visor with its rows of stitches. */
function visor(pen: Pen, base: string): void {
  const root = "-172,464 -150,476 -116,486 -60,496 20,504";
  const rim = "-296,486 -316,512 -250,520 -130,520 20,507";
  const rows = [0.22, 0.4, 0.58, 0.76, 0.92].map((share) => pen.stitch(blend(trace(root), trace(rim), share), tonesOf(base).thread)).join("");
  pen.piece("-172,462! -230,458 -288,476 -322,508 -318,522 -250,528 -130,527 -30,518 26,505! -60,495 -116,485 -150,475", {
    base,
    light: "tube",
    angle: 84,
    within: pen.glow("-290,490 -220,478 -170,484", 20) + rows,
  });
  pen.mark(pen.seam(root, 0.8));
}

/** The line a share of the way between two lines of as many points. */
function blend(first: readonly Point[], second: readonly Point[], share: number): Point[] {
  return first.map((point, at) => along(point, second[at] as Point, share));
}

/** A stitched eyelet. */
function ring(x: number, y: number, thread: string): string {
  return `<circle cx="${x}" cy="${y}" r="5" fill="#15100f" fill-opacity=".75" stroke="${thread}" stroke-width="2.6"/>`;
}

function beret(sheet: Sheet): void {
  const slump = between(sheet.rng, -8, 12);
  const body = `-128,464! -180,430 -206,372 -176,308 -92,262 20,246 140,266 ${226 + slump},326 ${252 + slump},400 ${214 + slump},456 130,476! 0,493`;
  const folds =
    sheet.fold([104, 476], [190, 410], 12, 18) +
    sheet.fold([44, 486], [86, 400], 10, 16, 0.8) +
    sheet.fold([-70, 474], [-130, 400], -10, 16, 0.8) +
    sheet.fold([-110, 462], [-170, 400], -8, 13, 0.7) +
    sheet.fold([-10, 486], [-14, 420], 5, 14, 0.6) +
    sheet.fold([226, 350], [120, 330], -14, 22, 0.6);
  const light =
    softly(run("-140,330 -60,288 40,280 130,300"), sheet.tones.light, 64, 0.04 * sheet.tones.lift) +
    softly(run("-150,420 0,470 180,440"), sheet.tones.shade, 50, 0.04 * sheet.tones.depth);
  const leather = sheet.rng() < 0.5 ? mix(sheet.look.base, "#17120f", 0.55) : sheet.look.base;
  sheet.piece(closed("-122,440! 0,470 122,450! 120,494! 70,508 0,512 -70,504 -120,484!"), {
    base: leather,
    texture: leather === sheet.look.base ? "rib" : "leather",
    printed: false,
    light: "round",
  });
  sheet.mark(sheet.stitch(run("-116,477 -66,495 0,503 66,499 116,486")));
  sheet.piece(closed("16,254! 18,226 24,220 30,226 30,254!"), { light: "tube" });
  sheet.piece(closed(body), { light: "round", depth: 1.1, within: light + folds });
}

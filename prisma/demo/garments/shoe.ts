import { between } from "../random";
import { BRASS, drawHeel, drawPair, drawSole, feather, type Last, LINING, moved, type Pen, spot, trace, upperOf } from "./foot";
import type { Box, Point } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { lightness, mix } from "./tint";

/** How one type is drawn and framed: where the near shoe stands, how its fellow is moved, and the middle of the photo. */
type ShoeStyle = {
  draw: (sheet: Sheet) => (pen: Pen) => void;
  stand: readonly [number, number];
  behind: readonly [number, number];
  width: number;
  detail: readonly [number, number];
};

const STYLES: Record<string, ShoeStyle> = {
  sneakers: { draw: sneaker, stand: [-26, 584], behind: [54, -164], width: 650, detail: [-40, -110] },
  loafers: { draw: loafer, stand: [-26, 554], behind: [54, -150], width: 640, detail: [-80, -86] },
  "ballet-flats": { draw: balletFlat, stand: [-26, 530], behind: [54, -152], width: 640, detail: [-96, -56] },
  pumps: { draw: pump, stand: [-32, 592], behind: [66, -142], width: 640, detail: [-96, -70] },
  sandals: { draw: sandal, stand: [-26, 572], behind: [54, -168], width: 640, detail: [104, -90] },
};

/** Shoes, as a pair in profile. */
export function drawShoe(sheet: Sheet): Box {
  const style = STYLES[sheet.look.type] as ShoeStyle;
  drawPair(sheet, style.stand, style.behind, style.draw(sheet));
  return sheet.view === "detail" ? spot(sheet, style.stand, style.detail, 320) : closeUp(0, 400, style.width);
}

const RUBBER = "#f1ece1";
const GUM = "#b98c5c";
/** The sneaker's instep: where the laces run, from the throat's top down to the toe. */
const RIDGE = "14,-186 -30,-158 -76,-124";

function sneaker(sheet: Sheet): (pen: Pen) => void {
  const rubber = sheet.rng() < 0.25 ? GUM : RUBBER;
  const contrast = mix(sheet.look.base, lightness(sheet.look.base) > 0.6 ? "#2c3a34" : RUBBER, 0.72);
  const tab = sheet.rng() < 0.5 ? contrast : sheet.look.base;
  const rise = between(sheet.rng, -6, 6);
  return (pen) => {
    sneakerOpening(pen, rise);
    sneakerUpper(pen, tab, rise);
    cupSole(pen, rubber);
  };
}

function sneakerOpening(pen: Pen, rise: number): void {
  pen.piece(`208,${-184 + rise}! 150,-162 92,-158 40,-178 20,-190! 60,-130 150,-128`, { base: LINING, light: "inside", texture: "jersey" });
  const tongue = "50,-212! 40,-222 16,-218 -6,-194 -80,-120! -20,-110 56,-168!";
  pen.piece(tongue, { light: "tube", angle: 40, within: pen.glow("10,-204 -40,-154", 16) });
  pen.mark(pen.stitch("46,-208 38,-216 18,-212 0,-191"));
}

function sneakerUpper(pen: Pen, tab: string, rise: number): void {
  const collar = `212,${-184 + rise} 200,${-178 + rise} 166,-148 112,-134 58,-146 22,-184!`;
  const shine = pen.glow("-212,-54 -168,-74 -118,-86", 24) + pen.glow("206,-70 204,-140", 22) + pen.glow("40,-120 110,-112 160,-122", 18, 0.7);
  const creases = pen.fold([-118, -92], [-98, -44], 6, 7, 0.7) + pen.fold([-92, -96], [-70, -48], 6, 7, 0.6) + pen.fold([30, -120], [64, -54], -6, 9, 0.5);
  const cap = "-122,-34 -108,-66 -124,-97";
  const quarter = "58,-40 44,-70 6,-92";
  const foxing = "120,-38 134,-76 176,-98 222,-104";
  const seams = [
    pen.dusk(moved(collar, 0, 17), 16, 0.6) + pen.stitch(moved(collar, -1, 9)),
    pen.seam(cap, 0.9) + pen.stitch(moved(cap, -5, 0)),
    pen.seam(quarter, 0.7) + pen.stitch(moved(quarter, 5, 2)),
    pen.seam(foxing, 0.8) + pen.stitch(moved(foxing, 2, 5)),
  ];
  const body = `-232,-30! -120,-26 60,-30 220,-36! 225,-92 216,-140 ${collar} ${RIDGE} -112,-98 -160,-90 -206,-78 -233,-52`;
  pen.piece(body, { light: "tube", angle: 84, within: shine + creases + seams.join("") });
  const heelTab = `220,-112! 216,-140 213,${-184 + rise} 204,${-183 + rise} 192,-166 174,-150! 184,-118!`;
  pen.piece(heelTab, { base: tab, light: "tube", angle: 10, shadow: false, within: pen.stitch("189,-116 179,-150", mix(tab, "#1b1418", 0.4)) });
  perforations(pen);
  lacing(pen);
}

function perforations(pen: Pen): void {
  const holes: Point[] = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) => (at < 5 ? [-180 + at * 13, -62 - at * 2.4] : [-174 + (at - 5) * 13, -52 - (at - 5) * 2.4]));
  for (const hole of holes) {
    const [x, y] = pen.at(hole);
    pen.mark(`<circle cx="${x}" cy="${y}" r="1.9" fill="#15100f" fill-opacity=".55"/>`);
  }
}

/** The lace facing with eyelets, and the laces over the instep. */
function lacing(pen: Pen): void {
  const strip = `22,-184! ${RIDGE} -110,-98! -98,-78 -70,-82 -54,-95 -8,-129 36,-157 44,-160!`;
  pen.piece(strip, { light: "flat", shadow: false, within: pen.glow("20,-176 -22,-148 -68,-114", 12, 0.8) });
  pen.mark(pen.stitch("-102,-84 -70,-87 -57,-99 -11,-133 33,-161"));
  for (let made = 0; made < 6; made += 1) {
    const share = made / 5;
    const [x, y] = [8 - share * 96, -166 + share * 70 + Math.sin(share * Math.PI) * 3];
    pen.mark(pen.eyelet([x + 7, y + 4], 4), pen.cord(moved(`6,2 -6,-12 -14,${-19 - share * 2}`, x, y), RUBBER, 6.5));
  }
  const loop = (points: string, width = 4.6) => pen.cord(moved(points, 0, -182), RUBBER, width);
  pen.mark(loop("0,0 30,2 56,26 44,40 22,22 0,0"), loop("0,0 -34,-12 -56,8 -42,20 -18,8 0,0"), loop("0,0 10,34 4,62"), loop("-3,-4 4,5", 7));
}

/** The cup sole with its row of stitches and its foxing line. */
function cupSole(pen: Pen, rubber: string): void {
  const top = "-239,-48 -222,-44 -190,-38 -120,-33 40,-34 160,-42 228,-48!";
  const tone = mix(rubber, "#2a211c", 0.5);
  const foxing = `<path d="${pen.path(moved(top, 0, 25))}" fill="none" stroke="${tone}" stroke-opacity=".55"/>`;
  const within = pen.stitch(moved(top, 0, 8), tone, 1.3) + foxing;
  pen.piece(`${top} 230,-14 222,-2! 40,0 -120,0 -200,-3 -234,-14 -243,-34`, { base: rubber, texture: "smooth", light: "tube", angle: 90, depth: 0.8, within });
}

function loafer(sheet: Sheet): (pen: Pen) => void {
  const welted: Last = { toe: -230, ball: -112, heel: 212, lift: 28, spring: 9, sole: 14, breast: 106, stand: [114, 209] };
  const last: Last = { ...welted, toe: -224, heel: 208 };
  const throat = between(sheet.rng, -30, -20);
  const slot = sheet.rng() < 0.65;
  const rim = `204,-158! 196,-156 140,-120 70,-108 14,-128 ${throat},-160!`;
  const apron = "-26,-104 -70,-84 -130,-70 -184,-68 -216,-78";
  return (pen) => {
    pen.piece(`${rim} 10,-156 70,-136 140,-142`, { base: LINING, light: "inside", texture: "smooth" });
    drawHeel(pen, welted, { layers: 2 });
    drawSole(pen, welted, { welt: mix(LINING, "#f4ead8", 0.4) });
    const shine =
      pen.glow("-204,-78 -150,-92 -92,-112", 16, 1.1) + pen.dusk("-200,-24 -90,-18 40,-34 190,-52", 26, 0.8) + pen.glow("202,-66 196,-126", 22, 0.9);
    const creases = pen.fold([-112, -70], [-92, -30], 6, 6, 0.7) + pen.fold([-84, -80], [-64, -32], 6, 6, 0.6) + pen.fold([64, -98], [44, -50], 5, 9, 0.6);
    const counter = "150,-116 138,-84 124,-46";
    const seams =
      pen.dusk(moved(apron, 0, 3), 9, 1.4) +
      pen.seam(apron) +
      pen.stitch(moved(apron, 0, -5), undefined, 2.6) +
      pen.stitch(moved(rim, 0, 7)) +
      pen.seam(counter, 0.8) +
      pen.stitch(moved(counter, 5, 0));
    const upper = upperOf(last, `219,-84 ${rim} ${throat - 24},-154 -92,-122 -150,-102 -200,-88 -227,-62 -229,-40`);
    pen.piece(upper, { light: "tube", angle: 84, within: shine + creases + seams });
    saddle(pen, throat, slot);
  };
}

/** The strap across a penny loafer, with its slot. */
function saddle(pen: Pen, throat: number, slot: boolean): void {
  const at = (points: string) => moved(points, throat, 0);
  const within = pen.glow(at("-44,-134 -8,-84"), 22, 0.9) + pen.stitch(at("-16,-156 4,-114 46,-42")) + pen.stitch(at("-52,-138 -24,-92 10,-36"));
  pen.piece(at("-58,-140! -46,-148 -22,-158! 9,-116 54,-42! 6,-32! -29,-92"), { light: "flat", shadow: false, within });
  if (slot) pen.piece(at("-32,-126! -16,-121! -8,-96! -24,-101!"), { light: "inside", shadow: false });
}

function balletFlat(sheet: Sheet): (pen: Pen) => void {
  const last: Last = { toe: -230, ball: -120, heel: 214, lift: 13, spring: 5, sole: 7, breast: 130, stand: [134, 211] };
  const throat = between(sheet.rng, -128, -112);
  const { base } = sheet.look;
  const trim = sheet.rng() < 0.35 ? (lightness(base) > 0.35 ? "#29282c" : mix(base, "#000000", 0.45)) : base;
  const rim = `208,-126! 198,-122 150,-80 70,-60 -30,-60 ${throat + 26},-74 ${throat},-90!`;
  return (pen) => {
    pen.piece(`${rim} ${throat + 40},-96 -20,-84 80,-84 160,-110`, { base: LINING, light: "inside", texture: "smooth" });
    drawHeel(pen, last);
    drawSole(pen, last);
    const shine = pen.glow(`-210,-52 -176,-70 ${throat - 4},-78`, 15, 1.2) + pen.glow("206,-46 204,-96", 16) + pen.dusk("-200,-16 -60,-10 90,-22 196,-26", 16);
    const creases = pen.fold([-98, -62], [-80, -26], 5, 6, 0.7) + pen.fold([20, -58], [6, -24], 4, 7, 0.5);
    const side = pen.seam("96,-60 88,-22", 0.6);
    const upper = upperOf(last, `221,-64 ${rim} -166,-82 -206,-68 -229,-46 -231,-24`);
    pen.piece(upper, { light: "tube", angle: 84, within: shine + creases + side + pen.stitch(moved(rim, 0, 10)) });
    if (trim !== base) {
      pen.piece("-229,-13! -200,-10 -170,-8! -156,-44 -166,-82! -206,-68 -229,-46 -231,-24", {
        base: trim,
        light: "tube",
        angle: 84,
        shadow: false,
        within: shine,
      });
    }
    pen.mark(pen.cord(moved(rim, 0, 2), trim, 5));
    bow(pen, throat + 2, -90, trim);
  };
}

/** The small flat bow on a ballet flat's throat. */
function bow(pen: Pen, x: number, y: number, base: string): void {
  const parts = [
    "0,0! -16,8 -24,22! -17,24! -8,12",
    "0,0! 12,10 14,24! 21,22! 18,8",
    "0,-3! -18,-15 -35,-9 -33,6 -16,6 0,4!",
    "0,-3! 16,-12 30,-7 29,7 15,7 0,4!",
    "-6,-6 5,-6 6,6 -5,7",
  ];
  for (const part of parts) pen.piece(moved(part, x, y), { base, light: "tube", depth: 0.9, shadow: false });
}

function pump(sheet: Sheet): (pen: Pen) => void {
  const high = between(sheet.rng, 128, 152);
  const slim = sheet.rng() < 0.62;
  const at = (share: number) => -high * share;
  const arch = `-34,${at(0.14)} 36,${at(0.52)} 92,${at(0.85)} 128,${at(0.98)}`;
  const last: Last = { toe: -232, ball: -104, heel: 206, lift: high, spring: 5, sole: 5, breast: 128, stand: [186, 202], arch };
  const seat = (feather(last).at(-1) as Point)[1];
  const throat = between(sheet.rng, -124, -104);
  const rim = `201,${seat - 82}! 192,${seat - 78} 158,${seat - 46} 96,${at(0.85) - 44} 20,${at(0.42) - 46} -50,-62 ${throat + 26},-68 ${throat},-82!`;
  const heel = slim
    ? `204,${at(0.7)} 200,${at(0.3)} 202,0! 188,0! 186,${at(0.34)} 172,${at(0.62)} 138,${at(0.82)}`
    : `205,${at(0.7)} 203,${at(0.3)} 204,0! 160,0! 156,${at(0.34)} 148,${at(0.62)} 130,${at(0.82)}`;
  return (pen) => {
    pen.piece(`${rim} ${throat + 40},-88 -40,-86 26,${at(0.42) - 72} 100,${at(0.85) - 68} 156,${seat - 70}`, {
      base: LINING,
      light: "inside",
      texture: "smooth",
    });
    drawSole(pen, last);
    pen.piece(`96,${at(0.87) - 5}! 128,${at(0.98) - 5} 204,${seat}! ${heel}`, {
      light: "tube",
      depth: 0.9,
      within: pen.dusk(`110,${at(0.86)} 200,${at(0.98)}`, 22),
    });
    pen.mark(pen.seam(slim ? "187,-6 202,-6" : "160,-6 204,-6"));
    const shine =
      pen.glow(`-208,-24 -166,-48 ${throat - 2},-68`, 15, 1.2) +
      pen.glow(`198,${seat - 14} 194,${seat - 58}`, 18) +
      pen.glow(`-20,-58 40,${at(0.52) - 28} 110,${at(0.92) - 26}`, 14, 0.6) +
      pen.dusk(feather(last, 12).slice(1), 18, 0.9);
    const upper = upperOf(last, `213,${seat - 30} ${rim} -162,-66 -206,-36`);
    pen.piece(upper, { light: "tube", angle: 70, within: shine + pen.seam(moved(rim, 0, 4), 0.6) + pen.stitch(moved(rim, 0, 9)) });
  };
}

function sandal(sheet: Sheet): (pen: Pen) => void {
  const last: Last = { toe: -226, ball: -110, heel: 214, lift: 20, spring: 7, sole: 19, breast: 80, stand: [86, 212] };
  const crossed = sheet.rng() < 0.45;
  const cork = lightness(sheet.look.base) > 0.6 ? "#a67c52" : "#6d4c34";
  return (pen) => {
    // The far edge of the footbed, seen from a little above.
    pen.piece([...feather(last), ...trace("208,-56 90,-56 -30,-34 -120,-31 -204,-36")], { base: LINING, light: "flat", texture: "leather" });
    pen.piece("206,-152! 150,-170 90,-166 50,-146! 90,-150 150,-154 206,-134!", { base: LINING, light: "inside" });
    drawHeel(pen, last, { base: cork, layers: 1 });
    drawSole(pen, last, { base: cork, texture: "leather", welt: "#e8dcc4" });
    if (crossed) {
      band(pen, [-178, -124], [-86, -46], 84, 0);
      band(pen, [-76, -18], [-134, -76], 88, 0);
    } else {
      band(pen, [-188, -118], [-174, -116], 66);
      band(pen, [-90, -12], [-66, 4], 98);
    }
    heelStrap(pen);
  };
}

/** The height of the sandal's footbed at its upper edge. */
const footbed = (x: number): number => -19 - (x > -110 ? Math.min(1, (x + 110) / 190) * 20 : ((-110 - x) / 116) * 4);

/** A band over the foot: its near side, and through the opening in front of it the inside of its far side. */
function band(pen: Pen, [front, back]: readonly [number, number], [left, right]: readonly [number, number], height: number, rise = 0.22): void {
  const near = `${front},${footbed(front) + 1}! ${front * 0.6 + left * 0.4 - 5},${-height * 0.62} ${left},${-height}`;
  // Without a rise the crest is rounded: it lies under or over another band.
  const far = `${right},${-height - (right - left) * rise}${rise > 0 ? "!" : ""} ${back * 0.6 + right * 0.4 + 5},${-height * 0.66} ${back},${footbed(back) + 1}!`;
  const inside = `${front + 4},${footbed(front) - 8}! ${front - 15},${-height * 0.5} ${left - 8},${-height * 0.9} ${left + 6},${-height - 3}! ${left + 18},${-height}! ${front + 20},${-height * 0.5}`;
  pen.piece(inside, { base: LINING, light: "inside", texture: "smooth", shadow: false });
  const shine = pen.glow(
    [
      [(front + back) / 2 - 2, -height * 0.56],
      [(left + right) / 2, -height + 5],
    ],
    18,
    1.1,
  );
  pen.piece(`${near} ${far}`, { light: "tube", angle: 80, within: shine + pen.stitch(moved(near, 6, 2)) + pen.stitch(moved(far, -6, 2)) });
}

/** The strap around the ankle with its buckle, and the counter that holds it. */
function heelStrap(pen: Pen): void {
  const counter = "122,-41! 214,-42! 221,-84 213,-152! 186,-150! 170,-92";
  pen.piece(counter, {
    light: "tube",
    angle: 20,
    within: pen.glow("204,-60 202,-130", 16) + pen.stitch("129,-46 174,-92 191,-146") + pen.stitch("209,-50 214,-84 207,-146"),
  });
  const stitches = pen.stitch("214,-147 150,-132 92,-130 58,-140") + pen.stitch("214,-136 150,-120 92,-118 58,-129");
  pen.piece("215,-153! 150,-137 90,-135 58,-146 50,-147 47,-138 52,-130 58,-126 92,-112 150,-114 215,-131!", { light: "tube", angle: 90, within: stitches });
  buckle(pen, 112, -124);
}

/** A small metal buckle with its prong. */
function buckle(pen: Pen, x: number, y: number): void {
  pen.mark(pen.cord(moved("-13,-17! 13,-17! 13,17! -13,17! -13,-18!", x, y), BRASS, 4.4), pen.cord(moved("13,0 -16,1", x, y), BRASS, 3));
}

import { between } from "../random";
import { drawHeel, drawPair, drawSole, feather, type Last, LINING, moved, type Pen, spot, trace, upperOf } from "./foot";
import type { Box, Point } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { lightness, mix } from "./tint";

/** How one type is drawn and framed: where the near boot stands, how its fellow is moved, and the photo. */
type BootStyle = {
  draw: (sheet: Sheet) => (pen: Pen) => void;
  stand: readonly [number, number];
  behind: readonly [number, number];
  width: number;
  detail: readonly [number, number];
};

const STYLES: Record<string, BootStyle> = {
  "chelsea-boots": { draw: chelsea, stand: [-40, 592], behind: [84, -86], width: 640, detail: [84, -210] },
  "knee-boots": { draw: kneeBoot, stand: [-36, 678], behind: [116, -34], width: 640, detail: [40, -150] },
  "lace-boots": { draw: laceBoot, stand: [-40, 622], behind: [92, -74], width: 640, detail: [0, -220] },
  "western-boots": { draw: westernBoot, stand: [-36, 644], behind: [104, -56], width: 640, detail: [50, -270] },
};

/** Boots, as a pair in profile. */
export function drawBoot(sheet: Sheet): Box {
  const style = STYLES[sheet.look.type] as BootStyle;
  drawPair(sheet, style.stand, style.behind, style.draw(sheet));
  return sheet.view === "detail" ? spot(sheet, style.stand, style.detail, 320) : closeUp(0, 400, style.width);
}

/** The upper's last: the welt stands out a little around it. */
const within = (welted: Last): Last => ({ ...welted, toe: welted.toe + 6, heel: welted.heel - 4 });

function chelsea(sheet: Sheet): (pen: Pen) => void {
  const welted: Last = { toe: -214, ball: -100, heel: 198, lift: 34, spring: 9, sole: 15, breast: 88, stand: [98, 195] };
  const last = within(welted);
  const top = -between(sheet.rng, 288, 312);
  const elastic = mix(sheet.look.base, "#17141a", lightness(sheet.look.base) > 0.25 ? 0.62 : 0.3);
  return (pen) => {
    pen.piece(`6,${top}! 50,${top - 14} 140,${top - 14} 186,${top - 6}! 150,${top + 30} 40,${top + 30}`, { base: LINING, light: "inside", texture: "smooth" });
    pullTab(pen, 178, top, elastic);
    drawHeel(pen, welted, { layers: 3 });
    drawSole(pen, welted, { welt: mix(LINING, "#f4ead8", 0.3) });
    const rim = `186,${top - 4}! 130,${top + 8} 60,${top + 8} 4,${top}!`;
    const shaft = pen.glow(`156,${top + 20} 160,-190 178,-90`, 24, 0.9) + pen.dusk(`190,${top} 184,-190 202,-90`, 22);
    pen.piece(quarterOf(last, `203,-110 187,-190 184,-240 ${rim} 8,-236 10,-190 -2,-162! 50,-100 60,-50!`), { light: "tube", depth: 0.8, within: shaft });
    const shine = pen.glow("-192,-58 -140,-88 -84,-112", 22, 1.1) + pen.glow(`30,${top + 20} 34,-200 4,-142`, 22, 0.8);
    const creases =
      pen.fold([-104, -104], [-74, -46], 8, 8) +
      pen.fold([-76, -118], [-44, -58], 8, 8, 0.8) +
      pen.fold([4, -180], [58, -150], 8, 10, 0.9) +
      pen.fold([8, -206], [52, -192], 5, 9, 0.7);
    const vamp = `${points(feather(last).slice(0, -2))} 92,-50! 112,-104 96,-150! 50,${top + 8}! 4,${top}! 8,-236 8,-196 -10,-160 -60,-124 -120,-102 -176,-88 -206,-64 -210,-36`;
    pen.piece(vamp, { light: "tube", angle: 62, depth: 0.9, within: shine + creases + pen.stitch(moved("92,-50 112,-104 96,-150", -6, 0)) });
    gore(pen, top, elastic);
    pen.mark(pen.stitch(moved(rim, 0, 7)));
  };
}

/** The rear of an upper: along the feather under the heel, and on through `rest`. */
const quarterOf = (last: Last, rest: string) => [...feather(last).slice(-2), ...trace(rest)];

const points = (line: ReturnType<typeof trace>): string => line.map(([x, y, corner]) => `${x},${y}${corner ? "!" : ""}`).join(" ");

/** The elastic let into a boot's side, ribbed. */
function gore(pen: Pen, top: number, base: string): void {
  const left = `98,-118! 72,-168 52,${top + 7}!`;
  const right = `144,${top + 6}! 132,-180 98,-118!`;
  pen.piece(`${left} ${right}`, { base, texture: "rib", light: "tube", depth: 0.8, shadow: false });
  for (const [edge, by] of [
    [left, -5],
    [right, 5],
  ] as const)
    pen.mark(pen.stitch(moved(edge, by, 0)));
}

/** A loop of webbing at the back of the opening. */
function pullTab(pen: Pen, x: number, top: number, base: string): void {
  pen.piece(moved("-9,30! -10,-20 -2,-30 8,-22 9,30!", x, top), { base, texture: "rib", light: "tube", depth: 0.8 });
  pen.piece(moved("-3,-4! -3,-16 0,-20 3,-16 3,-4!", x, top), { base, light: "inside", shadow: false });
}

function kneeBoot(sheet: Sheet): (pen: Pen) => void {
  const high = between(sheet.rng, 56, 74);
  const arch = `-46,${-high * 0.34} 14,${-high * 0.86} 52,${-high}`;
  const last: Last = { toe: -196, ball: -100, heel: 146, lift: high, spring: 5, sole: 8, breast: 52, stand: [72, 142], arch };
  const top = -between(sheet.rng, 548, 572);
  const zip = sheet.rng() < 0.5;
  return (pen) => {
    pen.piece(`-24,${top}! 20,${top - 16} 110,${top - 14} 150,${top + 4}! 110,${top + 34} 10,${top + 30}`, {
      base: LINING,
      light: "inside",
      texture: "smooth",
    });
    drawHeel(pen, last, { layers: 4, waist: 3 });
    drawSole(pen, last);
    const front = `-14,-440 2,-300 8,-230 -2,${-high - 126} -46,${-high - 78} -110,-72 -162,-52 -192,-28`;
    const back = `152,${-high - 50} 140,${-high - 118} 134,-240 154,-360 158,-440`;
    const rim = `150,${top + 4}! 100,${top + 12} 30,${top + 10} -26,${top}!`;
    const light =
      pen.glow(`22,${top + 10} 34,-420 48,-250 40,${-high - 110}`, 46, 0.9) +
      pen.dusk(`146,${top + 10} 152,-380 130,-240 142,${-high - 60}`, 58, 0.9) +
      pen.dusk(`112,${top + 10} 116,-380 96,-240 118,${-high - 20}`, 34, 0.5) +
      pen.glow("-172,-40 -124,-66 -76,-84", 18, 1.1) +
      pen.dusk("-170,-18 -100,-16 -30,-48 40,-90", 20, 0.8);
    const folds =
      pen.fold([8, -214], [74, -190], 8, 12) +
      pen.fold([4, -190], [64, -164], 9, 11, 0.9) +
      pen.fold([134, -236], [70, -212], -8, 12, 0.9) +
      pen.fold([136, -208], [84, -180], -7, 10, 0.8) +
      pen.fold([-92, -78], [-60, -38], 7, 8, 0.8) +
      pen.fold([6, -300], [40, -266], 6, 11, 0.6) +
      pen.fold([150, -410], [96, -360], 8, 12, 0.5);
    const side = `62,${top + 12} 66,-400 64,-240 66,${-high - 60} 62,${-high - 10}`;
    const seams = zip ? zipper(pen, side) : pen.seam(side, 0.8);
    pen.piece(upperOf(last, `${back} ${rim} ${front}`), { light: "flat", within: light + folds + seams });
    pen.mark(pen.seam(moved(rim, 0, 16), 0.6), pen.stitch(moved(rim, 0, 12)));
  };
}

/** A closed zip with its puller at the top. */
function zipper(pen: Pen, run: string): string {
  const teeth = `<path d="${pen.path(run)}" fill="none" stroke="#8d9096" stroke-width="3.4" stroke-dasharray="1.8 1.6"/>`;
  return pen.seam(moved(run, -4, 0), 0.9) + pen.seam(moved(run, 4, 0), 0.9) + teeth + pen.stitch(moved(run, -9, 0)) + pen.stitch(moved(run, 9, 0));
}

const RUBBER = "#262324";
/** How deep the tread of a lug sole is cut. */
const TREAD = 8;

function laceBoot(sheet: Sheet): (pen: Pen) => void {
  const welted: Last = { toe: -214, ball: -104, heel: 196, lift: 30, spring: 10, sole: 24, breast: 84, stand: [90, 198] };
  const last = within(welted);
  const top = -between(sheet.rng, 344, 368);
  const thread = sheet.rng() < 0.4 ? "#d9b45a" : mix(LINING, "#f4ead8", 0.3);
  const laces = lightness(sheet.look.base) > 0.35 ? "#5a4634" : "#2f2c30";
  return (pen) => {
    pen.piece(`-6,${top}! 40,${top - 18} 130,${top - 16} 184,${top - 4}! 150,${top + 30} 30,${top + 30}`, { base: LINING, light: "inside", texture: "smooth" });
    pen.piece(`40,${top - 6}! 34,${top - 34} 6,${top - 38} -18,${top - 22} -14,-230 -22,-170! 40,-170!`, { light: "tube", depth: 0.9 });
    pullTab(pen, 176, top, mix(sheet.look.base, "#17141a", 0.4));
    drawHeel(pen, { ...welted, lift: welted.lift + TREAD }, { base: RUBBER, layers: 1 });
    lugSole(pen, welted, thread);
    const rim = `186,${top}! 176,${top - 6} 130,${top + 8} 70,${top + 6} 18,${top - 4}! 0,${top}!`;
    const shade = pen.dusk(`186,${top} 182,-200 200,-90`, 26) + pen.glow(`120,${top + 20} 128,-200 150,-100`, 34, 0.8);
    const folds = pen.fold([184, -216], [116, -194], -8, 12, 0.7) + pen.fold([186, -186], [126, -162], -8, 11, 0.6);
    pen.piece(quarterOf(last, `203,-116 190,-190 186,-250 ${rim} 2,-250 2,-204 -16,-170! 40,-110 50,-46!`), {
      light: "tube",
      depth: 0.85,
      within: shade + folds,
    });
    const shine = pen.glow("-188,-72 -140,-102 -92,-120", 26, 1.2) + pen.dusk("-200,-44 -100,-34 0,-44 60,-60", 22, 0.8);
    const creases = pen.fold([-92, -112], [-66, -56], 8, 8) + pen.fold([-64, -126], [-34, -66], 8, 8, 0.8);
    const edge = "76,-54! 64,-96 30,-128 -10,-168!";
    pen.piece(`${points(feather(last).slice(0, -2))} ${edge} -44,-146 -100,-124 -160,-112 -204,-90 -214,-58`, {
      light: "tube",
      angle: 70,
      within: shine + creases + pen.stitch(moved(edge, -5, 3), thread) + pen.stitch(moved(edge, -10, 4), thread),
    });
    const cap = "-128,-42 -112,-80 -126,-117";
    pen.mark(pen.seam(cap), pen.stitch(moved(cap, -5, 0), thread));
    const counter = "118,-56 128,-108 162,-140 194,-150";
    pen.mark(
      pen.seam(counter),
      pen.stitch(moved(counter, 2, 6), thread),
      pen.stitch(moved(rim, 0, 9), thread),
      pen.stitch(moved(`148,${top + 6} 148,-160`, 0, 0), thread),
    );
    frontLacing(pen, top, laces, thread);
  };
}

/** A lug sole: a slab with its stitched welt over blocks of tread. */
function lugSole(pen: Pen, last: Last, thread: string): void {
  const options = { base: RUBBER, texture: "smooth", light: "flat" } as const;
  const under = feather(last, TREAD);
  for (let x = last.toe + 6; x < last.breast - 6; x += 21) {
    const next = under.findIndex((point) => point[0] > x + 7);
    const [before, after] = [under[next - 1] as Point, under[next] as Point];
    const y = before[1] + ((after[1] - before[1]) * (x + 7 - before[0])) / (after[0] - before[0]);
    pen.piece(moved(`0,-4! 1,${TREAD}! 13,${TREAD}! 14,-4!`, x, y), options);
  }
  pen.piece([...under, ...feather(last).reverse()], options);
  pen.mark(pen.stitch(feather(last, last.sole - 3).slice(0, -1), thread, 1.2));
}

/** The facing up the front with eyelets, and the laces across it. */
function frontLacing(pen: Pen, top: number, laces: string, thread: string): void {
  const front = `0,${top}! 2,-250 2,-204 -14,-172 -34,-152!`;
  const back = `4,-124! 30,-158 42,-204 42,-250 44,${top}!`;
  pen.piece(`${front} ${back}`, {
    light: "flat",
    depth: 0.8,
    shadow: false,
    within: pen.glow(`22,${top} 24,-204 -8,-146`, 16, 0.8) + pen.stitch(moved(back, -5, 0), thread),
  });
  const count = 8;
  for (let made = 0; made < count; made += 1) {
    const share = made / (count - 1);
    const y = -150 + (top + 14 + 150) * share;
    const x = 20 - Math.max(0, 1 - share * 4.2) * 20;
    pen.mark(
      pen.eyelet([x + 6, y], 4.2, "#b08d57"),
      pen.cord(
        [
          [x + 4, y],
          [x - 14, y - 7],
          [x - 30, y - 9],
        ],
        laces,
        6,
      ),
    );
  }
  const knot = (points: string, width = 4.4) => pen.cord(moved(points, -8, top + 2), laces, width);
  pen.mark(
    knot("0,0 -34,-16 -54,8 -44,22 -16,10 0,0"),
    knot("0,0 30,0 52,26 40,40 18,22 0,0"),
    knot("0,0 4,38 -6,66"),
    knot("0,0 16,30 20,58"),
    knot("-4,-3 4,4", 7),
  );
}

const CREAM = "#efe3c8";

function westernBoot(sheet: Sheet): (pen: Pen) => void {
  const arch = "-40,-18 14,-48 56,-60";
  const welted: Last = { toe: -222, ball: -108, heel: 170, lift: 60, spring: 8, sole: 9, breast: 56, stand: [80, 150], arch };
  const last = { ...welted, toe: -216, heel: 166 };
  const top = -between(sheet.rng, 436, 462);
  const { base } = sheet.look;
  const thread = sheet.rng() < 0.75 ? (lightness(base) > 0.6 ? "#a9743f" : CREAM) : mix(base, lightness(base) > 0.4 ? "#17120f" : "#ffffff", 0.45);
  return (pen) => {
    pen.piece(`-34,${top}! 20,${top + 6} 120,${top + 8} 172,${top + 8}! 150,${top + 56} 0,${top + 50}`, { base: LINING, light: "inside", texture: "smooth" });
    drawHeel(pen, welted, { layers: 4, waist: 4 });
    drawSole(pen, welted, { welt: CREAM });
    const rim = `172,${top + 8}! 140,${top + 6} 106,${top - 14} 68,${top - 22} 30,${top - 16} -4,${top} -36,${top + 2}!`;
    const shade =
      pen.glow(`14,${top + 10} 26,-300 40,-200`, 52, 0.9) + pen.dusk(`168,${top} 160,-280 160,-120`, 44, 0.9) + pen.dusk(`-30,${top} -12,-280 2,-200`, 20, 0.7);
    const folds =
      pen.fold([8, -206], [78, -184], 8, 13) +
      pen.fold([154, -216], [88, -196], -8, 12, 0.9) +
      pen.fold([2, -240], [54, -218], 7, 11, 0.8) +
      pen.fold([152, -186], [100, -162], -6, 11, 0.8);
    const shaft = `${rim} -22,-330 -4,-240 0,-196 -22,-150! 60,-100 168,-110! 152,-200 156,-300`;
    pen.piece(shaft, { light: "flat", within: shade + folds + flames(pen, top, thread) });
    pipedSeam(pen, `68,${top - 20} 74,-330 78,-230 80,-160`, thread);
    const shine = pen.glow("-186,-42 -132,-72 -84,-96", 20, 1.2) + pen.dusk("-180,-22 -104,-18 -30,-48 40,-88", 20, 0.8);
    const creases = pen.fold([-84, -94], [-62, -36], 7, 8) + pen.fold([-56, -112], [-34, -54], 7, 8, 0.8);
    const edge = "92,-74! 84,-118 52,-156 26,-160 16,-196 -2,-214!";
    const vamp = `${points(feather(last).slice(0, -2))} 56,-69! ${edge} 0,-190 -22,-150 -70,-116 -130,-84 -186,-54`;
    const rows = pen.stitch(moved(edge, -6, 2), thread) + pen.stitch(moved(edge, -11, 5), thread);
    pen.piece(vamp, { light: "tube", angle: 66, within: shine + creases + rows + toeBug(pen, thread) });
    heelCounter(pen, last, thread);
    pen.mark(pen.stitch(moved(rim, 0, 8), thread), pen.dusk(moved(rim, 0, 3), 5));
    for (const x of [50, 86])
      pen.piece(moved(`-7,${top + 44}! -8,${top - 26} 0,${top - 34} 8,${top - 26} 7,${top + 44}!`, x, 0), {
        light: "tube",
        depth: 0.9,
        within: pen.stitch(moved(`-3,${top - 30} -3,${top + 40}`, x, 0), thread) + pen.stitch(moved(`3,${top - 30} 3,${top + 40}`, x, 0), thread),
      });
  };
}

/** The heel's counter, pointed at its top. */
function heelCounter(pen: Pen, last: Last, thread: string): void {
  const edge = "80,-72! 92,-112 130,-134 156,-176!";
  const [, , , , , , back] = feather(last);
  pen.piece(`${edge} 162,-130 169,-96 ${back?.[0] ?? 164},${back?.[1] ?? -74}! 120,-76`, {
    light: "tube",
    angle: 10,
    within: pen.glow("158,-84 150,-130", 16) + pen.stitch(moved(edge, 6, 3), thread) + pen.stitch(moved(edge, 11, 6), thread),
  });
}

/** The side seam with its piping. */
function pipedSeam(pen: Pen, run: string, thread: string): void {
  pen.mark(pen.cord(run, pen.sheet.look.base, 4), pen.stitch(moved(run, -6, 0), thread), pen.stitch(moved(run, 6, 0), thread));
}

/** The shaft's stitched flames, in rows one inside the other. */
function flames(pen: Pen, top: number, thread: string): string {
  const row = (by: number) =>
    pen.stitch(
      `56,${top + 24 + by} 30,${top + 60 + by * 0.6} 6,${top + 30 + by} ${-14 + by * 0.3},${top + 70 + by * 0.4} 4,${top + 128} 30,${top + 96 + by * 0.3} ${50 - by * 0.3},${top + 150} 34,${top + 204 - by}`,
      thread,
      1.3,
    ) +
    pen.stitch(
      `88,${top + 24 + by} 112,${top + 60 + by * 0.6} 134,${top + 34 + by} ${152 - by * 0.3},${top + 74 + by * 0.4} 138,${top + 130} 114,${top + 98 + by * 0.3} ${94 + by * 0.3},${top + 150} 112,${top + 204 - by}`,
      thread,
      1.3,
    );
  return row(0) + row(9) + row(18);
}

/** The stitched figure on a western toe. */
function toeBug(pen: Pen, thread: string): string {
  const petal = (d: string) => pen.stitch(d, thread, 1.3);
  return petal("-52,-66 -92,-84 -122,-66 -146,-50") + petal("-60,-54 -96,-68 -116,-54 -136,-42") + petal("-78,-102 -104,-82 -140,-72 -158,-56");
}

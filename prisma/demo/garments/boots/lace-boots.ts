import { between } from "../../random";
import { drawHeel, feather, type Last } from "../parts/foot";
import { LINING, moved, type Pen } from "../parts/pen";
import type { Point } from "../path";
import type { Sheet } from "../sheet";
import { lightness, mix } from "../tint";
import { points, pullTab, quarterOf, within } from "./boot-upper";

const RUBBER = "#262324";
/** How deep the tread of a lug sole is cut. */
const TREAD = 8;

/** An ankle boot laced over a lug sole. */
export function laceBoot(sheet: Sheet): (pen: Pen) => void {
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

import { between } from "../../random";
import { metalOf, rivet } from "../parts/metal";
import { beside, type Dot, evenly, heading, ribbon, sampled } from "../parts/ribbon";
import { castShadow, drawStrap } from "../parts/strap";
import { stroke } from "../parts/stroke";
import { type Box, line, num } from "../path";
import { closeUp, type Sheet } from "../sheet";
import { mix } from "../tint";
import { buckle, placed } from "./belt-buckle";

/** A braided belt laid in a loop that crosses itself. */
export function wovenBelt(sheet: Sheet): Box {
  const { rng } = sheet;
  const metal = metalOf(sheet);
  const way = rng() < 0.5 ? 1 : -1;
  const width = between(rng, 44, 50);
  const wide = between(rng, 138, 156);
  const course: Dot[] = [
    [-138, 640],
    [-84, 588],
    [8, 490],
    [104, 392],
    [wide, 290],
    [104, 190],
    [0, 152],
    [-104, 190],
    [-wide, 290],
    [-104, 392],
    [-8, 490],
    [84, 588],
    [140, 654],
  ];
  const dots = sampled(
    course.map(([x, y]): Dot => [way * x, y]),
    10,
  );
  // The leather of the tip starts before the crossing, so that the braid never lies on itself.
  const tip = dots.slice(-26);
  braid(sheet, dots.slice(0, -24), width, castShadow(tip, width));
  leatherEnds(sheet, dots, tip, width, metal);
  return sheet.view === "detail" ? closeUp(way * -30, 560, 300) : closeUp(0, 402, 560);
}

/** Four plaited columns along the curve: dark gaps, strands laid to and fro, a glint on each. */
function braid(sheet: Sheet, dots: readonly Dot[], width: number, shade: string): void {
  const { tones } = sheet;
  const columns = 4;
  const cell = width / columns;
  let strands = "";
  let glints = "";
  for (let column = 0; column < columns; column += 1) {
    const lane = evenly(beside(dots, (column - (columns - 1) / 2) * cell), cell * 0.86);
    const lean = column % 2 ? 1 : -1;
    lane.forEach(([x, y], at) => {
      const [hx, hy] = heading(lane, at);
      const [dx, dy] = [(hx - hy * lean * 0.9) * cell * 0.36, (hy + hx * lean * 0.9) * cell * 0.36];
      strands += `M${num(x - dx)} ${num(y - dy)}L${num(x + dx)} ${num(y + dy)}`;
      glints += `M${num(x - dx * 0.7 - 1)} ${num(y - dy * 0.7 - 1)}L${num(x + dx * 0.5 - 1)} ${num(y + dy * 0.5 - 1)}`;
    });
  }
  const round = ' stroke-linecap="round"';
  const within =
    stroke(strands, tones.line, cell * 0.6, 0.85, round) +
    stroke(strands, tones.base, cell * 0.47, 1, round) +
    stroke(glints, tones.light, cell * 0.17, 0.55, round) +
    [0.34, 0.16].map((share) => [-1, 1].map((side) => stroke(line(beside(dots, (side * width) / 2)), tones.shade, width * share, 0.16)).join("")).join("") +
    shade;
  sheet.piece(ribbon(dots, width), { light: "flat", base: mix(tones.base, tones.shade, 0.7), texture: "smooth", depth: 0.6, printed: false, within });
}

/** The plain leather that holds the buckle at one end and makes the tip at the other. */
function leatherEnds(sheet: Sheet, dots: readonly Dot[], tip: readonly Dot[], width: number, metal: string): void {
  const base = sheet.look.texture === "straw" ? "#8a5a37" : sheet.look.base;
  drawStrap(sheet, tip, width + 2, { base, texture: "leather", tip: 22 });
  const chape = dots.slice(0, 9);
  drawStrap(sheet, [...chape].reverse(), width + 2, { base, texture: "leather" });
  const start = dots[0] as Dot;
  const head = heading(dots, 0);
  sheet.mark(rivet(...(chape[6] as [number, number]), 3.4, metal));
  sheet.mark(placed(buckle(52, width + 24, metal), [start[0] - head[0] * 4, start[1] - head[1] * 4], [-head[0], -head[1]]));
}

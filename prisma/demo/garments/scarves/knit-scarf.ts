import { between } from "../../random";
import { beside, type Dot, evenly, heading, ribbon, sampled } from "../parts/ribbon";
import { castShadow } from "../parts/strap";
import { stroke } from "../parts/stroke";
import { type Box, leaf, line, num, outline } from "../path";
import { closeUp, type PieceOptions, type Sheet } from "../sheet";
import { mix } from "../tint";

/** Chunky knit along a curve: columns of stitches like small vees, a dark crease round each and a glint on each leg. */
function chunky(sheet: Sheet, dots: readonly Dot[], width: number, cell: number): string {
  const { tones } = sheet;
  const columns = Math.round(width / cell);
  const step = width / columns;
  let creases = "";
  let glints = "";
  let channels = "";
  for (let column = 0; column < columns; column += 1) {
    const lane = evenly(beside(dots, (column + 0.5 - columns / 2) * step), step * 0.78);
    channels += line(beside(dots, (column - columns / 2) * step));
    lane.forEach(([x, y], at) => {
      const [hx, hy] = heading(lane, at);
      const put = (across: number, on: number) => `${num(x + (hx * on - hy * across) * step)} ${num(y + (hy * on + hx * across) * step)}`;
      creases += `M${put(-0.5, -0.5)}L${put(0, 0.36)}L${put(0.5, -0.5)}`;
      glints += `M${put(-0.36, -0.62)}L${put(-0.13, -0.22)}M${put(0.15, -0.26)}L${put(0.36, -0.64)}`;
    });
  }
  return (
    stroke(channels, tones.shade, step * 0.3, 0.3 * tones.depth) +
    stroke(creases, tones.shade, 2.3, 0.72 * tones.depth) +
    stroke(glints, tones.light, 2.4, 0.34)
  );
}

/** Cable ropes along a curve, on both sides of its middle, in their purled channels. */
function ropes(sheet: Sheet, dots: readonly Dot[], width: number): string {
  const { tones } = sheet;
  const purl = mix(tones.base, tones.shade, 0.6);
  let svg = "";
  for (const place of [-0.22, 0.22]) {
    const lane = evenly(beside(dots, width * place), 18);
    const way = place < 0 ? 1 : -1;
    svg += stroke(line(lane), purl, 36, 1);
    for (const [at, [x, y]] of [...lane.entries()].reverse()) {
      const [hx, hy] = heading(lane, at);
      const put = (across: number, on: number): [number, number] => [x + hx * on - hy * across * way, y + hy * on + hx * across * way];
      const strand = outline([put(-13, -12), put(-7, -20), put(5, -7), put(13, 12), put(8, 20), put(-5, 7)]);
      svg +=
        `<path d="${strand.d}" fill="${tones.base}" stroke="${tones.shade}" stroke-opacity=".7" stroke-width="1.6"/>` +
        `<path d="${leaf(put(-9, -13), put(8, 12), way * -2, 3.6)}" fill="${tones.light}" fill-opacity=".42"/>`;
    }
  }
  return svg;
}

function knitBand(sheet: Sheet, dots: readonly Dot[], width: number, options: PieceOptions = {}, swell: (share: number) => number = () => width): void {
  const cables = sheet.look.pattern === "cable" ? ropes(sheet, dots, width) : "";
  const sides = [0.34, 0.2, 0.09].map((share) =>
    [-1, 1].map((side) => stroke(line(beside(dots, (side * width) / 2)), sheet.tones.shade, width * share, 0.15)).join(""),
  );
  const within = chunky(sheet, dots, width, 17) + cables + sides.join("") + (options.within ?? "");
  sheet.piece(ribbon(dots, swell), { light: "flat", texture: "smooth", printed: false, ...options, within });
}

/** A chunky knitted scarf wound once round the neck, its tails ending in a rib and tassels. */
export function knitScarf(sheet: Sheet): Box {
  const { rng } = sheet;
  const way = rng() < 0.5 ? 1 : -1;
  const width = between(rng, 106, 118);
  const course = (points: readonly Dot[]) =>
    sampled(
      points.map(([x, y]): Dot => [way * x, y]),
      8,
    );
  const back = course([
    [-142, 206],
    [-88, 146],
    [0, 128],
    [88, 146],
    [142, 206],
  ]);
  const wrap = course([
    [-112, 146],
    [-140, 196],
    [-120, 258],
    [-68, 304],
    [0, 320],
    [68, 304],
    [120, 258],
    [140, 196],
    [112, 146],
  ]);
  const under = course([
    [36, 300],
    [58, 420],
    [76, between(rng, 524, 552)],
  ]);
  const over = course([
    [-24, 300],
    [-48, 440],
    [-66, between(rng, 604, 634)],
  ]);
  knitBand(sheet, back, 80, { within: `<path d="${ribbon(back, 90).d}" fill="${sheet.tones.shade}" fill-opacity=".5"/>` });
  for (const dots of [under, over]) {
    tassels(sheet, dots, width);
    knitBand(sheet, dots, width, { within: castShadow(wrap, 108, 1) + (dots === under ? castShadow(over, width, 0.9) : "") });
  }
  knitBand(sheet, wrap, 108, {}, (share) => 108 * (0.34 + 0.66 * Math.sin(Math.PI * share) ** 0.6));
  return sheet.view === "detail" ? closeUp(way * -30, 330, 300) : closeUp(0, 398, 570);
}

/** Thick yarn tassels along the end of a tail. */
function tassels(sheet: Sheet, dots: readonly Dot[], width: number): void {
  const last = dots.length - 1;
  const [hx, hy] = heading(dots, last);
  const end = [beside(dots, width / 2)[last], beside(dots, -width / 2)[last]] as [Dot, Dot];
  for (const [x, y] of evenly(end, width / 6)) {
    const lean = between(sheet.rng, -4, 4);
    const tip: Dot = [x + hx * 66 + lean, y + hy * 66];
    let yarn = "";
    for (let strand = -2; strand <= 2; strand += 1) yarn += `M${num(x + strand * 1.6)} ${num(y - 2)}L${num(tip[0] + strand * 3)} ${num(tip[1])}`;
    const shape = ribbon(sampled([[x - hx * 4, y - hy * 4], [x + hx * 16, y + hy * 16], tip], 4), (share) => 6 + 9 * Math.min(1, share * 1.6));
    sheet.piece(shape, { light: "flat", printed: false, depth: 1, texture: "smooth", within: stroke(yarn, sheet.tones.shade, 1.4, 0.6) });
    sheet.mark(sheet.seam(`M${num(x + hx * 14 - 6)} ${num(y + hy * 14)}h12`, 1));
  }
}

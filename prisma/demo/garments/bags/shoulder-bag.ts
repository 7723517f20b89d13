import { between } from "../../random";
import { metalOf, metalRod, rivet } from "../parts/metal";
import { type Dot, evenly, heading, ribbon, sampled } from "../parts/ribbon";
import { drawStrap } from "../parts/strap";
import { arch, type Box, num, type Point, symmetric } from "../path";
import { closeUp, type Sheet } from "../sheet";
import { mix } from "../tint";
import { dent, edgeStitch, flapShadow } from "./leather";

/** A small stiff bag under a flap, on a leather strap or a chain. */
export function shoulderBag(sheet: Sheet): Box {
  const { rng } = sheet;
  const metal = metalOf(sheet);
  const [wide, top] = [between(rng, 176, 190), 388];
  const bottom = top + between(rng, 232, 250);
  const reach = top - between(rng, 226, 244);
  const isChain = rng() < 0.34;
  const ring: Dot = [wide - 20, top - 6];
  const arc = sampled([
    [-ring[0], ring[1]],
    [-ring[0] * 0.98, top - (top - reach) * 0.42],
    [-ring[0] * 0.7, top - (top - reach) * 0.84],
    [0, reach],
    [ring[0] * 0.7, top - (top - reach) * 0.84],
    [ring[0] * 0.98, top - (top - reach) * 0.42],
    ring,
  ]);
  if (isChain) chain(sheet, evenly(arc, 13), metal);
  else drawStrap(sheet, arc, 20);
  const body = symmetric([
    [0, top - 4],
    [wide - 26, top - 2],
    [wide - 4, top + 16],
    [wide + 4, top + 90],
    [wide + 2, bottom - 34],
    [wide - 28, bottom],
    [0, bottom + 4],
  ]);
  sheet.piece(body, {
    within: dent(sheet, [-wide + 22, bottom - 16], [-wide + 34, top + 60], 5, 12) + dent(sheet, [wide - 22, bottom - 12], [wide - 30, top + 90], -5, 12),
  });
  edgeStitch(
    sheet,
    arch([
      [0, bottom - 5],
      [wide - 32, bottom - 8],
      [wide - 6, bottom - 38],
      [wide - 4, top + 100],
    ]),
  );
  for (const side of [-1, 1]) sheet.mark(metalRod(`M${num(side * ring[0] - 13)} ${num(ring[1] + 8)}v-12h26v12z`, 4, metal));
  if (sheet.isBack)
    sheet.mark(sheet.seam(`M${num(-wide + 46)} ${num(top + 54)}H${num(wide - 46)}`), sheet.stitch(`M${num(-wide + 46)} ${num(top + 60)}H${num(wide - 46)}`));
  else flap(sheet, wide, top, bottom, metal, rng() < 0.5);
  return sheet.view === "detail" ? closeUp(64, top + 112, 300) : closeUp(0, (reach + bottom) / 2, 512);
}

/** The flap with its edge stitches and clasp. */
function flap(sheet: Sheet, wide: number, top: number, bottom: number, metal: string, isRound: boolean): void {
  const low = top + (bottom - top) * (isRound ? 0.7 : 0.64);
  const half = (inset: number): Point[] =>
    isRound
      ? [
          [0, top - 8 + inset],
          [wide - 24 - inset, top - 6 + inset],
          [wide + 3 - inset, top + 18 + inset * 0.6],
          [wide - 8 - inset, top + 78],
          [wide * 0.62 - inset * 0.7, low - 22 - inset],
          [0, low - inset],
        ]
      : [
          [0, top - 8 + inset],
          [wide - 24 - inset, top - 6 + inset],
          [wide + 5 - inset, top + 20 + inset * 0.6],
          [wide + 6 - inset, low - 44],
          [wide - 22 - inset, low - 4 - inset],
          [0, low - inset],
        ];
  flapShadow(sheet, half(0), top + 30);
  sheet.piece(symmetric(half(0)), {
    depth: 0.8,
    within: dent(sheet, [-wide + 30, top + 14], [-wide * 0.4, low - 40], 8, 14, 0.7) + dent(sheet, [wide - 20, top + 20], [wide * 0.5, low - 50], -6, 11, 0.6),
  });
  edgeStitch(sheet, arch(half(8).slice(2).reverse()));
  clasp(sheet, low - 20, metal, isRound);
}

function clasp(sheet: Sheet, y: number, metal: string, isRound: boolean): void {
  if (isRound) {
    sheet.mark(rivet(0, y, 15, metal), metalRod(`M0 ${num(y - 9)}V${num(y + 9)}`, 5, metal));
    return;
  }
  const dark = mix(metal, "#1d1712", 0.62);
  sheet.mark(
    `<rect x="-25" y="${num(y - 11)}" width="52" height="32" rx="5" fill="#120c10" fill-opacity=".3"/>` +
      `<rect x="-26" y="${num(y - 14)}" width="52" height="32" rx="5" fill="${metal}" stroke="${dark}" stroke-width="1"/>` +
      `<path d="M-22 ${num(y + 13)}L2 ${num(y - 13)}H14L-10 ${num(y + 17)}Z" fill="#fffdf4" fill-opacity=".34"/>`,
    metalRod(`M-9 ${num(y + 2)}H9`, 6, metal),
  );
}

/** A chain with a leather strip laced through. */
function chain(sheet: Sheet, dots: readonly Dot[], metal: string): void {
  sheet.piece(ribbon(dots, 8), { light: "flat", printed: false, depth: 0.5 });
  let svg = "";
  for (let at = 1; at < dots.length - 1; at += 1) {
    const [x, y] = dots[at] as Dot;
    const [hx, hy] = heading(dots, at);
    const turn = (Math.atan2(hy, hx) * 180) / Math.PI + (at % 2 ? 14 : -14);
    svg +=
      `<g transform="translate(${num(x)} ${num(y)}) rotate(${num(turn)})"><ellipse rx="9" ry="5.4" fill="none" stroke="${mix(metal, "#1d1712", 0.62)}" stroke-width="4.2"/>` +
      `<ellipse rx="9" ry="5.4" fill="none" stroke="${metal}" stroke-width="2.8"/><path d="M-7 -4.400Q0 -7 7 -4.4" fill="none" stroke="#fffdf4" stroke-opacity=".7" stroke-width="1"/></g>`;
  }
  sheet.mark(svg);
}

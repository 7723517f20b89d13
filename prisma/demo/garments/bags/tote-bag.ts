import { between } from "../../random";
import { metalOf, rivet } from "../parts/metal";
import { sampled } from "../parts/ribbon";
import { drawStrap, threadOn } from "../parts/strap";
import { arch, type Box, num, outline, type Point, symmetric } from "../path";
import { closeUp, type Sheet } from "../sheet";
import { lightness, mix } from "../tint";
import { dent, edgeStitch, stamp } from "./leather";

const TAN = "#9c6a42";

/** Leather of handles and trims: the bag's own on leather, tan or dark on cloth. */
function trimOf(sheet: Sheet): string {
  const { texture, base } = sheet.look;
  if (texture === "leather" || texture === "suede") return mix(base, "#1d1410", lightness(base) > 0.75 ? 0.06 : 0.12);
  return lightness(base) > 0.3 ? TAN : "#6f4a30";
}

function handle(sheet: Sheet, half: number, foot: number, top: number, width: number, base: string): void {
  const dots = sampled([
    [-half, foot],
    [-half * 0.99, foot - (foot - top) * 0.5],
    [-half * 0.74, foot - (foot - top) * 0.88],
    [0, top],
    [half * 0.74, foot - (foot - top) * 0.88],
    [half * 0.99, foot - (foot - top) * 0.5],
    [half, foot],
  ]);
  drawStrap(sheet, dots, width, { base, texture: "leather" });
}

/** A leather tab that holds a handle: a shield with stitches and a rivet. */
function tab(sheet: Sheet, x: number, y: number, width: number, long: number, base: string, metal: string): void {
  const shape = (inset: number) =>
    outline([
      [x - width / 2 + inset, y + inset, 1],
      [x + width / 2 - inset, y + inset, 1],
      [x + width / 2 - inset, y + long - width * 0.5],
      [x, y + long - inset],
      [x - width / 2 + inset, y + long - width * 0.5],
    ]);
  sheet.piece(shape(0), { base, texture: "leather", light: "flat", printed: false, shadow: false, depth: 0.8 });
  sheet.mark(sheet.stitch(shape(4).d, threadOn(base), 1), rivet(x, y + long - width * 0.5, 3.2, metal));
}

/** An open bag with two handles, its rim wider than its foot. */
export function tote(sheet: Sheet): Box {
  const { rng } = sheet;
  const [rim, foot] = [between(rng, 192, 208), between(rng, 146, 164)];
  const [top, bottom] = [between(rng, 316, 336), between(rng, 606, 622)];
  const metal = metalOf(sheet);
  const trim = trimOf(sheet);
  const grip = between(rng, 66, 78);
  const peak = top - between(rng, 150, 172);
  handle(sheet, grip - 5, top + 18, peak - 16, 17, trim);
  sheet.piece(
    symmetric([
      [0, top - 13],
      [rim * 0.7, top - 11],
      [rim - 2, top, 1],
      [rim * 0.6, top + 14],
      [0, top + 18],
    ]),
    { light: "inside", shadow: false },
  );
  const half = (inset = 0): Point[] => [
    [0, top + 11 + inset],
    [rim * 0.6, top + 8 + inset],
    [rim - inset, top + inset * 0.6, 1],
    [(rim + foot) / 2 + 3 - inset, (top + bottom) / 2],
    [foot + 4 - inset, bottom - 14 - inset],
    [foot - 10 - inset, bottom - inset],
    [0, bottom + 4 - inset],
  ];
  const folds =
    dent(sheet, [-rim + 34, top + 26], [-foot + 44, bottom - 70], 8, 15, 1.1) +
    dent(sheet, [rim - 30, top + 40], [foot - 30, bottom - 40], -7, 13) +
    dent(sheet, [-grip + 6, top + 60], [-grip * 0.3, bottom - 96], 5, 12, 0.7) +
    dent(sheet, [grip - 2, top + 66], [grip * 0.66, bottom - 60], -6, 12, 0.7);
  sheet.piece(symmetric(half()), { within: folds, depth: 0.9 });
  edgeStitch(
    sheet,
    arch([
      [0, top + 20],
      [rim * 0.6, top + 17],
      [rim - 3, top + 9],
    ]),
  );
  toteFoot(sheet, { foot, rim, top, bottom }, trim);
  if (sheet.isBack) sheet.mark(sheet.seam(`M0 ${num(top + 12)}V${num(bottom - 60)}`, 0.6));
  for (const side of [-1, 1] as const) tab(sheet, side * grip, top + 2, 25, 66, trim, metal);
  handle(sheet, grip, top + 34, peak, 17, trim);
  return sheet.view === "detail" ? closeUp(grip, top + 40, 270) : closeUp(0, (peak + bottom) / 2 - 4, 512);
}

type ToteCut = { rim: number; foot: number; top: number; bottom: number };

/** The lower part: a panel of trim leather on canvas, seams and a small stamped mark on leather. */
function toteFoot(sheet: Sheet, { rim, foot, top, bottom }: ToteCut, trim: string): void {
  const isCloth = sheet.look.texture === "canvas";
  const y = bottom - (isCloth ? 62 : 46);
  const edge = foot + (rim - foot) * ((bottom - y) / (bottom - top)) + 3;
  const upper: Point[] = [
    [0, y + 3],
    [edge, y, 1],
  ];
  if (isCloth) {
    const panel = symmetric([...upper, [foot + 4, bottom - 14], [foot - 10, bottom], [0, bottom + 4]]);
    sheet.piece(panel, { base: trim, texture: "leather", shadow: false, depth: 0.8 });
    edgeStitch(sheet, arch(upper.map(([x, py]): Point => [x, py + 6])), trim);
  } else sheet.mark(sheet.seam(arch(upper)), sheet.stitch(arch(upper.map(([x, py]): Point => [x, py - 6])), threadOn(sheet.look.base)));
  if (!sheet.isBack) stamp(sheet, 0, top + 58, isCloth ? trim : sheet.look.base, isCloth);
}

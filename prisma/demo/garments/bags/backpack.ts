import { between } from "../../random";
import { metalOf, metalRod, rivet } from "../parts/metal";
import { type Dot, ribbon, sampled } from "../parts/ribbon";
import { castShadow, drawStrap, rounding } from "../parts/strap";
import { arch, type Box, line, num, onSide, outline, type Point, symmetric } from "../path";
import { closeUp, type Sheet } from "../sheet";
import { mix } from "../tint";
import { dent, stamp } from "./leather";

type Pack = { wide: number; top: number; bottom: number };

/** A rucksack with zips, a front pocket and padded straps. */
export function backpack(sheet: Sheet): Box {
  const { rng } = sheet;
  const metal = metalOf(sheet);
  const pack: Pack = { wide: between(rng, 154, 166), top: 196, bottom: between(rng, 634, 650) };
  const { wide, top, bottom } = pack;
  packStraps(sheet, pack);
  const loop = sampled([
    [-34, top + 12],
    [-33, top - 34],
    [0, top - 48],
    [33, top - 34],
    [34, top + 12],
  ]);
  drawStrap(sheet, loop, 18);
  for (const side of [-1, 1] as const) sidePocket(sheet, pack, side);
  const shell = (inset: number): Point[] => [
    [0, top + inset],
    [wide * 0.6 - inset * 0.6, top + 16 + inset],
    [wide - 12 - inset, top + 88],
    [wide - inset, top + 190],
    [wide + 2 - inset, bottom - 50],
    [wide - 26 - inset, bottom - 2 - inset],
    [0, bottom + 4 - inset],
  ];
  sheet.piece(symmetric(shell(0)), { depth: 1.1, within: packFolds(sheet, pack) });
  sheet.mark(sheet.seam(symmetric(shell(13)).d, 0.6));
  if (sheet.isBack) return backPanel(sheet, pack);
  zip(sheet, arch(shell(30).slice(0, 4)), 13, metal);
  puller(sheet, -34, top + 34, metal);
  frontPocket(sheet, pack, metal);
  return sheet.view === "detail" ? closeUp(0, bottom - 190, 280) : closeUp(0, (top - 48 + bottom) / 2, 560);
}

/** The padded shoulder straps, seen beside the body where they bow outwards. */
function packStraps(sheet: Sheet, { wide, top, bottom }: Pack): void {
  for (const side of [-1, 1] as const) {
    const course: Dot[] = [
      [46, top + 14],
      [104, top + 6],
      [wide + 16, top + 96],
      [wide + 40, top + 214],
      [wide + 26, bottom - 120],
      [wide - 14, bottom - 34],
    ];
    drawStrap(sheet, sampled(course.map(([x, y]): Dot => [side * x, y])), 34);
  }
}

function sidePocket(sheet: Sheet, { wide, bottom }: Pack, side: 1 | -1): void {
  const shape = outline(
    onSide(side, [
      [wide - 20, bottom - 168, 1],
      [wide + 15, bottom - 160, 1],
      [wide + 22, bottom - 90],
      [wide + 12, bottom - 26],
      [wide - 20, bottom - 14, 1],
    ]),
  );
  sheet.piece(shape, { light: "tube", depth: 1 });
  sheet.mark(
    sheet.stitch(
      line(
        onSide(side, [
          [wide - 20, bottom - 158],
          [wide + 16, bottom - 150],
        ]),
      ),
    ),
  );
}

function packFolds(sheet: Sheet, { wide, top, bottom }: Pack): string {
  return (
    dent(sheet, [-wide + 26, top + 190], [-wide * 0.4, top + 120], 6, 13) +
    dent(sheet, [wide - 20, top + 210], [wide * 0.5, top + 130], -6, 12) +
    dent(sheet, [-wide + 12, bottom - 40], [-wide + 30, bottom - 190], 5, 12) +
    dent(sheet, [wide - 14, bottom - 50], [wide - 26, bottom - 200], -5, 12)
  );
}

function backPanel(sheet: Sheet, { top, bottom }: Pack): Box {
  sheet.mark(sheet.stitch(`M-70 ${num(top + 80)}V${num(bottom - 40)}M70 ${num(top + 80)}V${num(bottom - 40)}`));
  return closeUp(0, (top - 48 + bottom) / 2, 560);
}

/** A zip along a path: tape, teeth. */
function zip(sheet: Sheet, d: string, width: number, metal: string): void {
  const tape = mix(sheet.look.base, "#141014", 0.5);
  sheet.mark(
    `<path d="${d}" fill="none" stroke="${sheet.tones.light}" stroke-opacity=".3" stroke-width="${width + 2.4}" transform="translate(-.8 1)"/>` +
      `<path d="${d}" fill="none" stroke="${sheet.tones.line}" stroke-width="${width + 1.4}"/><path d="${d}" fill="none" stroke="${tape}" stroke-width="${width}"/>` +
      `<path d="${d}" fill="none" stroke="${metal}" stroke-width="4.6" stroke-dasharray="1.9 1.5"/><path d="${d}" fill="none" stroke="#120c10" stroke-opacity=".45" stroke-width=".9"/>`,
  );
}

/** A zip's slider with a leather pull hanging from it. */
function puller(sheet: Sheet, x: number, y: number, metal: string): void {
  sheet.mark(rivet(x, y, 6.5, metal), metalRod(`M${num(x)} ${num(y + 4)}v9`, 3, metal));
  const dots = sampled([
    [x, y + 11],
    [x - 1, y + 26],
    [x - 1, y + 44],
  ]);
  sheet.piece(ribbon(dots, 9, 3), { light: "flat", printed: false, shadow: false, depth: 0.6, within: rounding(sheet, dots, 9) });
}

function frontPocket(sheet: Sheet, { wide, bottom }: Pack, metal: string): void {
  const [half, y] = [wide - 34, bottom - 200];
  const pocket = (inset: number): Point[] => [
    [0, y + inset],
    [half - 34 - inset, y + 3 + inset],
    [half - inset, y + 36 + inset * 0.6],
    [half + 3 - inset, bottom - 62],
    [half - 20 - inset, bottom - 24 - inset],
    [0, bottom - 19 - inset],
  ];
  const under = sampled(pocket(0).map(([x, py]): Dot => [x, py]));
  sheet.mark(castShadow([...under.map(([x, py]): Dot => [-x, py]).reverse(), ...under], 2, 0.9));
  sheet.piece(symmetric(pocket(0)), {
    shadow: false,
    depth: 0.9,
    within: dent(sheet, [-half + 20, bottom - 50], [-half * 0.4, y + 90], 6, 12) + dent(sheet, [half - 14, bottom - 44], [half * 0.5, y + 80], -6, 12),
  });
  sheet.mark(sheet.stitch(arch(pocket(6).slice(2).reverse())));
  zip(sheet, arch(pocket(20).slice(0, 3)), 12, metal);
  puller(sheet, half * 0.42, y + 21, metal);
  stamp(sheet, 0, bottom - 100, sheet.look.base, sheet.look.texture === "nylon");
}

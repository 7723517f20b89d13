import type { Cut } from "../parts/cut";
import { type FrontCut, OVER, UNDER } from "../parts/front-edge";
import { drawBackBody, drawFronts } from "../parts/fronts";
import { laid } from "../parts/laid";
import { flapPockets } from "../parts/pocket";
import { armholeSeams } from "../parts/seams";
import { block, closed, even, sided, twins } from "../parts/shapes";
import type { SleeveCut } from "../parts/sleeve";
import { sleeveStrap } from "../parts/sleeve-trim";
import { arch, line, num, onSide, type Point } from "../path";
import type { Sheet } from "../sheet";
import { lightness, mix } from "../tint";
import { skirtFolds } from "./coat-skirt";

/** A hooded coat that closes with horn toggles. */
export function duffle(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  sleeveStrap(sheet, cut, sleeve, 30, 20);
  if (sheet.isBack) {
    drawBackBody(sheet, cut, 120);
    yoke(sheet, cut);
    hoodBack(sheet, cut);
    return;
  }
  hoodInside(sheet, cut);
  const front: FrontCut = { edge: 30, breakY: cut.top + 20 };
  drawFronts(sheet, cut, front, (side) => side === OVER && sheet.mark(skirtFolds(sheet, cut, 0.8)), 0.9);
  armholeSeams(sheet, cut);
  yoke(sheet, cut);
  hoodFront(sheet, cut);
  laid(
    sheet,
    twins((side) => block(side, 92, cut.hemY - 146, 76, 88)),
    { depth: 0.6 },
  );
  flapPockets(sheet, 92, cut.hemY - 152, 82, 28, 0, false);
  for (let made = 0; made < 4; made += 1) toggle(sheet, cut.top + 104 + made * 84);
}

function yoke(sheet: Sheet, cut: Cut): void {
  const points: Point[] = [
    [0, cut.top + 86],
    [cut.shoulder * 0.6, cut.top + 82],
    [cut.shoulder - 9, cut.top + 70],
  ];
  sheet.mark(sheet.seam(arch(points)), sheet.stitch(arch(points.map(([x, y]): Point => [x, y - 6]))));
}

function hoodInside(sheet: Sheet, cut: Cut): void {
  const { top, neck } = cut;
  sheet.piece(even([0, top - 78], [44, top - 72], [neck + 24, top - 30], [neck + 30, top + 8], [neck, top + 30, 1], [0, top + 34]), { light: "round" });
  sheet.piece(even([0, top - 58], [32, top - 52], [neck + 2, top - 16], [neck - 4, top + 22], [0, top + 60]), {
    light: "inside",
    shadow: false,
    texture: "smooth",
  });
}

function hoodFront(sheet: Sheet, cut: Cut): void {
  const { top, neck } = cut;
  for (const side of [UNDER, OVER] as const) {
    const rim: Point[] = [
      [-14, top + 66, 1],
      [22, top + 46],
      [neck - 10, top + 6],
      [neck - 6, top - 34, 1],
    ];
    const shape = sided(side, ...rim, [neck + 24, top - 30], [neck + 36, top + 4], [neck + 30, top + 36], [36, top + 74], [-4, top + 86, 1]);
    laid(sheet, shape, { light: "tube", angle: side * -30, shadow: true });
    sheet.mark(
      sheet.stitch(
        line(
          onSide(
            side,
            rim.map(([x, y], at): Point => [x + 6, y + (at < 2 ? 7 : 2)]),
          ),
        ),
      ),
    );
  }
}

function hoodBack(sheet: Sheet, cut: Cut): void {
  const { top, neck } = cut;
  laid(sheet, even([0, top - 34], [neck * 0.8, top - 28], [neck + 26, top + 8], [neck + 10, top + 62], [0, top + 132]), { light: "round", shadow: true });
  sheet.mark(sheet.seam(`M0 ${num(top - 34)}V${num(top + 130)}`));
}

/** A horn toggle with its two cords on leather patches. */
function toggle(sheet: Sheet, y: number): void {
  const leather = mix("#5b3b26", sheet.look.base, 0.12);
  const cord = lightness(sheet.look.base) > 0.5 ? "#6d5239" : "#d8c7a6";
  for (const side of [-1, 1] as const) {
    laid(sheet, sided(side, [58, y - 13, 1], [84, y - 13, 1], [92, y], [84, y + 13, 1], [58, y + 13, 1]), {
      base: leather,
      texture: "smooth",
      printed: false,
      depth: 0.7,
    });
    const loop = `M${side * 62} ${num(y - 5)}H${side * 14}M${side * 62} ${num(y + 5)}H${side * 14}`;
    sheet.mark(
      `<path d="${loop}" stroke="#1d1612" stroke-width="4.600" stroke-opacity=".6"/><path d="${loop}" stroke="${cord}" stroke-width="3.200" stroke-dasharray="2.400 .7"/>`,
    );
  }
  const horn = closed([-26, y + 2], [-16, y - 7], [10, y - 7], [27, y - 1], [12, y + 7], [-14, y + 7]);
  laid(sheet, horn, { base: "#c9a878", texture: "smooth", printed: false, light: "tube", angle: 90 });
  sheet.mark(`<path d="M-6 ${num(y - 7)}v14M5 ${num(y - 7)}v14" stroke="#3a281b" stroke-width="2.400" stroke-opacity=".6"/>`);
}

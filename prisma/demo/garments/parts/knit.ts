import { leaf, outline, symmetric } from "../path";
import type { Sheet } from "../sheet";
import type { Cut } from "./cut";
import type { SleeveCut } from "./sleeve";

/** A knitted sleeve, gathered into a ribbed cuff. */
export const KNIT_SLEEVE: SleeveCut = {
  length: 322,
  angle: 13,
  cuff: 60,
  cuffHeight: 44,
  cuffTexture: "rib",
  gathered: true,
  flare: 6,
  elbow: 5,
};

/** The rib at the hem, a little narrower than the body it holds. */
export function hemRib(sheet: Sheet, cut: Cut, height: number, base?: string): void {
  const { hem, hemY, hemCurve } = cut;
  sheet.piece(
    symmetric([
      [0, hemY + hemCurve - 2],
      [hem * 0.5, hemY + hemCurve * 0.75 - 2],
      [hem - 2, hemY - 2, 1],
      [hem - 9, hemY + height, 1],
      [0, hemY + hemCurve + height],
    ]),
    { texture: "rib", printed: false, ...(base ? { base } : {}) },
  );
}

/** A rope cable down the cloth from `top` to `bottom` at x; `way` is the side it twists to. */
function cable(sheet: Sheet, x: number, top: number, bottom: number, way: 1 | -1): string {
  const { shade, base, light } = sheet.tones;
  let svg = `<path d="M${x - 17} ${top}V${bottom}M${x + 17} ${top}V${bottom}" stroke="${shade}" stroke-opacity=".34" stroke-width="5"/>`;
  for (let y = bottom; y > top; y -= 19) {
    const strand = outline([
      [x - 13 * way, y - 12],
      [x - 8 * way, y - 21],
      [x + 4 * way, y - 8],
      [x + 13 * way, y + 12],
      [x + 9 * way, y + 21],
      [x - 5 * way, y + 7],
    ]);
    svg +=
      `<path d="${strand.d}" fill="${base}" stroke="${shade}" stroke-opacity=".62" stroke-width="1.7"/>` +
      `<path d="${leaf([x - 9 * way, y - 14], [x + 8 * way, y + 12], way * -2, 3.4)}" fill="${light}" fill-opacity=".42"/>`;
  }
  return svg;
}

/** Four cables down the body, where the pattern is one of cables. */
export function cables(sheet: Sheet, cut: Cut): string {
  if (sheet.look.pattern !== "cable") return "";
  return [-84, -28, 28, 84].map((x) => cable(sheet, x, cut.top + 10, cut.hemY + 8, x < 0 ? 1 : -1)).join("");
}

import { line, type Point } from "../path";
import type { Sheet } from "../sheet";
import { buttonMark, hornTone } from "./button";
import type { Cut } from "./cut";
import { laid } from "./laid";
import { closed } from "./shapes";
import type { SleeveCut } from "./sleeve";

/** A point of a sleeve: `down` px from the shoulder tip along its outer edge, `across` px in from it. */
export function sleeveAt(cut: Cut, sleeve: SleeveCut, side: 1 | -1, down: number, across: number): Point {
  const radians = ((sleeve.angle + (side === 1 ? 0.6 : -0.5)) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  return [side * (cut.shoulder + sin * down - cos * across), cut.top + cut.slope + cos * down + sin * across];
}

/** How wide the visible sleeve is `down` px from the shoulder. */
export function sleeveWidth(cut: Cut, sleeve: SleeveCut, down: number): number {
  const radians = (sleeve.angle * Math.PI) / 180;
  const [dx, dy] = [cut.chest - cut.shoulder, cut.armpit - cut.top - cut.slope];
  const pit = { down: dx * Math.sin(radians) + dy * Math.cos(radians), across: -dx * Math.cos(radians) + dy * Math.sin(radians) };
  return pit.across + ((sleeve.cuff - pit.across) * (down - pit.down)) / (sleeve.length - pit.down);
}

/** The buttons of a sleeve's vent, along its inner edge. */
export function cuffButtons(sheet: Sheet, cut: Cut, sleeve: SleeveCut, count: number, tone = hornTone(sheet)): void {
  for (const side of [1, -1] as const) {
    const seamLine = [0, 66].map((up) => sleeveAt(cut, sleeve, side, sleeve.length - 1 - up, sleeveWidth(cut, sleeve, sleeve.length - up) - 17));
    sheet.mark(sheet.seam(line(seamLine), 0.7));
    for (let made = 0; made < count; made += 1) {
      const down = sleeve.length - 16 - made * 11;
      const [x, y] = sleeveAt(cut, sleeve, side, down, sleeveWidth(cut, sleeve, down) - 11);
      sheet.mark(buttonMark(x, y, 4.2, tone));
    }
  }
}

/** A strap around a sleeve, `up` px from its end. */
export function sleeveStrap(sheet: Sheet, cut: Cut, sleeve: SleeveCut, up: number, height: number): void {
  for (const side of [1, -1] as const) {
    const at = (down: number, isInner: boolean): Point => {
      const [x, y] = sleeveAt(cut, sleeve, side, down, isInner ? sleeveWidth(cut, sleeve, down) : -2);
      return [x, y, 1];
    };
    const [top, bottom] = [sleeve.length - up - height, sleeve.length - up];
    laid(sheet, closed(at(top, false), at(top, true), at(bottom, true), at(bottom, false)), {
      angle: side * (90 - sleeve.angle),
      light: "tube",
      texture: "smooth",
    });
  }
}

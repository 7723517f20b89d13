import { line, num, onSide } from "../path";
import type { Sheet } from "../sheet";
import { lightness, mix } from "../tint";
import type { Cut } from "./cut";
import { type FrontCut, frontEdge, OVER, onRoll, UNDER } from "./front-edge";
import { laid } from "./laid";
import { armholeSeams } from "./seams";
import { bodyFolds, frontPanel, torso } from "./torso";

/** The lining: the cloth's colour, quieter. */
function liningTone(sheet: Sheet): string {
  return mix(sheet.look.base, lightness(sheet.look.base) > 0.6 ? "#b3a596" : "#8b7d78", 0.42);
}

/** The inside of the back as it shows between the fronts, with a label where the opening has room for one. */
function insideBack(sheet: Sheet, cut: Cut, front: FrontCut): void {
  const y = cut.top + cut.backDrop + 16;
  const label =
    `<rect x="-17" y="${num(y)}" width="34" height="14" rx="1" fill="#f3eee3"/>` +
    `<path d="M-11 ${num(y + 7)}h22" stroke="#8c7f6c" stroke-width="1.8" stroke-dasharray="2.6 1.2"/>`;
  const hasRoom = onRoll(cut, front, y + 20)[0] > 20;
  sheet.piece(torso({ ...cut, hemY: cut.hemY - 6 }, true), {
    light: "inside",
    texture: "smooth",
    printed: false,
    base: liningTone(sheet),
    within: hasRoom ? label : "",
    shadow: false,
  });
}

/** Both fronts in the order they lie: the under front with its lapel, then the over front with its own. */
export function drawFronts(sheet: Sheet, cut: Cut, front: FrontCut, finish: (side: 1 | -1) => unknown, strength = 0.7): void {
  insideBack(sheet, cut, front);
  const folds = bodyFolds(sheet, cut, strength);
  for (const side of [UNDER, OVER] as const) {
    const shape = frontPanel(cut, side, frontEdge(cut, front));
    if (side === OVER) laid(sheet, shape, { light: "round", shadow: true, within: folds, depth: 0.9 });
    else sheet.piece(shape, { within: folds, depth: 0.9 });
    if (side === OVER) sheet.mark(sheet.seam(line(onSide(side, frontEdge(cut, front))), 0.8));
    finish(side);
  }
}

/** The back: one panel with a seam down the middle and, for coats and blazers, a vent. */
export function drawBackBody(sheet: Sheet, cut: Cut, vent = 0): void {
  sheet.piece(torso(cut, true), { within: bodyFolds(sheet, cut, 0.7) });
  armholeSeams(sheet, cut);
  const bottom = cut.hemY + cut.hemCurve;
  sheet.mark(sheet.seam(`M0 ${num(cut.top + cut.backDrop)}V${num(bottom - vent)}`, 0.7));
  if (vent) sheet.mark(sheet.seam(`M0 ${num(bottom - vent)}l7 4V${num(bottom)}`), sheet.fold([0, bottom - vent], [5, bottom], 0, 7, 1.4));
}

import { between } from "../../random";
import { drawHeel, drawSole, type Last, upperOf } from "../parts/foot";
import { LINING, moved, type Pen } from "../parts/pen";
import type { Sheet } from "../sheet";
import { lightness, mix } from "../tint";

/** A flat pump with a bow at its throat. */
export function balletFlat(sheet: Sheet): (pen: Pen) => void {
  const last: Last = { toe: -230, ball: -120, heel: 214, lift: 13, spring: 5, sole: 7, breast: 130, stand: [134, 211] };
  const throat = between(sheet.rng, -128, -112);
  const { base } = sheet.look;
  const trim = sheet.rng() < 0.35 ? (lightness(base) > 0.35 ? "#29282c" : mix(base, "#000000", 0.45)) : base;
  const rim = `208,-126! 198,-122 150,-80 70,-60 -30,-60 ${throat + 26},-74 ${throat},-90!`;
  return (pen) => {
    pen.piece(`${rim} ${throat + 40},-96 -20,-84 80,-84 160,-110`, { base: LINING, light: "inside", texture: "smooth" });
    drawHeel(pen, last);
    drawSole(pen, last);
    const shine = pen.glow(`-210,-52 -176,-70 ${throat - 4},-78`, 15, 1.2) + pen.glow("206,-46 204,-96", 16) + pen.dusk("-200,-16 -60,-10 90,-22 196,-26", 16);
    const creases = pen.fold([-98, -62], [-80, -26], 5, 6, 0.7) + pen.fold([20, -58], [6, -24], 4, 7, 0.5);
    const side = pen.seam("96,-60 88,-22", 0.6);
    const upper = upperOf(last, `221,-64 ${rim} -166,-82 -206,-68 -229,-46 -231,-24`);
    pen.piece(upper, { light: "tube", angle: 84, within: shine + creases + side + pen.stitch(moved(rim, 0, 10)) });
    if (trim !== base) {
      pen.piece("-229,-13! -200,-10 -170,-8! -156,-44 -166,-82! -206,-68 -229,-46 -231,-24", {
        base: trim,
        light: "tube",
        angle: 84,
        shadow: false,
        within: shine,
      });
    }
    pen.mark(pen.cord(moved(rim, 0, 2), trim, 5));
    bow(pen, throat + 2, -90, trim);
  };
}

/** The small flat bow on a ballet flat's throat. */
function bow(pen: Pen, x: number, y: number, base: string): void {
  const parts = [
    "0,0! -16,8 -24,22! -17,24! -8,12",
    "0,0! 12,10 14,24! 21,22! 18,8",
    "0,-3! -18,-15 -35,-9 -33,6 -16,6 0,4!",
    "0,-3! 16,-12 30,-7 29,7 15,7 0,4!",
    "-6,-6 5,-6 6,6 -5,7",
  ];
  for (const part of parts) pen.piece(moved(part, x, y), { base, light: "tube", depth: 0.9, shadow: false });
}

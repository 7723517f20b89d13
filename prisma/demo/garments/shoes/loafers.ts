import { between } from "../../random";
import { drawHeel, drawSole, type Last, upperOf } from "../parts/foot";
import { LINING, moved, type Pen } from "../parts/pen";
import type { Sheet } from "../sheet";
import { mix } from "../tint";

/** A slip-on with a stitched apron and a strap across it. */
export function loafer(sheet: Sheet): (pen: Pen) => void {
  const welted: Last = { toe: -230, ball: -112, heel: 212, lift: 28, spring: 9, sole: 14, breast: 106, stand: [114, 209] };
  const last: Last = { ...welted, toe: -224, heel: 208 };
  const throat = between(sheet.rng, -30, -20);
  const slot = sheet.rng() < 0.65;
  const rim = `204,-158! 196,-156 140,-120 70,-108 14,-128 ${throat},-160!`;
  const apron = "-26,-104 -70,-84 -130,-70 -184,-68 -216,-78";
  return (pen) => {
    pen.piece(`${rim} 10,-156 70,-136 140,-142`, { base: LINING, light: "inside", texture: "smooth" });
    drawHeel(pen, welted, { layers: 2 });
    drawSole(pen, welted, { welt: mix(LINING, "#f4ead8", 0.4) });
    const shine =
      pen.glow("-204,-78 -150,-92 -92,-112", 16, 1.1) + pen.dusk("-200,-24 -90,-18 40,-34 190,-52", 26, 0.8) + pen.glow("202,-66 196,-126", 22, 0.9);
    const creases = pen.fold([-112, -70], [-92, -30], 6, 6, 0.7) + pen.fold([-84, -80], [-64, -32], 6, 6, 0.6) + pen.fold([64, -98], [44, -50], 5, 9, 0.6);
    const counter = "150,-116 138,-84 124,-46";
    const seams =
      pen.dusk(moved(apron, 0, 3), 9, 1.4) +
      pen.seam(apron) +
      pen.stitch(moved(apron, 0, -5), undefined, 2.6) +
      pen.stitch(moved(rim, 0, 7)) +
      pen.seam(counter, 0.8) +
      pen.stitch(moved(counter, 5, 0));
    const upper = upperOf(last, `219,-84 ${rim} ${throat - 24},-154 -92,-122 -150,-102 -200,-88 -227,-62 -229,-40`);
    pen.piece(upper, { light: "tube", angle: 84, within: shine + creases + seams });
    saddle(pen, throat, slot);
  };
}

/** The strap across a penny loafer, with its slot. */
function saddle(pen: Pen, throat: number, slot: boolean): void {
  const at = (points: string) => moved(points, throat, 0);
  const within = pen.glow(at("-44,-134 -8,-84"), 22, 0.9) + pen.stitch(at("-16,-156 4,-114 46,-42")) + pen.stitch(at("-52,-138 -24,-92 10,-36"));
  pen.piece(at("-58,-140! -46,-148 -22,-158! 9,-116 54,-42! 6,-32! -29,-92"), { light: "flat", shadow: false, within });
  if (slot) pen.piece(at("-32,-126! -16,-121! -8,-96! -24,-101!"), { light: "inside", shadow: false });
}

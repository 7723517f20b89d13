import { between } from "../../random";
import { drawHeel, drawSole, type Last, upperOf } from "../parts/foot";
import { LINING, moved, type Pen } from "../parts/pen";
import type { Sheet } from "../sheet";

/** A heeled boot to the knee, with or without a zip. */
export function kneeBoot(sheet: Sheet): (pen: Pen) => void {
  const high = between(sheet.rng, 56, 74);
  const arch = `-46,${-high * 0.34} 14,${-high * 0.86} 52,${-high}`;
  const last: Last = { toe: -196, ball: -100, heel: 146, lift: high, spring: 5, sole: 8, breast: 52, stand: [72, 142], arch };
  const top = -between(sheet.rng, 548, 572);
  const zip = sheet.rng() < 0.5;
  return (pen) => {
    pen.piece(`-24,${top}! 20,${top - 16} 110,${top - 14} 150,${top + 4}! 110,${top + 34} 10,${top + 30}`, {
      base: LINING,
      light: "inside",
      texture: "smooth",
    });
    drawHeel(pen, last, { layers: 4, waist: 3 });
    drawSole(pen, last);
    const front = `-14,-440 2,-300 8,-230 -2,${-high - 126} -46,${-high - 78} -110,-72 -162,-52 -192,-28`;
    const back = `152,${-high - 50} 140,${-high - 118} 134,-240 154,-360 158,-440`;
    const rim = `150,${top + 4}! 100,${top + 12} 30,${top + 10} -26,${top}!`;
    const light =
      pen.glow(`22,${top + 10} 34,-420 48,-250 40,${-high - 110}`, 46, 0.9) +
      pen.dusk(`146,${top + 10} 152,-380 130,-240 142,${-high - 60}`, 58, 0.9) +
      pen.dusk(`112,${top + 10} 116,-380 96,-240 118,${-high - 20}`, 34, 0.5) +
      pen.glow("-172,-40 -124,-66 -76,-84", 18, 1.1) +
      pen.dusk("-170,-18 -100,-16 -30,-48 40,-90", 20, 0.8);
    const folds =
      pen.fold([8, -214], [74, -190], 8, 12) +
      pen.fold([4, -190], [64, -164], 9, 11, 0.9) +
      pen.fold([134, -236], [70, -212], -8, 12, 0.9) +
      pen.fold([136, -208], [84, -180], -7, 10, 0.8) +
      pen.fold([-92, -78], [-60, -38], 7, 8, 0.8) +
      pen.fold([6, -300], [40, -266], 6, 11, 0.6) +
      pen.fold([150, -410], [96, -360], 8, 12, 0.5);
    const side = `62,${top + 12} 66,-400 64,-240 66,${-high - 60} 62,${-high - 10}`;
    const seams = zip ? zipper(pen, side) : pen.seam(side, 0.8);
    pen.piece(upperOf(last, `${back} ${rim} ${front}`), { light: "flat", within: light + folds + seams });
    pen.mark(pen.seam(moved(rim, 0, 16), 0.6), pen.stitch(moved(rim, 0, 12)));
  };
}

/** A closed zip with its puller at the top. */
function zipper(pen: Pen, run: string): string {
  const teeth = `<path d="${pen.path(run)}" fill="none" stroke="#8d9096" stroke-width="3.4" stroke-dasharray="1.8 1.6"/>`;
  return pen.seam(moved(run, -4, 0), 0.9) + pen.seam(moved(run, 4, 0), 0.9) + teeth + pen.stitch(moved(run, -9, 0)) + pen.stitch(moved(run, 9, 0));
}

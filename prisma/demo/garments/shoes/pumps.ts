import { between } from "../../random";
import { drawSole, feather, type Last, upperOf } from "../parts/foot";
import { LINING, moved, type Pen } from "../parts/pen";
import type { Point } from "../path";
import type { Sheet } from "../sheet";

/** A court shoe on a slim or a block heel. */
export function pump(sheet: Sheet): (pen: Pen) => void {
  const high = between(sheet.rng, 128, 152);
  const slim = sheet.rng() < 0.62;
  const at = (share: number) => -high * share;
  const arch = `-34,${at(0.14)} 36,${at(0.52)} 92,${at(0.85)} 128,${at(0.98)}`;
  const last: Last = { toe: -232, ball: -104, heel: 206, lift: high, spring: 5, sole: 5, breast: 128, stand: [186, 202], arch };
  const seat = (feather(last).at(-1) as Point)[1];
  const throat = between(sheet.rng, -124, -104);
  const rim = `201,${seat - 82}! 192,${seat - 78} 158,${seat - 46} 96,${at(0.85) - 44} 20,${at(0.42) - 46} -50,-62 ${throat + 26},-68 ${throat},-82!`;
  const heel = slim
    ? `204,${at(0.7)} 200,${at(0.3)} 202,0! 188,0! 186,${at(0.34)} 172,${at(0.62)} 138,${at(0.82)}`
    : `205,${at(0.7)} 203,${at(0.3)} 204,0! 160,0! 156,${at(0.34)} 148,${at(0.62)} 130,${at(0.82)}`;
  return (pen) => {
    pen.piece(`${rim} ${throat + 40},-88 -40,-86 26,${at(0.42) - 72} 100,${at(0.85) - 68} 156,${seat - 70}`, {
      base: LINING,
      light: "inside",
      texture: "smooth",
    });
    drawSole(pen, last);
    pen.piece(`96,${at(0.87) - 5}! 128,${at(0.98) - 5} 204,${seat}! ${heel}`, {
      light: "tube",
      depth: 0.9,
      within: pen.dusk(`110,${at(0.86)} 200,${at(0.98)}`, 22),
    });
    pen.mark(pen.seam(slim ? "187,-6 202,-6" : "160,-6 204,-6"));
    const shine =
      pen.glow(`-208,-24 -166,-48 ${throat - 2},-68`, 15, 1.2) +
      pen.glow(`198,${seat - 14} 194,${seat - 58}`, 18) +
      pen.glow(`-20,-58 40,${at(0.52) - 28} 110,${at(0.92) - 26}`, 14, 0.6) +
      pen.dusk(feather(last, 12).slice(1), 18, 0.9);
    const upper = upperOf(last, `213,${seat - 30} ${rim} -162,-66 -206,-36`);
    pen.piece(upper, { light: "tube", angle: 70, within: shine + pen.seam(moved(rim, 0, 4), 0.6) + pen.stitch(moved(rim, 0, 9)) });
  };
}

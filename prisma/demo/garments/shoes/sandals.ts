import { drawHeel, drawSole, feather, type Last } from "../parts/foot";
import { BRASS } from "../parts/metal";
import { LINING, moved, type Pen, trace } from "../parts/pen";
import type { Sheet } from "../sheet";
import { lightness } from "../tint";

/** A flat sandal: two bands over the foot and a strap around the ankle. */
export function sandal(sheet: Sheet): (pen: Pen) => void {
  const last: Last = { toe: -226, ball: -110, heel: 214, lift: 20, spring: 7, sole: 19, breast: 80, stand: [86, 212] };
  const crossed = sheet.rng() < 0.45;
  const cork = lightness(sheet.look.base) > 0.6 ? "#a67c52" : "#6d4c34";
  return (pen) => {
    // The far edge of the footbed, seen from a little above.
    pen.piece([...feather(last), ...trace("208,-56 90,-56 -30,-34 -120,-31 -204,-36")], { base: LINING, light: "flat", texture: "leather" });
    pen.piece("206,-152! 150,-170 90,-166 50,-146! 90,-150 150,-154 206,-134!", { base: LINING, light: "inside" });
    drawHeel(pen, last, { base: cork, layers: 1 });
    drawSole(pen, last, { base: cork, texture: "leather", welt: "#e8dcc4" });
    if (crossed) {
      band(pen, [-178, -124], [-86, -46], 84, 0);
      band(pen, [-76, -18], [-134, -76], 88, 0);
    } else {
      band(pen, [-188, -118], [-174, -116], 66);
      band(pen, [-90, -12], [-66, 4], 98);
    }
    heelStrap(pen);
  };
}

/** The height of the sandal's footbed at its upper edge. */
const footbed = (x: number): number => -19 - (x > -110 ? Math.min(1, (x + 110) / 190) * 20 : ((-110 - x) / 116) * 4);

/** A band over the foot: its near side, and through the opening in front of it the inside of its far side. */
function band(pen: Pen, [front, back]: readonly [number, number], [left, right]: readonly [number, number], height: number, rise = 0.22): void {
  const near = `${front},${footbed(front) + 1}! ${front * 0.6 + left * 0.4 - 5},${-height * 0.62} ${left},${-height}`;
  // Without a rise the crest is rounded: it lies under or over another band.
  const far = `${right},${-height - (right - left) * rise}${rise > 0 ? "!" : ""} ${back * 0.6 + right * 0.4 + 5},${-height * 0.66} ${back},${footbed(back) + 1}!`;
  const inside = `${front + 4},${footbed(front) - 8}! ${front - 15},${-height * 0.5} ${left - 8},${-height * 0.9} ${left + 6},${-height - 3}! ${left + 18},${-height}! ${front + 20},${-height * 0.5}`;
  pen.piece(inside, { base: LINING, light: "inside", texture: "smooth", shadow: false });
  const shine = pen.glow(
    [
      [(front + back) / 2 - 2, -height * 0.56],
      [(left + right) / 2, -height + 5],
    ],
    18,
    1.1,
  );
  pen.piece(`${near} ${far}`, { light: "tube", angle: 80, within: shine + pen.stitch(moved(near, 6, 2)) + pen.stitch(moved(far, -6, 2)) });
}

/** The strap around the ankle with its buckle, and the counter that holds it. */
function heelStrap(pen: Pen): void {
  const counter = "122,-41! 214,-42! 221,-84 213,-152! 186,-150! 170,-92";
  pen.piece(counter, {
    light: "tube",
    angle: 20,
    within: pen.glow("204,-60 202,-130", 16) + pen.stitch("129,-46 174,-92 191,-146") + pen.stitch("209,-50 214,-84 207,-146"),
  });
  const stitches = pen.stitch("214,-147 150,-132 92,-130 58,-140") + pen.stitch("214,-136 150,-120 92,-118 58,-129");
  pen.piece("215,-153! 150,-137 90,-135 58,-146 50,-147 47,-138 52,-130 58,-126 92,-112 150,-114 215,-131!", { light: "tube", angle: 90, within: stitches });
  buckle(pen, 112, -124);
}

/** A small metal buckle with its prong. */
function buckle(pen: Pen, x: number, y: number): void {
  pen.mark(pen.cord(moved("-13,-17! 13,-17! 13,17! -13,17! -13,-18!", x, y), BRASS, 4.4), pen.cord(moved("13,0 -16,1", x, y), BRASS, 3));
}

import { between } from "../../random";
import { drawHeel, drawSole, feather, type Last } from "../parts/foot";
import { LINING, moved, type Pen } from "../parts/pen";
import type { Sheet } from "../sheet";
import { lightness, mix } from "../tint";
import { points } from "./boot-upper";

const CREAM = "#efe3c8";

/** A cowboy boot: slanted heel, stitched flames, dipped top. */
export function westernBoot(sheet: Sheet): (pen: Pen) => void {
  const arch = "-40,-18 14,-48 56,-60";
  const welted: Last = { toe: -222, ball: -108, heel: 170, lift: 60, spring: 8, sole: 9, breast: 56, stand: [80, 150], arch };
  const last = { ...welted, toe: -216, heel: 166 };
  const top = -between(sheet.rng, 436, 462);
  const { base } = sheet.look;
  const thread = sheet.rng() < 0.75 ? (lightness(base) > 0.6 ? "#a9743f" : CREAM) : mix(base, lightness(base) > 0.4 ? "#17120f" : "#ffffff", 0.45);
  return (pen) => {
    pen.piece(`-34,${top}! 20,${top + 6} 120,${top + 8} 172,${top + 8}! 150,${top + 56} 0,${top + 50}`, { base: LINING, light: "inside", texture: "smooth" });
    drawHeel(pen, welted, { layers: 4, waist: 4 });
    drawSole(pen, welted, { welt: CREAM });
    const rim = `172,${top + 8}! 140,${top + 6} 106,${top - 14} 68,${top - 22} 30,${top - 16} -4,${top} -36,${top + 2}!`;
    const shade =
      pen.glow(`14,${top + 10} 26,-300 40,-200`, 52, 0.9) + pen.dusk(`168,${top} 160,-280 160,-120`, 44, 0.9) + pen.dusk(`-30,${top} -12,-280 2,-200`, 20, 0.7);
    const folds =
      pen.fold([8, -206], [78, -184], 8, 13) +
      pen.fold([154, -216], [88, -196], -8, 12, 0.9) +
      pen.fold([2, -240], [54, -218], 7, 11, 0.8) +
      pen.fold([152, -186], [100, -162], -6, 11, 0.8);
    const shaft = `${rim} -22,-330 -4,-240 0,-196 -22,-150! 60,-100 168,-110! 152,-200 156,-300`;
    pen.piece(shaft, { light: "flat", within: shade + folds + flames(pen, top, thread) });
    pipedSeam(pen, `68,${top - 20} 74,-330 78,-230 80,-160`, thread);
    const shine = pen.glow("-186,-42 -132,-72 -84,-96", 20, 1.2) + pen.dusk("-180,-22 -104,-18 -30,-48 40,-88", 20, 0.8);
    const creases = pen.fold([-84, -94], [-62, -36], 7, 8) + pen.fold([-56, -112], [-34, -54], 7, 8, 0.8);
    const edge = "92,-74! 84,-118 52,-156 26,-160 16,-196 -2,-214!";
    const vamp = `${points(feather(last).slice(0, -2))} 56,-69! ${edge} 0,-190 -22,-150 -70,-116 -130,-84 -186,-54`;
    const rows = pen.stitch(moved(edge, -6, 2), thread) + pen.stitch(moved(edge, -11, 5), thread);
    pen.piece(vamp, { light: "tube", angle: 66, within: shine + creases + rows + toeBug(pen, thread) });
    heelCounter(pen, last, thread);
    pen.mark(pen.stitch(moved(rim, 0, 8), thread), pen.dusk(moved(rim, 0, 3), 5));
    for (const x of [50, 86])
      pen.piece(moved(`-7,${top + 44}! -8,${top - 26} 0,${top - 34} 8,${top - 26} 7,${top + 44}!`, x, 0), {
        light: "tube",
        depth: 0.9,
        within: pen.stitch(moved(`-3,${top - 30} -3,${top + 40}`, x, 0), thread) + pen.stitch(moved(`3,${top - 30} 3,${top + 40}`, x, 0), thread),
      });
  };
}

/** The heel's counter, pointed at its top. */
function heelCounter(pen: Pen, last: Last, thread: string): void {
  const edge = "80,-72! 92,-112 130,-134 156,-176!";
  const [, , , , , , back] = feather(last);
  pen.piece(`${edge} 162,-130 169,-96 ${back?.[0] ?? 164},${back?.[1] ?? -74}! 120,-76`, {
    light: "tube",
    angle: 10,
    within: pen.glow("158,-84 150,-130", 16) + pen.stitch(moved(edge, 6, 3), thread) + pen.stitch(moved(edge, 11, 6), thread),
  });
}

/** The side seam with its piping. */
function pipedSeam(pen: Pen, run: string, thread: string): void {
  pen.mark(pen.cord(run, pen.sheet.look.base, 4), pen.stitch(moved(run, -6, 0), thread), pen.stitch(moved(run, 6, 0), thread));
}

/** The shaft's stitched flames, in rows one inside the other. */
function flames(pen: Pen, top: number, thread: string): string {
  const row = (by: number) =>
    pen.stitch(
      `56,${top + 24 + by} 30,${top + 60 + by * 0.6} 6,${top + 30 + by} ${-14 + by * 0.3},${top + 70 + by * 0.4} 4,${top + 128} 30,${top + 96 + by * 0.3} ${50 - by * 0.3},${top + 150} 34,${top + 204 - by}`,
      thread,
      1.3,
    ) +
    pen.stitch(
      `88,${top + 24 + by} 112,${top + 60 + by * 0.6} 134,${top + 34 + by} ${152 - by * 0.3},${top + 74 + by * 0.4} 138,${top + 130} 114,${top + 98 + by * 0.3} ${94 + by * 0.3},${top + 150} 112,${top + 204 - by}`,
      thread,
      1.3,
    );
  return row(0) + row(9) + row(18);
}

/** The stitched figure on a western toe. */
function toeBug(pen: Pen, thread: string): string {
  const petal = (d: string) => pen.stitch(d, thread, 1.3);
  return petal("-52,-66 -92,-84 -122,-66 -146,-50") + petal("-60,-54 -96,-68 -116,-54 -136,-42") + petal("-78,-102 -104,-82 -140,-72 -158,-56");
}

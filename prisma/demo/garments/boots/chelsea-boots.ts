import { between } from "../../random";
import { drawHeel, drawSole, feather, type Last } from "../parts/foot";
import { LINING, moved, type Pen } from "../parts/pen";
import type { Sheet } from "../sheet";
import { lightness, mix } from "../tint";
import { points, pullTab, quarterOf, within } from "./boot-upper";

/** An ankle boot with elastic let into its side. */
export function chelsea(sheet: Sheet): (pen: Pen) => void {
  const welted: Last = { toe: -214, ball: -100, heel: 198, lift: 34, spring: 9, sole: 15, breast: 88, stand: [98, 195] };
  const last = within(welted);
  const top = -between(sheet.rng, 288, 312);
  const elastic = mix(sheet.look.base, "#17141a", lightness(sheet.look.base) > 0.25 ? 0.62 : 0.3);
  return (pen) => {
    pen.piece(`6,${top}! 50,${top - 14} 140,${top - 14} 186,${top - 6}! 150,${top + 30} 40,${top + 30}`, { base: LINING, light: "inside", texture: "smooth" });
    pullTab(pen, 178, top, elastic);
    drawHeel(pen, welted, { layers: 3 });
    drawSole(pen, welted, { welt: mix(LINING, "#f4ead8", 0.3) });
    const rim = `186,${top - 4}! 130,${top + 8} 60,${top + 8} 4,${top}!`;
    const shaft = pen.glow(`156,${top + 20} 160,-190 178,-90`, 24, 0.9) + pen.dusk(`190,${top} 184,-190 202,-90`, 22);
    pen.piece(quarterOf(last, `203,-110 187,-190 184,-240 ${rim} 8,-236 10,-190 -2,-162! 50,-100 60,-50!`), { light: "tube", depth: 0.8, within: shaft });
    const shine = pen.glow("-192,-58 -140,-88 -84,-112", 22, 1.1) + pen.glow(`30,${top + 20} 34,-200 4,-142`, 22, 0.8);
    const creases =
      pen.fold([-104, -104], [-74, -46], 8, 8) +
      pen.fold([-76, -118], [-44, -58], 8, 8, 0.8) +
      pen.fold([4, -180], [58, -150], 8, 10, 0.9) +
      pen.fold([8, -206], [52, -192], 5, 9, 0.7);
    const vamp = `${points(feather(last).slice(0, -2))} 92,-50! 112,-104 96,-150! 50,${top + 8}! 4,${top}! 8,-236 8,-196 -10,-160 -60,-124 -120,-102 -176,-88 -206,-64 -210,-36`;
    pen.piece(vamp, { light: "tube", angle: 62, depth: 0.9, within: shine + creases + pen.stitch(moved("92,-50 112,-104 96,-150", -6, 0)) });
    gore(pen, top, elastic);
    pen.mark(pen.stitch(moved(rim, 0, 7)));
  };
}

/** The elastic let into a boot's side, ribbed. */
function gore(pen: Pen, top: number, base: string): void {
  const left = `98,-118! 72,-168 52,${top + 7}!`;
  const right = `144,${top + 6}! 132,-180 98,-118!`;
  pen.piece(`${left} ${right}`, { base, texture: "rib", light: "tube", depth: 0.8, shadow: false });
  for (const [edge, by] of [
    [left, -5],
    [right, 5],
  ] as const)
    pen.mark(pen.stitch(moved(edge, by, 0)));
}

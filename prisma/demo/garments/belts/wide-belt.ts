import { between } from "../../random";
import { metalOf } from "../parts/metal";
import { type Dot, ribbon, sampled } from "../parts/ribbon";
import { threadOn } from "../parts/strap";
import { stroke } from "../parts/stroke";
import { type Box, line, outline, type Point, type Shape } from "../path";
import { closeUp, type Sheet } from "../sheet";
import { lightness, mix } from "../tint";
import { type BuckleShape, buckle, holes, placed } from "./belt-buckle";

/** A wide belt fastened: the inside of its back is seen over the front with the large buckle. */
export function wideBelt(sheet: Sheet): Box {
  const { rng } = sheet;
  const metal = metalOf(sheet);
  const [reach, sweep] = [190, between(rng, 74, 92)];
  const high = between(rng, 92, 112);
  const middle = 400 - high / 2;
  const arc = (sign: 1 | -1, lower: number, narrow = 1): Dot[] =>
    Array.from({ length: 25 }, (_, step) => {
      const angle = Math.PI * (1 - step / 24);
      return [Math.cos(angle) * reach * narrow, middle + sign * Math.sin(angle) * sweep + lower] as const;
    });
  const band = (top: readonly Dot[], bottom: readonly Dot[]): Shape => outline(cornered([...top], [...bottom]));
  const lining = mix(sheet.look.base, "#b89a78", lightness(sheet.look.base) < 0.3 ? 0.34 : 0.4);
  sheet.piece(band(arc(-1, 0), arc(-1, high * 0.94)), { light: "round", base: lining, texture: "suede", depth: 1.2 });
  sheet.mark(stroke(line(arc(-1, 2, 0.988)), sheet.tones.base, 5, 1), sheet.seam(line(arc(-1, 4.5, 0.984)), 0.7));
  const front = (by: number) => arc(1, by);
  sheet.piece(band(front(0), front(high)), { depth: 1.1, within: gloss(sheet, front(high * 0.34), high) });
  const thread = threadOn(sheet.look.base);
  sheet.mark(sheet.stitch(line(front(8)), thread), sheet.stitch(line(front(high - 8)), thread));
  sheet.mark(stroke(line(front(1.6)), sheet.tones.light, 2.2, 0.5));
  if (!sheet.isBack) fastening(sheet, metal, middle + sweep, high, reach, sweep);
  return sheet.view === "detail" ? closeUp(6, middle + sweep + high / 2, 270) : closeUp(0, 400, 470);
}

function cornered(top: readonly Dot[], bottom: readonly Dot[]): Point[] {
  const ends = (edge: readonly Dot[]) => edge.map(([x, y], at): Point => (at === 0 || at === edge.length - 1 ? [x, y, 1] : [x, y]));
  return [...ends(top), ...ends(bottom).reverse()];
}

const gloss = (sheet: Sheet, dots: readonly Dot[], high: number): string =>
  [0.5, 0.3, 0.14].map((share) => stroke(line(dots), sheet.tones.light, high * share, 0.06 * sheet.tones.lift)).join("");

/** Tip, keeper, holes and buckle on the front of the fastened belt. */
function fastening(sheet: Sheet, metal: string, top: number, high: number, reach: number, sweep: number): void {
  const { rng } = sheet;
  const drop = (x: number) => sweep * (Math.sqrt(1 - (x / reach) ** 2) - 1);
  const tongue: Dot[] = [28, 0, -30, -60, -86, -104].map((x) => [x, top + high / 2 + drop(x)]);
  const dots = sampled(tongue, 6);
  const narrow = high * 0.84;
  sheet.piece(ribbon(dots, narrow, 22), { shadow: false, depth: 0.7 });
  const thread = threadOn(sheet.look.base);
  sheet.mark(sheet.stitch(ribbon(dots.slice(0, -1), narrow - 12, 18).d, thread, 1));
  const kind: BuckleShape = (["square", "round", "double"] as const)[Math.floor(rng() * 3)] as BuckleShape;
  const rows = kind === "double" ? [-high * 0.17, high * 0.17] : [0];
  for (const by of rows) {
    const row = dots.map(([x, y]): Dot => [x, y + by]);
    sheet.mark(holes(row, 25, 5, 3, 3));
  }
  const centre: Dot = [22, top + high / 2];
  sheet.mark(placed(buckle(high * 0.86, high + 18, metal, kind), centre, [1, 0]));
}

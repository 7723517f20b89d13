import { between } from "../../random";
import { metalOf } from "../parts/metal";
import { type Dot, heading, ribbon, sampled } from "../parts/ribbon";
import { drawStrap, rounding } from "../parts/strap";
import type { Box } from "../path";
import { closeUp, type Sheet } from "../sheet";
import { type BuckleShape, buckle, holes, placed } from "./belt-buckle";

/** A keeper loop across the strap. */
function keeper(sheet: Sheet, dots: readonly Dot[], at: number, width: number, long: number): void {
  const [x, y] = dots[at] as Dot;
  const [hx, hy] = heading(dots, at);
  const across: Dot[] = [
    [x + hy * (width / 2 + 2.5), y - hx * (width / 2 + 2.5)],
    [x, y],
    [x - hy * (width / 2 + 2.5), y + hx * (width / 2 + 2.5)],
  ];
  sheet.piece(ribbon(across, long), { light: "flat", depth: 0.9, printed: false, within: rounding(sheet, across, long) });
}

/** A slim belt rolled loosely: a spiral from the buckle at the outer end to the tip inside. */
export function slimBelt(sheet: Sheet): Box {
  const { rng } = sheet;
  const metal = metalOf(sheet);
  const width = between(rng, 24, 28);
  const way = rng() < 0.5 ? 1 : -1;
  const turns = between(rng, 1.72, 1.95);
  const spiral: Dot[] = [];
  for (let step = 0; step <= 60; step += 1) {
    const share = step / 60;
    const angle = Math.PI * (0.5 - share * turns * 2);
    const reach = 196 - 122 * share ** 0.9;
    spiral.push([way * Math.cos(angle) * reach, 400 + Math.sin(angle) * reach * 1.08]);
  }
  // The buckle's end lies straight, as its stiff leather does.
  const start: Dot[] = [
    [way * -112, 610],
    [way * -54, 612],
  ];
  const dots = sampled([...start, ...spiral], 4);
  const last = dots.length - 1;
  drawStrap(sheet, dots, width, { tip: 16 });
  sheet.mark(holes(dots, last - 4, 6, 5, 2.2));
  keeper(sheet, dots, 10, width, 11);
  const head = heading(dots, 0);
  const shape: BuckleShape = rng() < 0.55 ? "square" : "round";
  sheet.mark(placed(buckle(40, width + 18, metal, shape), dots[0] as Dot, [-head[0], -head[1]]));
  return sheet.view === "detail" ? closeUp(way * -30, 560, 256) : closeUp(0, 402, 512);
}

import { between } from "../random";
import { frontPockets, wash, yokeAndPockets } from "./parts/denim";
import { drawFly, drawLegs, type LegCut, STRAIGHT } from "./parts/legs";
import { COPPER } from "./parts/metal";
import { drawWaistband } from "./parts/waistband";
import { type Box, line, onSide, type Point } from "./path";
import { closeUp, type Sheet } from "./sheet";

const STYLES: Record<string, Partial<LegCut>> = {
  "straight-jeans": {},
  "skinny-jeans": { hip: 116, kneeOut: 92, kneeIn: 18, hemOut: 74, hemIn: 22, hemY: 724 },
  "flared-jeans": { hip: 116, kneeOut: 98, kneeIn: 20, hemOut: 148, hemIn: 2, hemY: 746 },
  "mom-jeans": { hip: 136, kneeOut: 130, kneeIn: 18, hemOut: 100, hemIn: 26, hemY: 704 },
  "wide-jeans": { waist: 90, hip: 126, kneeOut: 150, kneeIn: 8, hemOut: 172, hemIn: 6 },
};

/** Jeans: five pockets, copper thread, rivets, a wash. */
export function drawJeans(sheet: Sheet): Box {
  const base = { ...STRAIGHT, ...STYLES[sheet.look.type] };
  const cut: LegCut = { ...base, hemY: base.hemY + between(sheet.rng, -14, 6), band: 24 };
  const thread = sheet.rng() < 0.75 ? COPPER : sheet.tones.thread;
  drawLegs(sheet, cut, (side) => wash(cut, side));
  for (const side of [-1, 1] as const) {
    const seamLine: Point[] = [
      [cut.hip - 9, cut.hipY],
      [cut.kneeOut - 7, cut.kneeY],
      [cut.hemOut - 6, cut.hemY - 14],
    ];
    sheet.mark(sheet.stitch(line(onSide(side, seamLine)), thread));
  }
  drawFly(sheet, cut, thread);
  if (sheet.isBack) yokeAndPockets(sheet, cut, thread);
  else frontPockets(sheet, cut, thread);
  drawWaistband(sheet, cut, "button");
  return sheet.view === "detail" ? closeUp(20, cut.top + 150, 320) : closeUp(0, (cut.top + cut.hemY) / 2, 608);
}

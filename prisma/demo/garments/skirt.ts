import { between } from "../random";
import type { Box } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { drawALine } from "./skirts/a-line-skirt";
import { drawPencil } from "./skirts/pencil-skirt";
import { drawPleated } from "./skirts/pleated-skirt";
import type { SkirtCut } from "./skirts/skirt-cut";
import { drawSlip } from "./skirts/slip-skirt";
import { drawTiered } from "./skirts/tiered-skirt";

const CUTS: Record<string, SkirtCut> = {
  "pencil-skirt": { top: 150, waist: 96, band: 28, hip: 128, hipY: 312, hem: 103, hemY: 656, hemCurve: 3 },
  "pleated-skirt": { top: 120, waist: 86, band: 26, hip: 132, hipY: 270, hem: 212, hemY: 672, hemCurve: 16 },
  "a-line-skirt": { top: 170, waist: 98, band: 32, hip: 137, hipY: 304, hem: 216, hemY: 604, hemCurve: 22 },
  "slip-skirt": { top: 92, waist: 86, band: 15, hip: 122, hipY: 250, hem: 156, hemY: 704, hemCurve: 12 },
  "tiered-skirt": { top: 100, waist: 84, band: 22, hip: 128, hipY: 250, hem: 214, hemY: 690, hemCurve: 14 },
};

/** Skirts: pencil, pleated, A-line, bias-cut and tiered. */
export function drawSkirt(sheet: Sheet): Box {
  const base = CUTS[sheet.look.type] as SkirtCut;
  const wide = between(sheet.rng, -4, 6);
  const cut: SkirtCut = { ...base, hip: base.hip + wide, hem: base.hem + wide, hemY: base.hemY + between(sheet.rng, -16, 10) };
  switch (sheet.look.type) {
    case "pencil-skirt":
      drawPencil(sheet, cut);
      break;
    case "pleated-skirt":
      drawPleated(sheet, cut);
      break;
    case "a-line-skirt":
      drawALine(sheet, cut);
      break;
    case "slip-skirt":
      drawSlip(sheet, cut);
      break;
    default:
      drawTiered(sheet, cut);
  }
  if (sheet.view === "detail") return closeUp(20, cut.top + 150, 290);
  const high = cut.hemY + cut.hemCurve - cut.top;
  return closeUp(0, cut.top + high / 2 + 2, Math.max(high / 1.25 / 0.76, (cut.hem * 2) / 0.8));
}

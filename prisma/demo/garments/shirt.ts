import { between } from "../random";
import { drawCollar } from "./parts/collar";
import { BASIC, type Cut } from "./parts/cut";
import { insideNeck } from "./parts/neckline";
import { drawPlacket } from "./parts/placket";
import { armholeSeams, hemStitch } from "./parts/seams";
import { drawSleeve, type SleeveCut } from "./parts/sleeve";
import { bodyFolds, torso } from "./parts/torso";
import { arch, type Box, line, onSide } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { drawChestPocket } from "./shirts/chest-pocket";

type ShirtStyle = { cut: Partial<Cut>; sleeve: SleeveCut; collar: "point" | "band" | "camp"; pockets: 0 | 1 | 2 };

const LONG: SleeveCut = { length: 372, angle: 12, cuff: 58, cuffHeight: 40 };
const STYLES: Record<string, ShirtStyle> = {
  "classic-shirt": { cut: { shoulder: 132, hemCurve: 34, hemY: 596 }, sleeve: LONG, collar: "point", pockets: 1 },
  "oversized-shirt": {
    cut: { shoulder: 158, slope: 40, chest: 160, armpit: 336, waist: 160, hem: 166, hemY: 624, hemCurve: 40 },
    sleeve: { ...LONG, length: 352, angle: 11, cuff: 66 },
    collar: "point",
    pockets: 1,
  },
  "short-shirt": {
    cut: { shoulder: 142, chest: 148, waist: 146, hem: 150, hemY: 580, hemCurve: 4 },
    sleeve: { length: 158, angle: 30, cuff: 106 },
    collar: "camp",
    pockets: 1,
  },
  "grandad-shirt": { cut: { hemCurve: 40, hemY: 610 }, sleeve: LONG, collar: "band", pockets: 0 },
  "western-shirt": { cut: { waist: 122, hemCurve: 30 }, sleeve: LONG, collar: "point", pockets: 2 },
};

/** Shirts with placket, yoke, cuffs and collar. */
export function drawShirt(sheet: Sheet): Box {
  const style = STYLES[sheet.look.type] as ShirtStyle;
  const base: Cut = { ...BASIC, neck: 46, neckDrop: 34, top: 164, ...style.cut };
  const cut = { ...base, hemY: base.hemY + between(sheet.rng, -14, 14), waist: base.waist + between(sheet.rng, -6, 4) };
  if (style.collar === "camp") Object.assign(cut, { neckShape: "vee", neckDrop: 74, neck: 50 });
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, style.sleeve, side);
  if (!sheet.isBack) insideNeck(sheet, cut);
  sheet.piece(torso(cut, sheet.isBack), { within: bodyFolds(sheet, cut, 0.9) });
  armholeSeams(sheet, cut);
  hemStitch(sheet, cut, 7);
  if (sheet.isBack) drawBackYoke(sheet, cut);
  else drawFront(sheet, cut, style);
  drawCollar(sheet, cut, style.collar);
  return sheet.view === "detail" ? closeUp(10, cut.top + 110, 320) : closeUp(0, (cut.top + cut.hemY) / 2 + 8, 512);
}

function drawBackYoke(sheet: Sheet, cut: Cut): void {
  const y = cut.top + cut.slope + 46;
  sheet.mark(
    sheet.seam(
      arch([
        [0, y + 2],
        [cut.shoulder - 10, y - 4],
      ]),
    ),
    sheet.stitch(
      arch([
        [0, y + 7],
        [cut.shoulder - 11, y + 1],
      ]),
    ),
  );
  sheet.mark(
    sheet.fold([-9, y + 4], [-12, cut.hemY - 40], 2, 7),
    sheet.fold([9, y + 4], [12, cut.hemY - 40], -2, 7),
    sheet.seam(`M-7 ${y + 2}v26M7 ${y + 2}v26`, 0.7),
  );
}

function drawFront(sheet: Sheet, cut: Cut, style: ShirtStyle): void {
  drawPlacket(sheet, cut.top + cut.neckDrop + 2, cut.hemY + cut.hemCurve - 1, 25, style.collar === "camp" ? 5 : 7);
  const yoke = cut.top + cut.slope + 16;
  for (const side of [1, -1] as const) {
    if (style.pockets === 2) {
      const western = line(
        onSide(side, [
          [14, yoke + 40],
          [62, yoke + 62, 1],
          [cut.shoulder - 12, yoke + 30],
        ]),
      );
      sheet.mark(sheet.seam(western), sheet.stitch(western.replace("M", "M")));
    } else {
      sheet.mark(
        sheet.seam(
          line(
            onSide(side, [
              [cut.neck + 6, cut.top + 12],
              [cut.shoulder - 4, yoke + 12],
            ]),
          ),
          0.5,
        ),
      );
    }
    if (style.pockets === 2 || (style.pockets === 1 && side === 1)) drawChestPocket(sheet, cut, side, style.pockets === 2);
  }
}

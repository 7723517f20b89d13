import { between } from "../random";
import { armholeSeams, BASIC, bodyFolds, buttonMark, type Cut, drawSleeve, hemStitch, insideNeck, type SleeveCut, torso } from "./bodice";
import { arch, type Box, line, num, onSide, outline, type Point, symmetric } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { lightness } from "./tint";

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

/** The buttons' colour: mother-of-pearl on pale cloth, horn on dark. */
export function buttonTone(sheet: Sheet): string {
  return lightness(sheet.look.base) > 0.5 ? "#f2ece0" : "#c9b79c";
}

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

/** The button stand down the middle with its buttons. */
export function drawPlacket(sheet: Sheet, top: number, bottom: number, width: number, buttons: number, tone = buttonTone(sheet)): void {
  const half = width / 2;
  const shape = outline([
    [-half, top, 1],
    [half, top, 1],
    [half, bottom, 1],
    [-half, bottom, 1],
  ]);
  sheet.piece(shape, { light: "flat", shadow: false, depth: 0.5 });
  sheet.mark(sheet.stitch(`M${num(-half + 4)} ${num(top)}V${num(bottom - 2)}M${num(half - 4)} ${num(top)}V${num(bottom - 2)}`));
  for (let made = 0; made < buttons; made += 1) {
    sheet.mark(buttonMark(0, top + 14 + ((bottom - top - 48) * made) / (buttons - 1), 4.2, tone));
  }
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

function drawChestPocket(sheet: Sheet, cut: Cut, side: 1 | -1, flap: boolean): void {
  const [x, y] = [40, cut.armpit - 16];
  const pocket = outline(
    onSide(side, [
      [x, y, 1],
      [x + 62, y, 1],
      [x + 62, y + 58, 1],
      [x + 31, y + 72, 1],
      [x, y + 58, 1],
    ]),
  );
  sheet.piece(pocket, { light: "flat", shadow: false, depth: 0.5 });
  sheet.mark(
    sheet.stitch(
      line(
        onSide(side, [
          [x + 3, y + 2, 1],
          [x + 3, y + 56, 1],
          [x + 31, y + 68.5, 1],
          [x + 59, y + 56, 1],
          [x + 59, y + 2, 1],
        ]),
      ),
    ),
  );
  if (!flap) {
    sheet.mark(
      sheet.stitch(
        line(
          onSide(side, [
            [x, y + 12],
            [x + 62, y + 12],
          ]),
        ),
      ),
    );
    return;
  }
  sheet.piece(
    outline(
      onSide(side, [
        [x - 2, y - 4, 1],
        [x + 64, y - 4, 1],
        [x + 64, y + 14, 1],
        [x + 31, y + 26, 1],
        [x - 2, y + 14, 1],
      ]),
    ),
    { light: "flat", shadow: false },
  );
  const middle = onSide(side, [[x + 31, y + 16]])[0] as Point;
  sheet.mark(buttonMark(middle[0], middle[1], 3.6, buttonTone(sheet)));
}

/** A collar on its stand: pointed, a plain band, or the open camp collar. */
export function drawCollar(sheet: Sheet, cut: Cut, kind: "point" | "band" | "camp"): void {
  const { top, neck, neckDrop } = cut;
  if (sheet.isBack) {
    sheet.piece(
      symmetric([
        [0, top - 13],
        [neck + 1, top - 6, 1],
        [neck + 10, top + 8, 1],
        [0, top + 26],
      ]),
      { light: "flat" },
    );
    return;
  }
  if (kind === "band") {
    sheet.piece(
      symmetric([
        [0, top + neckDrop - 4, 1],
        [neck * 0.66, top + neckDrop * 0.55],
        [neck - 3, top - 12, 1],
        [neck + 6, top + 2, 1],
        [neck * 0.72, top + neckDrop * 0.92],
        [0, top + neckDrop + 13, 1],
      ]),
      { light: "flat" },
    );
    sheet.mark(buttonMark(0, top + neckDrop + 4, 4, buttonTone(sheet)));
    return;
  }
  sheet.piece(
    symmetric([
      [0, top - 12],
      [neck * 0.7, top - 12],
      [neck - 1, top - 3, 1],
      [neck * 0.75, top + 14],
      [0, top + 22],
    ]),
    { light: "inside", shadow: false },
  );
  const long = kind === "camp" ? 26 : 0;
  for (const side of [-1, 1] as const) {
    const leafPoints: Point[] = [
      [0 + (kind === "camp" ? 12 : 1), top + neckDrop + (kind === "camp" ? -14 : 0), 1],
      [neck * 0.62, top + neckDrop * 0.3],
      [neck - 6, top - 14, 1],
      [neck + 12, top + 4, 1],
      [neck * 0.98 + long, top + neckDrop + 18, 1],
      [neck * 0.56 + long, top + neckDrop + 46 - long * 0.5, 1],
    ];
    const shape = outline(onSide(side, leafPoints));
    sheet.piece(shape, { angle: side * -32, light: "flat", depth: 0.8 });
    sheet.mark(
      sheet.stitch(
        line(
          onSide(side, [
            [neck * 0.93 + long, top + neckDrop + 16, 1],
            [neck * 0.57 + long, top + neckDrop + 40 - long * 0.5, 1],
            [8 + (kind === "camp" ? 12 : 0), top + neckDrop + 1 - (kind === "camp" ? 12 : 0), 1],
          ]),
        ),
      ),
    );
  }
}

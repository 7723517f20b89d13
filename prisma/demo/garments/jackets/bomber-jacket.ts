import { between } from "../../random";
import type { Cut } from "../parts/cut";
import { hemRib } from "../parts/knit";
import { laid } from "../parts/laid";
import { STEEL, snap } from "../parts/metal";
import { insideNeck } from "../parts/neckline";
import { armholeSeams } from "../parts/seams";
import { even, evenLine, sided } from "../parts/shapes";
import type { SleeveCut } from "../parts/sleeve";
import { sleeveAt } from "../parts/sleeve-trim";
import { bodyFolds, torso } from "../parts/torso";
import { zip, zipPull } from "../parts/zip";
import { line, num, type Point } from "../path";
import type { Sheet } from "../sheet";

/** A zipped blouson with ribs at collar, cuffs and hem. */
export function bomber(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  const gathered = [0.24, 0.46, 0.7, 0.88].flatMap((share) => [-share, share]);
  const puckers = gathered
    .map((x) => sheet.fold([x * cut.hem, cut.hemY], [x * cut.hem * 0.96 + between(sheet.rng, -4, 4), cut.hemY - between(sheet.rng, 46, 84)], 2, 8, 1.1))
    .join("");
  if (!sheet.isBack) insideNeck(sheet, cut);
  hemRib(sheet, cut, 42);
  sheet.piece(torso(cut, sheet.isBack), { within: bodyFolds(sheet, cut) + puckers });
  armholeSeams(sheet, cut);
  if (!sheet.isBack) {
    const end = cut.hemY + 44;
    const start = cut.top + cut.neckDrop;
    sheet.mark(
      zip(sheet, `M0 ${num(start)}V${num(end)}`, STEEL, 7),
      sheet.stitch(`M-9 ${num(start + 16)}V${num(cut.hemY)}M9 ${num(start + 16)}V${num(cut.hemY)}`),
    );
    for (const side of [-1, 1] as const) {
      laid(sheet, sided(side, [62, cut.hemY - 112, 1], [74, cut.hemY - 116, 1], [106, cut.hemY - 40, 1], [94, cut.hemY - 34, 1]), { depth: 0.6 });
      sheet.mark(snap(side * 84, cut.hemY - 75, 3.4));
    }
    armZip(sheet, cut, sleeve);
  }
  ribCollar(sheet, cut);
  if (!sheet.isBack) sheet.mark(zipPull(0, cut.top + cut.neckDrop + 6));
}

function armZip(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  const [a, b] = [sleeveAt(cut, sleeve, 1, 78, 12), sleeveAt(cut, sleeve, 1, 140, 26)];
  sheet.mark(zip(sheet, line([a, b]), STEEL, 4), zipPull(a[0], a[1], STEEL, -20));
}

/** The stand of ribbed knit, its inside first. */
function ribCollar(sheet: Sheet, cut: Cut): void {
  const { top, neck, neckDrop, backDrop } = cut;
  const rise = 24;
  const drop = sheet.isBack ? backDrop : neckDrop;
  const ends: Point[] = [
    [neck - 8, top - rise + 2],
    [neck + 1, top - 10],
    [neck + 10, top + 4, 1],
  ];
  laid(sheet, even([0, top - rise + 1], [neck * 0.6, top - rise], ...ends, [neck * 0.66, top + drop * 0.82 + 6], [0, top + drop + 9]), {
    texture: "rib",
    printed: false,
    shadow: true,
  });
  if (sheet.isBack) return;
  const opening: Point[] = [
    [neck - 10, top - rise + 5],
    [neck * 0.78, top - 2],
    [neck * 0.42, top + drop * 0.5],
    [0, top + drop * 0.62, 1],
  ];
  sheet.piece(even([0, top - rise + 4], [neck * 0.6, top - rise + 3], ...opening), { light: "inside", texture: "rib", printed: false, shadow: false });
  sheet.mark(sheet.seam(evenLine([0, top + backDrop - 6], [neck * 0.5, top + backDrop - 8], [neck * 0.74, top - 2]), 0.5));
}

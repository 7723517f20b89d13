import type { Cut } from "../parts/cut";
import { laid } from "../parts/laid";
import { snap } from "../parts/metal";
import { insideNeck, neckline } from "../parts/neckline";
import { armholeSeams } from "../parts/seams";
import { block, evenLine, twins } from "../parts/shapes";
import type { SleeveCut } from "../parts/sleeve";
import { sleeveAt, sleeveWidth } from "../parts/sleeve-trim";
import { bodyFolds, torso } from "../parts/torso";
import { arch, line, num, type Point } from "../path";
import type { Sheet } from "../sheet";
import { lightness, mix } from "../tint";
import { CURLS } from "./boucle-yarn";

const braidTone = (sheet: Sheet): string =>
  Math.abs(lightness(sheet.look.second) - lightness(sheet.look.base)) > 0.16
    ? sheet.look.second
    : mix(sheet.look.base, lightness(sheet.look.base) > 0.5 ? "#241c20" : "#f3ece0", 0.72);

/** A woven braid along a line. */
function braid(sheet: Sheet, d: string, tone: string, width = 9): string {
  const dark = mix(tone, "#14100f", 0.5);
  return (
    `<g fill="none"><path d="${d}" stroke="${sheet.tones.shade}" stroke-opacity=".3" stroke-width="${width + 3}" transform="translate(.8 1.600)"/>` +
    `<path d="${d}" stroke="${dark}" stroke-width="${width}"/><path d="${d}" stroke="${tone}" stroke-width="${width - 1.4}"/>` +
    `<path d="${d}" stroke="${dark}" stroke-opacity=".45" stroke-width="${width - 2}" stroke-dasharray="1.200 3"/><path d="${d}" stroke="${mix(tone, "#ffffff", 0.5)}" stroke-opacity=".55" stroke-width="1.600" stroke-dasharray="3 1.200"/></g>`
  );
}

/** A collarless jacket of looped yarn, edged with braid. */
export function boucle(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  const tone = braidTone(sheet);
  const gold = "#c2a05c";
  for (const side of [-1, 1] as const) {
    const down = sleeve.length - 5;
    sheet.mark(braid(sheet, line([sleeveAt(cut, sleeve, side, down, 1), sleeveAt(cut, sleeve, side, down, sleeve.cuff - 1)]), tone));
    for (const up of [20, 34]) {
      const [x, y] = sleeveAt(cut, sleeve, side, sleeve.length - up, sleeveWidth(cut, sleeve, sleeve.length - up) - 26);
      sheet.mark(snap(x, y, 4.2, gold));
    }
  }
  if (!sheet.isBack) insideNeck(sheet, cut);
  sheet.piece(torso(cut, sheet.isBack), { within: CURLS + bodyFolds(sheet, cut, 0.6) });
  armholeSeams(sheet, cut);
  const hem = evenLine([0, cut.hemY + cut.hemCurve - 5], [cut.hem * 0.5, cut.hemY + cut.hemCurve * 0.75 - 5], [cut.hem - 1, cut.hemY - 5]);
  const neck = neckline({ ...cut, neckShape: "round" }, sheet.isBack ? cut.backDrop : cut.neckDrop).map(
    ([x, y], at): Point => [x + (at === 3 ? 4 : 2), y + (at === 3 ? 2 : 5)],
  );
  sheet.mark(braid(sheet, hem, tone), braid(sheet, arch(neck), tone));
  if (sheet.isBack) return;
  const [start, end] = [cut.top + cut.neckDrop + 5, cut.hemY + cut.hemCurve];
  for (const [y, width] of [
    [cut.armpit - 12, 56],
    [cut.hemY - 94, 70],
  ] as const) {
    laid(
      sheet,
      twins((side) => block(side, 74, y, width, width * 0.92)),
      { depth: 0.6, within: CURLS },
    );
    for (const x of [-74, 74]) sheet.mark(braid(sheet, `M${num(x - width / 2)} ${num(y + 4)}h${width}`, tone, 8), snap(x, y + 17, 4.6, gold));
  }
  for (const x of [-5.5, 5.5]) sheet.mark(braid(sheet, `M${x} ${num(start)}V${num(end)}`, tone));
  sheet.mark(sheet.seam(`M0 ${num(start - 4)}V${num(end)}`, 1));
  for (let made = 0; made < 5; made += 1) sheet.mark(snap(14, start + 24 + ((end - start - 60) * made) / 4, 5.4, gold));
}

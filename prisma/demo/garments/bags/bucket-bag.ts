import { between } from "../../random";
import { metalOf, rivet } from "../parts/metal";
import { sampled } from "../parts/ribbon";
import { drawStrap, threadOn } from "../parts/strap";
import { arch, type Box, num, outline, type Point, type Shape, symmetric } from "../path";
import { closeUp, type Sheet } from "../sheet";
import { lightness, mix } from "../tint";

/** A soft round bag, gathered by a drawstring. */
export function bucket(sheet: Sheet): Box {
  const { rng } = sheet;
  const metal = metalOf(sheet);
  const [mouth, belly, foot] = [between(rng, 132, 142), between(rng, 162, 172), between(rng, 138, 150)];
  const [top, bottom] = [326, between(rng, 630, 648)];
  const reach = between(rng, 150, 166);
  const strap = sampled([
    [-mouth + 4, top + 44],
    [-mouth - 4, top - 60],
    [-mouth * 0.76, reach + 34],
    [0, reach],
    [mouth * 0.76, reach + 34],
    [mouth + 4, top - 60],
    [mouth - 4, top + 44],
  ]);
  drawStrap(sheet, strap, 21);
  sheet.piece(frill(sheet, mouth, top, 1), { light: "inside" });
  const body: Point[] = [
    [belly - 6, top + 120],
    [belly, top + 190],
    [foot + 8, bottom - 22],
    [foot - 12, bottom - 3],
    [0, bottom + 14],
  ];
  sheet.piece(symmetric([...rimHalf(sheet, mouth, top), [mouth - 7, top + 52], ...body]), { within: bucketFolds(sheet, mouth, top, bottom) });
  const base: Point[] = [
    [0, bottom - 34],
    [foot * 0.6, bottom - 40],
    [foot + 12, bottom - 54],
  ];
  sheet.mark(sheet.seam(arch(base)), sheet.stitch(arch(base.map(([x, y]): Point => [x, y + 6])), threadOn(sheet.look.base)));
  drawstring(sheet, mouth, top + 52, metal);
  for (const side of [-1, 1]) sheet.mark(rivet(side * (mouth - 3), top + 52, 7, metal));
  return sheet.view === "detail" ? closeUp(0, top + 90, 270) : closeUp(0, (reach + bottom) / 2 + 4, 520);
}

/** The scalloped upper edge of the gathered mouth, right half. */
function rimHalf(sheet: Sheet, mouth: number, top: number): Point[] {
  const edge: Point[] = [[0, top + 6]];
  for (let step = 1; step <= 6; step += 1) edge.push([(mouth * step) / 6.3, top + (step % 2 ? -3 : 7) - step * 1.2 + between(sheet.rng, -2, 2)]);
  return [...edge, [mouth + 4, top + 4]];
}

function frill(sheet: Sheet, mouth: number, top: number, lift: number): Shape {
  const edge = rimHalf(sheet, mouth * 0.94, top - 16 * lift);
  return symmetric([...edge, [mouth * 0.9, top + 24], [0, top + 30]]);
}

/** Gathers above and below the drawstring and the soft fall of the body. */
function bucketFolds(sheet: Sheet, mouth: number, top: number, bottom: number): string {
  let svg = "";
  // Smooth leather throws back so much light that full gathers would look like cuts.
  const soft = sheet.look.texture === "leather" ? 0.55 : 0.9;
  for (let made = 0; made < 11; made += 1) {
    const x = -mouth + 22 + ((mouth * 2 - 44) * made) / 10 + between(sheet.rng, -4, 4);
    svg += sheet.fold([x, top + 50], [x * 1.02, top + 4], between(sheet.rng, -2, 2), 7, 1.3 * soft);
    svg += sheet.fold([x, top + 56], [x * 1.24, top + between(sheet.rng, 120, 210)], between(sheet.rng, -4, 4), 9, 1.15 * soft);
  }
  return (
    svg +
    sheet.fold([-mouth * 0.9, bottom - 60], [-mouth * 0.8, top + 180], 7, 14, soft) +
    sheet.fold([mouth * 0.6, bottom - 62], [mouth * 0.7, top + 200], -7, 13, soft)
  );
}

/** The cord through eyelets, its slide and two tasselled ends. */
function drawstring(sheet: Sheet, mouth: number, y: number, metal: string): void {
  const { tones } = sheet;
  const cord = mix(sheet.look.base, lightness(sheet.look.base) < 0.3 ? "#c9a67c" : "#20120c", 0.34);
  const rope = (d: string) =>
    `<path d="${d}" fill="none" stroke="#120c10" stroke-opacity=".3" stroke-width="7" transform="translate(1.5 3)"/>` +
    `<path d="${d}" fill="none" stroke="${tones.line}" stroke-width="7" stroke-linecap="round"/><path d="${d}" fill="none" stroke="${cord}" stroke-width="5.2" stroke-linecap="round"/>` +
    `<path d="${d}" fill="none" stroke="#fff" stroke-opacity=".3" stroke-width="1.4" transform="translate(-.6 -1)"/>`;
  const sag = (x: number) => y + 6 * (1 - (x / mouth) ** 2);
  const stops = Array.from({ length: 8 }, (_, at) => -mouth * 0.87 + (mouth * 1.74 * at) / 7);
  for (let at = 0; at < 8; at += 2) {
    const [a, b] = [stops[at] as number, stops[at + 1] as number];
    sheet.mark(rope(`M${num(a)} ${num(sag(a))}Q${num((a + b) / 2)} ${num(sag((a + b) / 2) + 3)} ${num(b)} ${num(sag(b))}`));
  }
  for (const x of stops) sheet.mark(`<circle cx="${num(x)}" cy="${num(sag(x))}" r="5.6" fill="none" stroke="${metal}" stroke-width="2.6"/>`);
  if (sheet.isBack) return;
  const ends = [
    [-20, 118],
    [17, 140],
  ] as const;
  for (const [x, long] of ends)
    sheet.mark(rope(`M${num(x * 0.2)} ${num(y + 8)}C${num(x * 0.9)} ${num(y + 40)} ${num(x * 1.4)} ${num(y + 60)} ${num(x)} ${num(y + long)}`));
  sheet.piece(
    symmetric([
      [0, y - 4],
      [13, y - 3, 1],
      [14, y + 20, 1],
      [0, y + 22],
    ]),
    { light: "tube", printed: false, shadow: false },
  );
  for (const [x, long] of ends) tassel(sheet, x, y + long, cord);
}

function tassel(sheet: Sheet, x: number, y: number, base: string): void {
  let cuts = "";
  for (let at = -3; at <= 3; at += 1) cuts += `M${num(x + at * 1.8)} ${num(y + 13)}L${num(x + at * 3.2)} ${num(y + 52)}`;
  const tones = mix(base, "#120c10", 0.5);
  const fall = outline([
    [x - 6, y + 8, 1],
    [x + 6, y + 8, 1],
    [x + 12, y + 52, 1],
    [x, y + 55],
    [x - 12, y + 52, 1],
  ]);
  sheet.piece(fall, {
    base,
    texture: "suede",
    light: "tube",
    printed: false,
    shadow: false,
    within: `<path d="${cuts}" stroke="${tones}" stroke-opacity=".6" stroke-width="1"/>`,
  });
  sheet.piece(
    outline([
      [x - 7, y - 2, 1],
      [x + 7, y - 2, 1],
      [x + 7.5, y + 12, 1],
      [x - 7.5, y + 12, 1],
    ]),
    { base, texture: "leather", light: "tube", printed: false, shadow: false },
  );
}

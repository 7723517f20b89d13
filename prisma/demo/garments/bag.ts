import { between } from "../random";
import { castShadow, drawStrap, evenly, heading, metalOf, metalRod, ribbon, rivet, rounding, sampled, threadOn } from "./belt";
import { arch, type Box, line, num, onSide, outline, type Point, type Shape, symmetric } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { lightness, mix } from "./tint";

type Dot = readonly [number, number];

const TAN = "#9c6a42";

/** Leather of handles and trims: the bag's own on leather, tan or dark on cloth. */
function trimOf(sheet: Sheet): string {
  const { texture, base } = sheet.look;
  if (texture === "leather" || texture === "suede") return mix(base, "#1d1410", lightness(base) > 0.75 ? 0.06 : 0.12);
  return lightness(base) > 0.3 ? TAN : "#6f4a30";
}

/** Two rows of stitches inside an edge, in thread that shows on the leather. */
function edgeStitch(sheet: Sheet, d: string, base = sheet.look.base): void {
  sheet.mark(sheet.stitch(d, threadOn(base)));
}

/** A soft dent in a stiff bag: broad and faint, since leather bends rather than creases. */
function dent(sheet: Sheet, a: Point, b: Point, bend: number, width: number, strength = 1): string {
  const give = sheet.look.texture === "leather" ? 0.42 : sheet.look.texture === "satin" ? 0.5 : 0.75;
  return sheet.fold(a, b, bend, width * 1.25, strength * give);
}

function handle(sheet: Sheet, half: number, foot: number, top: number, width: number, base: string): void {
  const dots = sampled([
    [-half, foot],
    [-half * 0.99, foot - (foot - top) * 0.5],
    [-half * 0.74, foot - (foot - top) * 0.88],
    [0, top],
    [half * 0.74, foot - (foot - top) * 0.88],
    [half * 0.99, foot - (foot - top) * 0.5],
    [half, foot],
  ]);
  drawStrap(sheet, dots, width, { base, texture: "leather" });
}

/** A leather tab that holds a handle: a shield with stitches and a rivet. */
function tab(sheet: Sheet, x: number, y: number, width: number, long: number, base: string, metal: string): void {
  const shape = (inset: number) =>
    outline([
      [x - width / 2 + inset, y + inset, 1],
      [x + width / 2 - inset, y + inset, 1],
      [x + width / 2 - inset, y + long - width * 0.5],
      [x, y + long - inset],
      [x - width / 2 + inset, y + long - width * 0.5],
    ]);
  sheet.piece(shape(0), { base, texture: "leather", light: "flat", printed: false, shadow: false, depth: 0.8 });
  sheet.mark(sheet.stitch(shape(4).d, threadOn(base), 1), rivet(x, y + long - width * 0.5, 3.2, metal));
}

function tote(sheet: Sheet): Box {
  const { rng } = sheet;
  const [rim, foot] = [between(rng, 192, 208), between(rng, 146, 164)];
  const [top, bottom] = [between(rng, 316, 336), between(rng, 606, 622)];
  const metal = metalOf(sheet);
  const trim = trimOf(sheet);
  const grip = between(rng, 66, 78);
  const peak = top - between(rng, 150, 172);
  handle(sheet, grip - 5, top + 18, peak - 16, 17, trim);
  sheet.piece(
    symmetric([
      [0, top - 13],
      [rim * 0.7, top - 11],
      [rim - 2, top, 1],
      [rim * 0.6, top + 14],
      [0, top + 18],
    ]),
    { light: "inside", shadow: false },
  );
  const half = (inset = 0): Point[] => [
    [0, top + 11 + inset],
    [rim * 0.6, top + 8 + inset],
    [rim - inset, top + inset * 0.6, 1],
    [(rim + foot) / 2 + 3 - inset, (top + bottom) / 2],
    [foot + 4 - inset, bottom - 14 - inset],
    [foot - 10 - inset, bottom - inset],
    [0, bottom + 4 - inset],
  ];
  const folds =
    dent(sheet, [-rim + 34, top + 26], [-foot + 44, bottom - 70], 8, 15, 1.1) +
    dent(sheet, [rim - 30, top + 40], [foot - 30, bottom - 40], -7, 13) +
    dent(sheet, [-grip + 6, top + 60], [-grip * 0.3, bottom - 96], 5, 12, 0.7) +
    dent(sheet, [grip - 2, top + 66], [grip * 0.66, bottom - 60], -6, 12, 0.7);
  sheet.piece(symmetric(half()), { within: folds, depth: 0.9 });
  edgeStitch(
    sheet,
    arch([
      [0, top + 20],
      [rim * 0.6, top + 17],
      [rim - 3, top + 9],
    ]),
  );
  toteFoot(sheet, { foot, rim, top, bottom }, trim);
  if (sheet.isBack) sheet.mark(sheet.seam(`M0 ${num(top + 12)}V${num(bottom - 60)}`, 0.6));
  for (const side of [-1, 1] as const) tab(sheet, side * grip, top + 2, 25, 66, trim, metal);
  handle(sheet, grip, top + 34, peak, 17, trim);
  return sheet.view === "detail" ? closeUp(grip, top + 40, 270) : closeUp(0, (peak + bottom) / 2 - 4, 512);
}

type ToteCut = { rim: number; foot: number; top: number; bottom: number };

/** The lower part: a panel of trim leather on canvas, seams and a small stamped mark on leather. */
function toteFoot(sheet: Sheet, { rim, foot, top, bottom }: ToteCut, trim: string): void {
  const isCloth = sheet.look.texture === "canvas";
  const y = bottom - (isCloth ? 62 : 46);
  const edge = foot + (rim - foot) * ((bottom - y) / (bottom - top)) + 3;
  const upper: Point[] = [
    [0, y + 3],
    [edge, y, 1],
  ];
  if (isCloth) {
    const panel = symmetric([...upper, [foot + 4, bottom - 14], [foot - 10, bottom], [0, bottom + 4]]);
    sheet.piece(panel, { base: trim, texture: "leather", shadow: false, depth: 0.8 });
    edgeStitch(sheet, arch(upper.map(([x, py]): Point => [x, py + 6])), trim);
  } else sheet.mark(sheet.seam(arch(upper)), sheet.stitch(arch(upper.map(([x, py]): Point => [x, py - 6])), threadOn(sheet.look.base)));
  if (!sheet.isBack) stamp(sheet, 0, top + 58, isCloth ? trim : sheet.look.base, isCloth);
}

/** The house's mark: a small leather patch on cloth, a blind stamp on leather. */
function stamp(sheet: Sheet, x: number, y: number, base: string, isPatch: boolean): void {
  const [wide, high] = [54, 26];
  const box = outline([
    [x - wide / 2, y, 1],
    [x + wide / 2, y, 1],
    [x + wide / 2, y + high, 1],
    [x - wide / 2, y + high, 1],
  ]);
  if (isPatch) sheet.piece(box, { base, texture: "leather", light: "flat", printed: false, shadow: false, depth: 0.6 });
  const ink = lightness(base) < 0.3 ? "#fff" : "#20130c";
  sheet.mark(
    `<path d="M${num(x - 17)} ${num(y + 11)}h34M${num(x - 10)} ${num(y + 17)}h20" stroke="${ink}" stroke-opacity=".42" stroke-width="2.2" stroke-dasharray="3.4 1.6"/>`,
  );
}

function shoulderBag(sheet: Sheet): Box {
  const { rng } = sheet;
  const metal = metalOf(sheet);
  const [wide, top] = [between(rng, 176, 190), 388];
  const bottom = top + between(rng, 232, 250);
  const reach = top - between(rng, 226, 244);
  const isChain = rng() < 0.34;
  const ring: Dot = [wide - 20, top - 6];
  const arc = sampled([
    [-ring[0], ring[1]],
    [-ring[0] * 0.98, top - (top - reach) * 0.42],
    [-ring[0] * 0.7, top - (top - reach) * 0.84],
    [0, reach],
    [ring[0] * 0.7, top - (top - reach) * 0.84],
    [ring[0] * 0.98, top - (top - reach) * 0.42],
    ring,
  ]);
  if (isChain) chain(sheet, evenly(arc, 13), metal);
  else drawStrap(sheet, arc, 20);
  const body = symmetric([
    [0, top - 4],
    [wide - 26, top - 2],
    [wide - 4, top + 16],
    [wide + 4, top + 90],
    [wide + 2, bottom - 34],
    [wide - 28, bottom],
    [0, bottom + 4],
  ]);
  sheet.piece(body, {
    within: dent(sheet, [-wide + 22, bottom - 16], [-wide + 34, top + 60], 5, 12) + dent(sheet, [wide - 22, bottom - 12], [wide - 30, top + 90], -5, 12),
  });
  edgeStitch(
    sheet,
    arch([
      [0, bottom - 5],
      [wide - 32, bottom - 8],
      [wide - 6, bottom - 38],
      [wide - 4, top + 100],
    ]),
  );
  for (const side of [-1, 1]) sheet.mark(metalRod(`M${num(side * ring[0] - 13)} ${num(ring[1] + 8)}v-12h26v12z`, 4, metal));
  if (sheet.isBack)
    sheet.mark(sheet.seam(`M${num(-wide + 46)} ${num(top + 54)}H${num(wide - 46)}`), sheet.stitch(`M${num(-wide + 46)} ${num(top + 60)}H${num(wide - 46)}`));
  else flap(sheet, wide, top, bottom, metal, rng() < 0.5);
  return sheet.view === "detail" ? closeUp(64, top + 112, 300) : closeUp(0, (reach + bottom) / 2, 512);
}

/** The shadow of a flap on the body under it: its right half, moved down below the height `from`. */
function flapShadow(sheet: Sheet, half: readonly Point[], from: number): void {
  for (const [drop, opacity] of [
    [6, 0.16],
    [11, 0.1],
    [17, 0.06],
  ] as const)
    sheet.mark(`<path d="${symmetric(half.map(([x, y]): Point => [x * 0.987, y > from ? y + drop : y])).d}" fill="#120c10" fill-opacity="${opacity}"/>`);
}

/** The flap with its edge stitches and clasp. */
function flap(sheet: Sheet, wide: number, top: number, bottom: number, metal: string, isRound: boolean): void {
  const low = top + (bottom - top) * (isRound ? 0.7 : 0.64);
  const half = (inset: number): Point[] =>
    isRound
      ? [
          [0, top - 8 + inset],
          [wide - 24 - inset, top - 6 + inset],
          [wide + 3 - inset, top + 18 + inset * 0.6],
          [wide - 8 - inset, top + 78],
          [wide * 0.62 - inset * 0.7, low - 22 - inset],
          [0, low - inset],
        ]
      : [
          [0, top - 8 + inset],
          [wide - 24 - inset, top - 6 + inset],
          [wide + 5 - inset, top + 20 + inset * 0.6],
          [wide + 6 - inset, low - 44],
          [wide - 22 - inset, low - 4 - inset],
          [0, low - inset],
        ];
  flapShadow(sheet, half(0), top + 30);
  sheet.piece(symmetric(half(0)), {
    depth: 0.8,
    within: dent(sheet, [-wide + 30, top + 14], [-wide * 0.4, low - 40], 8, 14, 0.7) + dent(sheet, [wide - 20, top + 20], [wide * 0.5, low - 50], -6, 11, 0.6),
  });
  edgeStitch(sheet, arch(half(8).slice(2).reverse()));
  clasp(sheet, low - 20, metal, isRound);
}

function clasp(sheet: Sheet, y: number, metal: string, isRound: boolean): void {
  if (isRound) {
    sheet.mark(rivet(0, y, 15, metal), metalRod(`M0 ${num(y - 9)}V${num(y + 9)}`, 5, metal));
    return;
  }
  const dark = mix(metal, "#1d1712", 0.62);
  sheet.mark(
    `<rect x="-25" y="${num(y - 11)}" width="52" height="32" rx="5" fill="#120c10" fill-opacity=".3"/>` +
      `<rect x="-26" y="${num(y - 14)}" width="52" height="32" rx="5" fill="${metal}" stroke="${dark}" stroke-width="1"/>` +
      `<path d="M-22 ${num(y + 13)}L2 ${num(y - 13)}H14L-10 ${num(y + 17)}Z" fill="#fffdf4" fill-opacity=".34"/>`,
    metalRod(`M-9 ${num(y + 2)}H9`, 6, metal),
  );
}

/** A chain with a leather strip laced through. */
function chain(sheet: Sheet, dots: readonly Dot[], metal: string): void {
  sheet.piece(ribbon(dots, 8), { light: "flat", printed: false, depth: 0.5 });
  let svg = "";
  for (let at = 1; at < dots.length - 1; at += 1) {
    const [x, y] = dots[at] as Dot;
    const [hx, hy] = heading(dots, at);
    const turn = (Math.atan2(hy, hx) * 180) / Math.PI + (at % 2 ? 14 : -14);
    svg +=
      `<g transform="translate(${num(x)} ${num(y)}) rotate(${num(turn)})"><ellipse rx="9" ry="5.4" fill="none" stroke="${mix(metal, "#1d1712", 0.62)}" stroke-width="4.2"/>` +
      `<ellipse rx="9" ry="5.4" fill="none" stroke="${metal}" stroke-width="2.8"/><path d="M-7 -4.400Q0 -7 7 -4.4" fill="none" stroke="#fffdf4" stroke-opacity=".7" stroke-width="1"/></g>`;
  }
  sheet.mark(svg);
}

function clutch(sheet: Sheet): Box {
  const { rng } = sheet;
  const metal = metalOf(sheet);
  const wide = between(rng, 200, 212);
  const high = between(rng, 244, 268);
  const [top, bottom] = [400 - high / 2, 400 + high / 2];
  const box = (inset: number): Point[] => [
    [0, top + inset, 1],
    [wide - 10 - inset, top + 1 + inset],
    [wide - inset, top + 12 + inset],
    [wide + 2 - inset, bottom - 14 - inset],
    [wide - 12 - inset, bottom - inset],
    [0, bottom + 2 - inset, 1],
  ];
  sheet.piece(symmetric(box(0)), {
    within: dent(sheet, [-wide + 8, bottom - 20], [-wide * 0.5, bottom - 66], 4, 13) + dent(sheet, [wide - 8, bottom - 14], [wide * 0.48, bottom - 70], -4, 13),
  });
  edgeStitch(sheet, arch(box(7).slice(2).reverse()));
  if (sheet.isBack) sheet.mark(sheet.seam(`M${num(-wide + 8)} ${num(top + 62)}H${num(wide - 8)}`));
  else envelope(sheet, wide, top, bottom, metal);
  return sheet.view === "detail" ? closeUp(0, 420, 280) : closeUp(0, 400, 520);
}

/** The envelope's pointed flap, its fold shadows and a fastening. */
function envelope(sheet: Sheet, wide: number, top: number, bottom: number, metal: string): void {
  const low = top + (bottom - top) * between(sheet.rng, 0.62, 0.72);
  const kind = sheet.rng();
  const half = (inset: number): Point[] => [
    [0, top - 4 + inset],
    [wide - 12 - inset, top - 2 + inset],
    [wide + 1 - inset * 1.4, top + 12 + inset * 0.4],
    [wide - 8 - inset * 1.6, top + 34],
    [26, low - 10 - inset * 1.05],
    [0, low - inset * 1.1],
  ];
  flapShadow(sheet, half(0), top + 20);
  sheet.piece(symmetric(half(0)), {
    depth: 0.8,
    within:
      dent(sheet, [-wide + 26, top + 8], [-30, low - 50], 6, 15, 0.8) +
      dent(sheet, [wide - 40, top + 8], [60, low - 70], -6, 12, 0.6) +
      dent(sheet, [-wide * 0.3, top + 2], [10, low - 40], 9, 12, 0.5),
  });
  if (sheet.look.texture !== "satin") edgeStitch(sheet, arch(half(8).slice(2).reverse()));
  else sheet.mark(sheet.seam(arch(half(7).slice(2).reverse()), 0.5));
  if (kind < 0.4) sheet.mark(rivet(0, low - 24, 10, metal));
  else if (kind < 0.7) sheet.mark(metalRod(`M-34 ${num(low - 8)}H34`, 9, metal));
  else sheet.mark(metalRod(`M0 ${num(low - 40)}l15 15l-15 15l-15 -15z`, 5, metal));
}

function bucket(sheet: Sheet): Box {
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

/** Bags: tote, shoulder bag, clutch, bucket bag and backpack. */
export function drawBag(sheet: Sheet): Box {
  switch (sheet.look.type) {
    case "shoulder-bag":
      return shoulderBag(sheet);
    case "clutch":
      return clutch(sheet);
    case "bucket-bag":
      return bucket(sheet);
    case "backpack":
      return backpack(sheet);
    default:
      return tote(sheet);
  }
}

type Pack = { wide: number; top: number; bottom: number };

function backpack(sheet: Sheet): Box {
  const { rng } = sheet;
  const metal = metalOf(sheet);
  const pack: Pack = { wide: between(rng, 154, 166), top: 196, bottom: between(rng, 634, 650) };
  const { wide, top, bottom } = pack;
  packStraps(sheet, pack);
  const loop = sampled([
    [-34, top + 12],
    [-33, top - 34],
    [0, top - 48],
    [33, top - 34],
    [34, top + 12],
  ]);
  drawStrap(sheet, loop, 18);
  for (const side of [-1, 1] as const) sidePocket(sheet, pack, side);
  const shell = (inset: number): Point[] => [
    [0, top + inset],
    [wide * 0.6 - inset * 0.6, top + 16 + inset],
    [wide - 12 - inset, top + 88],
    [wide - inset, top + 190],
    [wide + 2 - inset, bottom - 50],
    [wide - 26 - inset, bottom - 2 - inset],
    [0, bottom + 4 - inset],
  ];
  sheet.piece(symmetric(shell(0)), { depth: 1.1, within: packFolds(sheet, pack) });
  sheet.mark(sheet.seam(symmetric(shell(13)).d, 0.6));
  if (sheet.isBack) return backPanel(sheet, pack);
  zip(sheet, arch(shell(30).slice(0, 4)), 13, metal);
  puller(sheet, -34, top + 34, metal);
  frontPocket(sheet, pack, metal);
  return sheet.view === "detail" ? closeUp(0, bottom - 190, 280) : closeUp(0, (top - 48 + bottom) / 2, 560);
}

/** The padded shoulder straps, seen beside the body where they bow outwards. */
function packStraps(sheet: Sheet, { wide, top, bottom }: Pack): void {
  for (const side of [-1, 1] as const) {
    const course: Dot[] = [
      [46, top + 14],
      [104, top + 6],
      [wide + 16, top + 96],
      [wide + 40, top + 214],
      [wide + 26, bottom - 120],
      [wide - 14, bottom - 34],
    ];
    drawStrap(sheet, sampled(course.map(([x, y]): Dot => [side * x, y])), 34);
  }
}

function sidePocket(sheet: Sheet, { wide, bottom }: Pack, side: 1 | -1): void {
  const shape = outline(
    onSide(side, [
      [wide - 20, bottom - 168, 1],
      [wide + 15, bottom - 160, 1],
      [wide + 22, bottom - 90],
      [wide + 12, bottom - 26],
      [wide - 20, bottom - 14, 1],
    ]),
  );
  sheet.piece(shape, { light: "tube", depth: 1 });
  sheet.mark(
    sheet.stitch(
      line(
        onSide(side, [
          [wide - 20, bottom - 158],
          [wide + 16, bottom - 150],
        ]),
      ),
    ),
  );
}

function packFolds(sheet: Sheet, { wide, top, bottom }: Pack): string {
  return (
    dent(sheet, [-wide + 26, top + 190], [-wide * 0.4, top + 120], 6, 13) +
    dent(sheet, [wide - 20, top + 210], [wide * 0.5, top + 130], -6, 12) +
    dent(sheet, [-wide + 12, bottom - 40], [-wide + 30, bottom - 190], 5, 12) +
    dent(sheet, [wide - 14, bottom - 50], [wide - 26, bottom - 200], -5, 12)
  );
}

function backPanel(sheet: Sheet, { top, bottom }: Pack): Box {
  sheet.mark(sheet.stitch(`M-70 ${num(top + 80)}V${num(bottom - 40)}M70 ${num(top + 80)}V${num(bottom - 40)}`));
  return closeUp(0, (top - 48 + bottom) / 2, 560);
}

/** A zip along a path: tape, teeth. */
function zip(sheet: Sheet, d: string, width: number, metal: string): void {
  const tape = mix(sheet.look.base, "#141014", 0.5);
  sheet.mark(
    `<path d="${d}" fill="none" stroke="${sheet.tones.light}" stroke-opacity=".3" stroke-width="${width + 2.4}" transform="translate(-.8 1)"/>` +
      `<path d="${d}" fill="none" stroke="${sheet.tones.line}" stroke-width="${width + 1.4}"/><path d="${d}" fill="none" stroke="${tape}" stroke-width="${width}"/>` +
      `<path d="${d}" fill="none" stroke="${metal}" stroke-width="4.6" stroke-dasharray="1.9 1.5"/><path d="${d}" fill="none" stroke="#120c10" stroke-opacity=".45" stroke-width=".9"/>`,
  );
}

/** A zip's slider with a leather pull hanging from it. */
function puller(sheet: Sheet, x: number, y: number, metal: string): void {
  sheet.mark(rivet(x, y, 6.5, metal), metalRod(`M${num(x)} ${num(y + 4)}v9`, 3, metal));
  const dots = sampled([
    [x, y + 11],
    [x - 1, y + 26],
    [x - 1, y + 44],
  ]);
  sheet.piece(ribbon(dots, 9, 3), { light: "flat", printed: false, shadow: false, depth: 0.6, within: rounding(sheet, dots, 9) });
}

function frontPocket(sheet: Sheet, { wide, bottom }: Pack, metal: string): void {
  const [half, y] = [wide - 34, bottom - 200];
  const pocket = (inset: number): Point[] => [
    [0, y + inset],
    [half - 34 - inset, y + 3 + inset],
    [half - inset, y + 36 + inset * 0.6],
    [half + 3 - inset, bottom - 62],
    [half - 20 - inset, bottom - 24 - inset],
    [0, bottom - 19 - inset],
  ];
  const under = sampled(pocket(0).map(([x, py]): Dot => [x, py]));
  sheet.mark(castShadow([...under.map(([x, py]): Dot => [-x, py]).reverse(), ...under], 2, 0.9));
  sheet.piece(symmetric(pocket(0)), {
    shadow: false,
    depth: 0.9,
    within: dent(sheet, [-half + 20, bottom - 50], [-half * 0.4, y + 90], 6, 12) + dent(sheet, [half - 14, bottom - 44], [half * 0.5, y + 80], -6, 12),
  });
  sheet.mark(sheet.stitch(arch(pocket(6).slice(2).reverse())));
  zip(sheet, arch(pocket(20).slice(0, 3)), 12, metal);
  puller(sheet, half * 0.42, y + 21, metal);
  stamp(sheet, 0, bottom - 100, sheet.look.base, sheet.look.texture === "nylon");
}

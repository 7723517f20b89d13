import { arch, num, type Point, symmetric } from "../path";
import type { Sheet } from "../sheet";
import type { Cut } from "./cut";

/** Points of the neckline, right half, from the middle of the front to the shoulder. */
export function neckline(cut: Cut, drop = cut.neckDrop): Point[] {
  const { top, neck } = cut;
  if (cut.neckShape === "vee" || cut.neckShape === "wrap")
    return [
      [0, top + drop, 1],
      [neck * 0.62, top + drop * 0.42],
      [neck, top, 1],
    ];
  if (cut.neckShape === "square")
    return [
      [0, top + drop],
      [neck * 0.78, top + drop - 2, 1],
      [neck, top, 1],
    ];
  if (cut.neckShape === "boat")
    return [
      [0, top + drop],
      [neck * 0.6, top + drop * 0.72],
      [neck, top, 1],
    ];
  return [
    [0, top + drop],
    [neck * 0.62, top + drop * 0.82],
    [neck * 0.94, top + drop * 0.36],
    [neck, top, 1],
  ];
}

/** What shows of the back's inside above the front neckline, with a small woven label. */
export function insideNeck(sheet: Sheet, cut: Cut, base?: string, band = 0): void {
  const rise = (inset: number): Point[] => [
    [0, cut.top + cut.backDrop + inset],
    [cut.neck * 0.6, cut.top + cut.backDrop * 0.62 + inset],
    [cut.neck - inset * 0.4, cut.top - 1 + inset * 0.7, 1],
  ];
  const front = neckline(cut)
    .slice(0, -1)
    .reverse()
    .map((point): Point => [point[0], point[1] + 2]);
  const shape = symmetric([...rise(0), [cut.neck, cut.top + 1, 1], ...front]);
  const y = cut.top + cut.backDrop + 17;
  const label =
    cut.neckDrop < 40
      ? ""
      : `<rect x="-13" y="${num(y)}" width="26" height="11" rx="1" fill="#f3eee3"/>` +
        `<path d="M-8 ${num(y + 5.5)}h16" stroke="#8c7f6c" stroke-width="1.6" stroke-dasharray="2.6 1.2"/>`;
  sheet.piece(shape, { light: "inside", shadow: false, printed: false, within: label, ...(base ? { base } : {}) });
  if (band)
    sheet.piece(symmetric([...rise(-2), ...rise(band).reverse()]), {
      light: "flat",
      texture: "rib",
      printed: false,
      shadow: false,
      ...(base ? { base } : {}),
    });
}

/** A band along the neckline (rib of a tee, binding of a dress). */
export function neckBand(sheet: Sheet, cut: Cut, width: number, texture: "rib" | "same" = "rib", base?: string): void {
  const drop = sheet.isBack ? cut.backDrop : cut.neckDrop;
  const inner = neckline(sheet.isBack ? { ...cut, neckShape: "round" } : cut, drop);
  const outer = inner.map((point, at): Point => {
    const share = at / (inner.length - 1);
    const moved: [number, number] = [point[0] + width * share * 0.95, point[1] + width * (1 - share * 0.82)];
    return point[2] === 1 ? [moved[0], moved[1], 1] : moved;
  });
  const shape = symmetric([...inner, ...[...outer].reverse()]);
  sheet.piece(shape, {
    printed: false,
    light: "flat",
    ...(texture === "rib" ? { texture } : {}),
    ...(base ? { base } : {}),
    shadow: false,
  });
  sheet.mark(sheet.stitch(arch(outer.map((point): Point => [point[0] + 2.5, point[1] + 3.5]))));
}

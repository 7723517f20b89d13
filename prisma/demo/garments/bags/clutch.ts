import { between } from "../../random";
import { metalOf, metalRod, rivet } from "../parts/metal";
import { arch, type Box, num, type Point, symmetric } from "../path";
import { closeUp, type Sheet } from "../sheet";
import { dent, edgeStitch, flapShadow } from "./leather";

/** A flat envelope with a pointed flap, carried in the hand. */
export function clutch(sheet: Sheet): Box {
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

import type { Box } from "./path";
import { knitScarf } from "./scarves/knit-scarf";
import { neckerchief } from "./scarves/neckerchief";
import { carre } from "./scarves/silk-square";
import { woolScarf } from "./scarves/wool-scarf";
import type { Sheet } from "./sheet";

/** Scarves: silk squares, woven wool with fringes, chunky knits. */
export function drawScarf(sheet: Sheet): Box {
  switch (sheet.look.type) {
    case "wool-scarf":
      return woolScarf(sheet);
    case "knit-scarf":
      return knitScarf(sheet);
    default:
      return sheet.rng() < 0.55 ? carre(sheet) : neckerchief(sheet);
  }
}

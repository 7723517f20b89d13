import { slimBelt } from "./belts/slim-belt";
import { wideBelt } from "./belts/wide-belt";
import { wovenBelt } from "./belts/woven-belt";
import type { Box } from "./path";
import type { Sheet } from "./sheet";

/** Belts: slim and rolled, wide and fastened, braided and laid in a loop. */
export function drawBelt(sheet: Sheet): Box {
  switch (sheet.look.type) {
    case "wide-belt":
      return wideBelt(sheet);
    case "woven-belt":
      return wovenBelt(sheet);
    default:
      return slimBelt(sheet);
  }
}

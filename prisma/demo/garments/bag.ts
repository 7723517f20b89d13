import { backpack } from "./bags/backpack";
import { bucket } from "./bags/bucket-bag";
import { clutch } from "./bags/clutch";
import { shoulderBag } from "./bags/shoulder-bag";
import { tote } from "./bags/tote-bag";
import type { Box } from "./path";
import type { Sheet } from "./sheet";

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

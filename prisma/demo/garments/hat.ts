import { beanie } from "./hats/beanie";
import { beret } from "./hats/beret";
import { cap } from "./hats/cap";
import { fedora } from "./hats/fedora";
import { strawHat } from "./hats/straw-hat";
import type { Box } from "./path";
import { closeUp, type Sheet } from "./sheet";

type HatStyle = { draw: (sheet: Sheet) => void; middle: number; width: number; detail: readonly [number, number] };

const STYLES: Record<string, HatStyle> = {
  fedora: { draw: fedora, middle: 400, width: 680, detail: [70, 420] },
  beanie: { draw: beanie, middle: 400, width: 520, detail: [40, 440] },
  "straw-hat": { draw: strawHat, middle: 400, width: 720, detail: [90, 400] },
  cap: { draw: cap, middle: 400, width: 640, detail: [-60, 420] },
  beret: { draw: beret, middle: 390, width: 600, detail: [20, 400] },
};

/** Hats, seen from the front and a little from above; the cap from its side. */
export function drawHat(sheet: Sheet): Box {
  const style = STYLES[sheet.look.type] as HatStyle;
  style.draw(sheet);
  return sheet.view === "detail" ? closeUp(style.detail[0], style.detail[1], 300) : closeUp(0, style.middle, style.width);
}

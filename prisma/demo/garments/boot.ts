import { chelsea } from "./boots/chelsea-boots";
import { kneeBoot } from "./boots/knee-boots";
import { laceBoot } from "./boots/lace-boots";
import { westernBoot } from "./boots/western-boots";
import { drawPair, spot } from "./parts/foot";
import type { Pen } from "./parts/pen";
import type { Box } from "./path";
import { closeUp, type Sheet } from "./sheet";

/** How one type is drawn and framed: where the near boot stands, how its fellow is moved, and the photo. */
type BootStyle = {
  draw: (sheet: Sheet) => (pen: Pen) => void;
  stand: readonly [number, number];
  behind: readonly [number, number];
  width: number;
  detail: readonly [number, number];
};

const STYLES: Record<string, BootStyle> = {
  "chelsea-boots": { draw: chelsea, stand: [-40, 592], behind: [84, -86], width: 640, detail: [84, -210] },
  "knee-boots": { draw: kneeBoot, stand: [-36, 678], behind: [116, -34], width: 640, detail: [40, -150] },
  "lace-boots": { draw: laceBoot, stand: [-40, 622], behind: [92, -74], width: 640, detail: [0, -220] },
  "western-boots": { draw: westernBoot, stand: [-36, 644], behind: [104, -56], width: 640, detail: [50, -270] },
};

/** Boots, as a pair in profile. */
export function drawBoot(sheet: Sheet): Box {
  const style = STYLES[sheet.look.type] as BootStyle;
  drawPair(sheet, style.stand, style.behind, style.draw(sheet));
  return sheet.view === "detail" ? spot(sheet, style.stand, style.detail, 320) : closeUp(0, 400, style.width);
}

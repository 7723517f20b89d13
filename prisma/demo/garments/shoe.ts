import { drawPair, spot } from "./parts/foot";
import type { Pen } from "./parts/pen";
import type { Box } from "./path";
import { closeUp, type Sheet } from "./sheet";
import { balletFlat } from "./shoes/ballet-flats";
import { loafer } from "./shoes/loafers";
import { pump } from "./shoes/pumps";
import { sandal } from "./shoes/sandals";
import { sneaker } from "./shoes/sneakers";

/** How one type is drawn and framed: where the near shoe stands, how its fellow is moved, and the middle of the photo. */
type ShoeStyle = {
  draw: (sheet: Sheet) => (pen: Pen) => void;
  stand: readonly [number, number];
  behind: readonly [number, number];
  width: number;
  detail: readonly [number, number];
};

const STYLES: Record<string, ShoeStyle> = {
  sneakers: { draw: sneaker, stand: [-26, 584], behind: [54, -164], width: 650, detail: [-40, -110] },
  loafers: { draw: loafer, stand: [-26, 554], behind: [54, -150], width: 640, detail: [-80, -86] },
  "ballet-flats": { draw: balletFlat, stand: [-26, 530], behind: [54, -152], width: 640, detail: [-96, -56] },
  pumps: { draw: pump, stand: [-32, 592], behind: [66, -142], width: 640, detail: [-96, -70] },
  sandals: { draw: sandal, stand: [-26, 572], behind: [54, -168], width: 640, detail: [104, -90] },
};

/** Shoes, as a pair in profile. */
export function drawShoe(sheet: Sheet): Box {
  const style = STYLES[sheet.look.type] as ShoeStyle;
  drawPair(sheet, style.stand, style.behind, style.draw(sheet));
  return sheet.view === "detail" ? spot(sheet, style.stand, style.detail, 320) : closeUp(0, 400, style.width);
}

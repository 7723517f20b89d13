import { between } from "../../random";
import { buttonMark } from "../parts/button";
import { BRASS } from "../parts/metal";
import { LINING, moved, Pen, trace } from "../parts/pen";
import { along, type Point } from "../path";
import type { Sheet } from "../sheet";
import { lightness, mix, tonesOf } from "../tint";

/** A baseball cap from its side. */
export function cap(sheet: Sheet): void {
  // The visor reaches far to the front: the crown stands aside so that the whole is centred.
  const pen = new Pen(sheet, sheet.isBack ? -54 : 54, 0);
  const { base } = sheet.look;
  const top = 268 + between(sheet.rng, -10, 10);
  const visorTone = sheet.rng() < 0.3 ? mix(base, lightness(base) > 0.5 ? "#2a2a30" : "#efe7d8", 0.7) : base;
  // The inside, seen through the opening over the back strap.
  pen.piece("96,500! 110,440 150,420 190,440 206,492!", { light: "inside", base: LINING, texture: "canvas" });
  const light = pen.glow("-134,410 -112,340 -56,300", 50, 0.9) + pen.dusk("200,480 190,380 140,306", 60, 0.7);
  const folds = pen.fold([150, 340], [172, 420], 8, 12, 0.7) + pen.fold([-20, 480], [6, 410], 6, 12, 0.5) + pen.fold([60, 486], [40, 430], -5, 10, 0.5);
  const seams = [`10,${top} -62,${top + 58} -96,404 -100,496`, `10,${top} 66,${top + 52} 94,400 98,500`, `10,${top} 104,${top + 26} 162,354 178,432`]
    .map((seam) => pen.seam(seam) + pen.stitch(moved(seam, -5, 0)) + pen.stitch(moved(seam, 5, 0)))
    .join("");
  const opening = "196,448 188,436 158,424 122,440 112,496!";
  pen.piece(`-172,478! -178,412 -156,342 -92,${top + 20} 10,${top} 106,${top + 20} 180,340 206,412 212,488! ${opening} 20,504 -80,494`, {
    light: "round",
    within: light + folds + seams + pen.stitch(moved(opening, -4, -5)),
  });
  const [x] = pen.at([0, 0]);
  const way = sheet.isBack ? -1 : 1;
  for (const [across, down] of [
    [-116, 362],
    [-6, 352],
    [116, 358],
  ] as const)
    sheet.mark(ring(x + way * across, down, sheet.tones.thread));
  pen.piece("104,502! 110,484! 150,496 210,474! 213,494! 152,514", { light: "flat" });
  pen.mark(pen.stitch("112,490 150,501 208,481"));
  pen.piece("148,485! 171,480! 174,510! 150,517!", { base: BRASS, texture: "smooth", light: "tube", shadow: false });
  visor(pen, visorTone);
  sheet.mark(buttonMark(x + way * 10, top, 8, base));
}

/** A cap's visor with its rows of stitches. */
function visor(pen: Pen, base: string): void {
  const root = "-172,464 -150,476 -116,486 -60,496 20,504";
  const rim = "-296,486 -316,512 -250,520 -130,520 20,507";
  const rows = [0.22, 0.4, 0.58, 0.76, 0.92].map((share) => pen.stitch(blend(trace(root), trace(rim), share), tonesOf(base).thread)).join("");
  pen.piece("-172,462! -230,458 -288,476 -322,508 -318,522 -250,528 -130,527 -30,518 26,505! -60,495 -116,485 -150,475", {
    base,
    light: "tube",
    angle: 84,
    within: pen.glow("-290,490 -220,478 -170,484", 20) + rows,
  });
  pen.mark(pen.seam(root, 0.8));
}

/** The line a share of the way between two lines of as many points. */
function blend(first: readonly Point[], second: readonly Point[], share: number): Point[] {
  return first.map((point, at) => along(point, second[at] as Point, share));
}

/** A stitched eyelet. */
function ring(x: number, y: number, thread: string): string {
  return `<circle cx="${x}" cy="${y}" r="5" fill="#15100f" fill-opacity=".75" stroke="${thread}" stroke-width="2.6"/>`;
}

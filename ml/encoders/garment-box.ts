import type { DecodedImage } from "./encoder";

/** In shares of the photo. */
export type Box = { left: number; top: number; width: number; height: number };

/** Colour distance from the corner's colour that counts as garment; shadows and a ground that darkens stay below it. */
const THRESHOLD = 18;

/** A box narrower or lower than this share of the photo is a speck. */
const SPECK = 1 / 25;

/** The box around what stands out from the colour of the top left corner; null for nothing, a speck or everything. A pixel
 *  stands out where the median of the nine around it does in any channel: the box of libvips' find_trim, in a tenth of
 *  its time, since only the photo's margins are looked at. */
export function boxOfGarment(image: DecodedImage): Box | null {
  const { width, height } = image;
  const { standsOut, rowMay, columnMay } = pixelTest(image);
  const rowHas = (y: number, from: number, to: number) => rowMay(y) && some(from, to, (x) => standsOut(x, y));
  const columnHas = (x: number, from: number, to: number) => columnMay(x) && some(from, to, (y) => standsOut(x, y));
  let top = 0;
  while (top < height && !rowHas(top, 0, width)) top++;
  if (top === height) return null;
  let bottom = height;
  while (!rowHas(bottom - 1, 0, width)) bottom--;
  let left = 0;
  while (!columnHas(left, top, bottom)) left++;
  let right = width;
  while (!columnHas(right - 1, top, bottom)) right--;
  const box = {
    left: left / width,
    top: top / height,
    width: (right - left) / width,
    height: (bottom - top) / height,
  };
  const isWhole = box.width === 1 && box.height === 1;
  return isWhole || box.width < SPECK || box.height < SPECK ? null : box;
}

function some(from: number, to: number, test: (place: number) => boolean): boolean {
  for (let place = from; place < to; place++) if (test(place)) return true;
  return false;
}

type PixelTest = {
  standsOut: (x: number, y: number) => boolean;
  /** false where no pixel of the row, or of the column, can stand out. */
  rowMay: (y: number) => boolean;
  columnMay: (x: number) => boolean;
};

/** The median of nine lies beyond a bound where five of them do; past an edge its own pixels repeat. Six counts, of three
 *  channels above and below, are kept in one number, four bits each. */
function pixelTest({ width, height, data }: DecodedImage): PixelTest {
  const beyond = new Int32Array(width * height);
  const [red, green, blue] = [0, 1, 2].map((channel) => countsOf(data[channel]!, channel)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const ofRow = new Int32Array(height);
  const ofColumn = new Int32Array(width);
  for (let y = 0, i = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++, at += 3) {
      const counts = red[data[at]!]! | green[data[at + 1]!]! | blue[data[at + 2]!]!;
      beyond[i] = counts;
      ofRow[y]! |= counts;
      ofColumn[x]! |= counts;
    }
  }
  const near = (counts: Int32Array, at: number) =>
    (counts[clamp(at - 1, counts.length)]! | counts[at]! | counts[clamp(at + 1, counts.length)]!) !== 0;
  const standsOut = (x: number, y: number) => {
    let counts = 0;
    for (let j = y - 1; j <= y + 1; j++)
      for (let i = x - 1; i <= x + 1; i++) counts += beyond[clamp(j, height) * width + clamp(i, width)]!;
    // Three more carry a count of five or more into its highest bit.
    return ((counts + 0x333333) & 0x888888) !== 0;
  };
  return { standsOut, rowMay: (y) => near(ofRow, y), columnMay: (x) => near(ofColumn, x) };
}

/** What each byte of a channel adds to the counts. */
function countsOf(ground: number, channel: number): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) => {
    if (byte - ground > THRESHOLD) return 1 << (8 * channel);
    return byte - ground < -THRESHOLD ? 16 << (8 * channel) : 0;
  });
}

const clamp = (place: number, size: number) => Math.max(0, Math.min(size - 1, place));

import { standingOut } from "./builtin/foreground";
import { toLab } from "./builtin/lab";
import { decodeImage, type PhotoPart, readPhoto } from "./decode";
import type { DecodedImage, ImageGeometry, View } from "./encoder";

/** The copy on which the garment is looked for: its outline is all that counts. */
const SEARCH: ImageGeometry = {
  width: 128,
  height: 128,
  fit: "inside",
  kernel: "linear",
  background: { r: 255, g: 255, b: 255 },
};

/** Room left around the garment, as a share of its box: an outline that is cut off would read as another cut. */
const ROOM = 0.04;

/** Less than this share of the photo is a speck (earrings take about 1 %), more is a busy ground. */
const LEAST = 0.003;
const MOST = 0.97;

/** Decodes a photo to one image a view, in their order. Where no garment stands out from a plain ground, the whole photo
 *  is its garment view too. Throws PhotoUnreadable with the reason when it cannot be decoded. */
export async function decodeViews(
  source: string | Uint8Array,
  geometry: ImageGeometry,
  views: readonly View[],
): Promise<DecodedImage[]> {
  const bytes = typeof source === "string" ? await readPhoto(source) : source;
  const part = views.includes("garment") ? garmentIn(await decodeImage(bytes, SEARCH)) : null;
  return Promise.all(views.map((view) => decodeImage(bytes, geometry, view === "garment" ? part : null)));
}

/** The box around what stands out from the ground; null when nothing does. */
export function garmentIn(image: DecodedImage): PhotoPart | null {
  const { left, top, right, bottom, share } = standingOut(toLab(image));
  if (share < LEAST || share > MOST) return null;
  const [roomX, roomY] = [ROOM * (right - left), ROOM * (bottom - top)];
  return {
    left: Math.max(0, (left - roomX) / image.width),
    top: Math.max(0, (top - roomY) / image.height),
    right: Math.min(1, (right + roomX) / image.width),
    bottom: Math.min(1, (bottom + roomY) / image.height),
    ground: groundOf(image),
  };
}

/** Median colour of the upper edge, where nobody stands. */
function groundOf({ width, data }: DecodedImage): { r: number; g: number; b: number } {
  const median = (channel: number) =>
    Uint8Array.from({ length: width }, (_, x) => data[3 * x + channel]).sort()[width >> 1];
  return { r: median(0), g: median(1), b: median(2) };
}

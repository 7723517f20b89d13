import sharp from "sharp";
import { type Rng, rngOf, seedFor } from "../runtime/seed";
import { decodeImage, readPhoto } from "./decode";
import { decodeViews } from "./decode-views";
import { type EmbeddedBatch, embedFiles, type FileToEmbed } from "./embed-files";
import type { DecodedImage, ImageEncoder } from "./encoder";

/** What an augmented view is made of; a change of it is another recipe. */
export const AUGMENTATION = { shift: 0.08, turn: 8, noise: 4 } as const;

/** Sides of the copy that is turned and shifted, in multiples of the encoder's: enough for what the crop leaves. */
const COPY = 1.6;

type Encoder = Pick<ImageEncoder, "geometry" | "views">;

/** View `index` of a photo: turned by up to 8°, shifted by up to 8 % of each side, with noise of 4 in 255, then prepared as
 *  the encoder wants it → one image for each of its views. What comes into sight at an edge has the photo's own ground.
 *  Same photo, seed and index, same view. Throws PhotoUnreadable. */
export async function augmentedView(
  source: string | Uint8Array,
  { geometry, views }: Encoder,
  { seed, index }: { seed: number; index: number },
): Promise<DecodedImage[]> {
  const bytes = typeof source === "string" ? await readPhoto(source) : source;
  const rng = rngOf(seedFor(seed, `view ${index}`));
  const [width, height] = [geometry.width, geometry.height].map((side) => Math.ceil(side * COPY));
  const size = { width: width!, height: height!, fit: "inside", neverEnlarge: true } as const;
  const copy = await decodeImage(bytes, { ...size, kernel: "cubic", background: geometry.background });
  const images = await decodeViews(await moved(copy, rng), geometry, views);
  for (const image of images) addNoise(image.data, rng);
  return images;
}

/** The copy turned and shifted within its own frame. */
async function moved(copy: DecodedImage, rng: Rng): Promise<Buffer> {
  const { width, height, data } = copy;
  const between = (most: number) => (2 * rng() - 1) * most;
  const background = groundOf(copy);
  const { data: turned, info } = await sharp(data, { raw: { width, height, channels: 3 } })
    .rotate(between(AUGMENTATION.turn), { background })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [dx, dy] = [Math.round(between(AUGMENTATION.shift) * width), Math.round(between(AUGMENTATION.shift) * height)];
  const frame = { width, height, left: ((info.width - width) >> 1) + dx, top: ((info.height - height) >> 1) + dy };
  const shifted = cut({ width: info.width, height: info.height, data: turned }, frame, background);
  return sharp(shifted, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

type Colour = { r: number; g: number; b: number };
type Frame = { width: number; height: number; left: number; top: number };

/** The part of a picture that a frame shows; past its edges there is the ground. */
function cut(picture: DecodedImage, { width, height, left, top }: Frame, { r, g, b }: Colour): Uint8Array {
  const out = new Uint8Array(3 * width * height);
  for (let i = 0; i < out.length; i += 3) out.set([r, g, b], i);
  const [from, to] = [Math.max(0, -left), Math.min(width, picture.width - left)];
  for (let y = Math.max(0, -top); y < Math.min(height, picture.height - top); y++) {
    const start = 3 * ((y + top) * picture.width + from + left);
    out.set(picture.data.subarray(start, start + 3 * (to - from)), 3 * (y * width + from));
  }
  return out;
}

/** Mean colour of the photo's outermost pixels. */
function groundOf({ width, height, data }: DecodedImage): Colour {
  const sum = [0, 0, 0];
  let count = 0;
  const add = (x: number, y: number) => {
    for (let c = 0; c < 3; c++) sum[c]! += data[3 * (y * width + x) + c]!;
    count++;
  };
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) add(x, y);
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) add(x, y);
  const [r, g, b] = sum.map((value) => Math.round(value / count));
  return { r: r!, g: g!, b: b! };
}

/** Three uniform numbers make one that is nearly normal. */
function addNoise(data: Uint8Array, rng: Rng): void {
  for (let i = 0; i < data.length; i++) {
    const drawn = data[i]! + AUGMENTATION.noise * 2 * (rng() + rng() + rng() - 1.5);
    data[i] = Math.max(0, Math.min(255, Math.round(drawn)));
  }
}

/** Embeds views 0 … count − 1 of each file; a batch's keys name the file, once for each of its views. */
export async function* embedAugmented(
  encoder: ImageEncoder,
  files: Iterable<FileToEmbed>,
  { count, seed, signal }: { count: number; seed: number; signal?: AbortSignal },
): AsyncGenerator<EmbeddedBatch> {
  function* wanted() {
    for (const { key, path } of files) for (let index = 0; index < count; index++) yield { key, path, index };
  }
  yield* embedFiles(encoder, wanted(), {
    signal,
    decode: ({ key, path, index }) => augmentedView(path, encoder, { seed: seedFor(seed, key), index }),
  });
}

import { readFile, stat } from "node:fs/promises";
import sharp, { type Sharp } from "sharp";
import type { DecodedImage, ImageGeometry } from "./encoder";
import { mostPixelsReduced, type Part, reduceImage } from "./reduce-image";
import { shorterTo, shrinksTo } from "./reduction-plan";

/** Photos larger than this are refused before their pixels are touched. */
export const maxPhotoBytes = 60 * 1024 * 1024;
export const maxPhotoPixels = 100_000_000;
const knownFormats = new Set(["jpeg", "png", "webp", "gif", "tiff", "heif"]);

// Every photo is read once: libvips' cache of operations would only hold memory.
sharp.cache(false);

/** A photo that cannot be used; the message is a sentence for the person whose photo it is. */
export class PhotoUnreadable extends Error {
  override readonly name = "PhotoUnreadable";
}

/** What a photo says of itself. width and height in px as seen, after its EXIF orientation. */
export type PhotoFacts = { format: string; width: number; height: number };

/** Reads a photo's bytes. Throws PhotoUnreadable on a missing file, a folder or one above maxPhotoBytes. */
export async function readPhoto(path: string): Promise<Buffer> {
  const facts = await stat(path).catch(() => null);
  if (!facts) throw new PhotoUnreadable("The file is not there.");
  if (!facts.isFile()) throw new PhotoUnreadable("That is not a file.");
  if (facts.size === 0) throw new PhotoUnreadable("The file is empty.");
  if (facts.size > maxPhotoBytes) {
    throw new PhotoUnreadable(`The file has ${Math.ceil(facts.size / 1048576)} MB; photos may have up to 60 MB.`);
  }
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new PhotoUnreadable(`The file can't be read (${error.code ?? error.message}).`);
  });
}

/** Reads format and size from the header and decodes a small copy, so that a photo which is cut off is found here.
 *  Throws PhotoUnreadable with the reason. */
export async function checkPhoto(bytes: Uint8Array): Promise<PhotoFacts> {
  const facts = await readHeader(bytes);
  await toReason(strictly((failOn) => open(bytes, failOn).resize(32, 32, { fit: "inside" }).raw().toBuffer()));
  return facts;
}

async function readHeader(bytes: Uint8Array): Promise<PhotoFacts> {
  // The header is read without the pixel limit, to say how large the photo is; no pixel is decoded for it.
  const header = await toReason(sharp(bytes, { limitInputPixels: false }).metadata(), beginsAsPhoto(bytes));
  if (!knownFormats.has(header.format)) {
    throw new PhotoUnreadable(`${header.format.toUpperCase()} is not taken; use JPEG, PNG, WebP, AVIF, GIF or TIFF.`);
  }
  // A many-page file reports the height of all its pages together; only the first one is used.
  const height = header.pageHeight ?? header.height;
  if (header.width * height > maxPhotoPixels) {
    throw new PhotoUnreadable(`The photo has ${header.width} × ${height} pixels; up to 100 million are taken.`);
  }
  const isTurned = (header.orientation ?? 1) >= 5;
  return isTurned
    ? { format: header.format, width: height, height: header.width }
    : { format: header.format, width: header.width, height };
}

/** Decodes a photo to the encoder's geometry: EXIF orientation applied, sRGB, transparency on `background`.
 *  Throws PhotoUnreadable with the reason when it cannot be decoded whole. */
export async function decodeImage(source: string | Uint8Array, geometry: ImageGeometry): Promise<DecodedImage> {
  const bytes = typeof source === "string" ? await readPhoto(source) : source;
  // What does not begin as a photo may be a drawing, whose size and contents are its maker's choice.
  if (!beginsAsPhoto(bytes)) await readHeader(bytes);
  if (await isPlainJpeg(bytes, geometry)) {
    const whole = await toReason(
      strictly((failOn) => pixelsOf(open(bytes, failOn), geometry)),
      true,
    );
    return resizeImage(whole, geometry);
  }
  const size = needsSize(geometry) ? await readHeader(bytes) : null;
  const decode = (failOn: FailOn) => pixelsOf(resized(open(bytes, failOn).autoOrient(), size, geometry), geometry);
  return toReason(strictly(decode), beginsAsPhoto(bytes));
}

/** The same resize of pixels that are there already, or of a part of them. */
export async function resizeImage(image: DecodedImage, geometry: ImageGeometry, part?: Part): Promise<DecodedImage> {
  const known = reduceImage(image, geometry, part);
  if (known) return known;
  const pixels = part ? rawImage(image).extract(part) : rawImage(image);
  return pixelsOf(resized(pixels, part ?? image, geometry), geometry);
}

/** Decoded pixels for sharp to work on. */
export const rawImage = ({ data, width, height }: DecodedImage): Sharp =>
  sharp(data, { raw: { width, height, channels: 3 } });

/** Whether sharp would decode all pixels of a JPEG and reduce them as they are: then they are reduced here, which takes half
 *  the time. From a shrink of two on it reads a JPEG smaller; turned and CMYK ones it converts first. */
async function isPlainJpeg(bytes: Uint8Array, geometry: ImageGeometry): Promise<boolean> {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || geometry.neverEnlarge) return false;
  // What can't be read gets its reason where it is decoded.
  const header = await sharp(bytes, { limitInputPixels: maxPhotoPixels })
    .metadata()
    .catch(() => null);
  if (header?.channels !== 3 || (header.orientation ?? 1) !== 1) return false;
  return header.width * header.height <= mostPixelsReduced && Math.min(...shrinksTo(header, geometry)) < 2;
}

async function pixelsOf(image: Sharp, { background }: ImageGeometry): Promise<DecodedImage> {
  const { data, info } = await image
    .flatten({ background })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  if (info.channels === 3) return { width: info.width, height: info.height, data };
  return { width: info.width, height: info.height, data: spreadGrey(data, info.channels) };
}

type FailOn = "warning" | "truncated";

const open = (bytes: Uint8Array, failOn: FailOn) => sharp(bytes, { failOn, limitInputPixels: maxPhotoPixels });

/** Of what a JPEG decoder only warns: a part of the picture is not what was taken. A few bytes between two markers are
 *  harmless, and many cameras leave them. */
const DAMAGE = /premature end of data segment|bad Huffman code|\d{4,} extraneous bytes/;

/** Decodes and takes a warning for an error where it means damage; any other is let pass. */
async function strictly<T>(decode: (failOn: FailOn) => Promise<T>): Promise<T> {
  try {
    return await decode("warning");
  } catch (error) {
    if (DAMAGE.test(wordsOf(error))) throw error;
    return decode("truncated");
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type Size = { width: number; height: number };

const needsSize = ({ fit, resizeShorter }: ImageGeometry) => fit === "cover" && resizeShorter !== undefined;

/** size: the photo's own, in px as seen; wanted where needsSize(). */
function resized(image: Sharp, size: Size | null, geometry: ImageGeometry): Sharp {
  const { width, height, kernel, background, resizeShorter } = geometry;
  if (!size || resizeShorter === undefined || !needsSize(geometry)) {
    return image.resize(width, height, {
      fit: geometry.fit,
      kernel,
      background,
      withoutEnlargement: geometry.neverEnlarge ?? false,
    });
  }
  const { width: w, height: h } = shorterTo(size, geometry, resizeShorter);
  const region = { left: (w - width) >> 1, top: (h - height) >> 1, width, height };
  return image.resize(w, h, { fit: "fill", kernel }).extract(region);
}

function spreadGrey(data: Uint8Array, channels: number): Uint8Array {
  const out = new Uint8Array((data.length / channels) * 3);
  for (let i = 0, o = 0; i < data.length; i += channels, o += 3) out.fill(data[i]!, o, o + 3);
  return out;
}

/** JPEG, PNG, GIF or WebP by its first bytes: what fails after them is damaged rather than something else. */
const beginsAsPhoto = (bytes: Uint8Array) =>
  /^(ffd8ff|89504e47|47494638|52494646)/.test(Buffer.from(bytes.subarray(0, 4)).toString("hex"));

/** sharp rejects with libvips' own words; people get a sentence that they can act on. */
async function toReason<T>(work: Promise<T>, isPhoto = true): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof PhotoUnreadable) throw error;
    const words = wordsOf(error);
    if (/pixel limit/i.test(words)) throw new PhotoUnreadable("The photo has more than 100 million pixels.");
    if (!isPhoto) throw new PhotoUnreadable("The file holds no photo that can be read.");
    throw new PhotoUnreadable(`The photo is cut off or damaged (${words.split("\n")[0]!.trim()}).`);
  }
}

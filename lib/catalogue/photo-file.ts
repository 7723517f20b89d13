import { open, readFile, stat } from "node:fs/promises";
import sharp from "sharp";
import { maxPhotoPixels } from "@/ml/encoders/decode";
import { fail, ok, type Result } from "../result";
import { type PhotoSize, photoSizes } from "./schema";
import { derivedPath, photoPath, writeWhole } from "./store-photo";

/** A file to send: content never changes under its etag, so it may be cached for ever. */
export type PhotoFile = { path: string; contentType: string; etag: string };

const underWay = new Map<string, Promise<void>>();
const quality = 82;

/** The file of a photo in that size. thumb and large are WebP, made on the first request and kept beside the store;
 *  full is the photo as imported, or a WebP of it when browsers don't show its format. */
export async function photoFile(sha256: string, size: PhotoSize | "full"): Promise<Result<PhotoFile, "not-found">> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return fail("not-found");
  const original = photoPath(sha256);
  if (!(await isFile(original))) return fail("not-found");
  const etag = `"${sha256.slice(0, 32)}-${size}"`;
  if (size === "full") {
    const contentType = await shownType(original);
    if (contentType) return ok({ path: original, contentType, etag });
  }
  const path = derivedPath(sha256, size);
  if (!(await isFile(path))) {
    // Ten tabs that ask at once wait for one conversion.
    let work = underWay.get(path);
    if (!work) {
      work = derive(original, path, size === "full" ? null : photoSizes[size]).finally(() => underWay.delete(path));
      underWay.set(path, work);
    }
    const made = await work.then(
      () => true,
      () => false,
    );
    if (!made) return fail("not-found");
  }
  return ok({ path, contentType: "image/webp", etag });
}

async function derive(original: string, path: string, longest: number | null): Promise<void> {
  let image = sharp(await readFile(original), { failOn: "truncated", limitInputPixels: maxPhotoPixels }).autoOrient();
  if (longest) image = image.resize(longest, longest, { fit: "inside", withoutEnlargement: true });
  await writeWhole(path, await image.webp({ quality, effort: 2 }).toBuffer());
}

const isFile = (path: string) =>
  stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );

/** The content type by the file's first bytes, of the formats that every browser shows. */
async function shownType(path: string): Promise<string | null> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(12);
    await file.read(head, 0, 12, 0);
    if (head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "image/jpeg";
    if (head.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))) return "image/png";
    if (head.toString("latin1", 0, 4) === "GIF8") return "image/gif";
    const isWebp = head.toString("latin1", 0, 4) === "RIFF" && head.toString("latin1", 8, 12) === "WEBP";
    return isWebp ? "image/webp" : null;
  } finally {
    await file.close();
  }
}

import { realpath } from "node:fs/promises";
import { basename, isAbsolute, join, relative, resolve, sep } from "node:path";
import { checkPhoto, PhotoUnreadable, readPhoto } from "@/ml/encoders/decode";
import { hashOf, storePhoto } from "../store-photo";

/** A photo's row: hash and size when it is fine, else the reason. */
export type PhotoRow = {
  fileName: string;
  sha256: string | null;
  width: number | null;
  height: number | null;
  brokenReason: string | null;
};

/** The image folder with its links resolved, against which every photo's path is held. */
export type ImageFolder = { path: string; real: string };

/** Where photos come from by the names that rows give them. read() throws PhotoUnreadable with the reason. */
export type PhotoSource = {
  read: (name: string) => Promise<Buffer>;
  /** Whether a photo that is stored already need not be read again, by its name alone. */
  isSettled: (name: string) => boolean;
};

export const isAddress = (name: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(name);

export const folderPhotos = (folder: ImageFolder): PhotoSource => ({
  read: async (name) => readPhoto(await findPhoto(folder, name)),
  isSettled: () => false,
});

export async function openImageFolder(path: string): Promise<ImageFolder | null> {
  const real = await realpath(path).catch(() => null);
  return real === null ? null : { path: resolve(path), real };
}

/** Reads one photo into the store. `before` is what the last import knew of it: the same content is not decoded again.
 *  A photo that is missing or damaged comes back with its reason and nothing of it is stored. */
export async function takePhoto(
  source: PhotoSource,
  fileName: string,
  before: PhotoRow | undefined,
): Promise<PhotoRow> {
  if (before?.sha256 && before.brokenReason === null && source.isSettled(fileName)) return before;
  try {
    const bytes = await source.read(fileName);
    const sha256 = hashOf(bytes);
    const isKnown = before?.sha256 === sha256 && before.brokenReason === null && before.width !== null;
    const { width, height } = isKnown ? before : await checkPhoto(bytes);
    await storePhoto(bytes, sha256);
    return { fileName, sha256, width, height, brokenReason: null };
  } catch (error) {
    if (!(error instanceof PhotoUnreadable)) throw error;
    return { fileName, sha256: null, width: null, height: null, brokenReason: error.message };
  }
}

/** The photo's path on disk. Throws PhotoUnreadable when it leaves the folder, by its name or through a link. */
async function findPhoto(folder: ImageFolder, fileName: string): Promise<string> {
  const name = fileName.replaceAll("\\", "/");
  if (isAddress(name)) throw new PhotoUnreadable("An address is not fetched; give the name of a file.");
  const path = resolve(folder.path, name);
  if (isAbsolute(name) || /^[a-z]:/i.test(name) || leaves(folder.path, path)) throw new PhotoUnreadable(leaving);
  const real =
    (await realpath(path).catch(() => null)) ?? (await realpath(withoutFolder(folder, name)).catch(() => null));
  if (real === null) throw new PhotoUnreadable("The file is not there.");
  if (leaves(folder.real, real)) throw new PhotoUnreadable(leaving);
  return real;
}

const leaving = "The path leaves the image folder.";

/** Files often name their photos "images/x.jpg" while the folder that is given is "images" itself. */
function withoutFolder(folder: ImageFolder, name: string): string {
  const [first, ...rest] = name.split("/");
  return first === basename(folder.path) && rest.length > 0 ? join(folder.path, ...rest) : join(folder.path, name);
}

function leaves(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
}

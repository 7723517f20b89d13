import { existsSync } from "node:fs";
import sharp from "sharp";
import { maxPhotoPixels, PhotoUnreadable } from "@/ml/encoders/decode";
import { fetchPhoto } from "../import/fetch-photo";
import { openArchive } from "../import/photo-archive";
import { folderPhotos, isAddress, openImageFolder, type PhotoSource } from "../import/read-photos";
import { archivePaths, photoPlace, photosOf } from "./files";

/** The photos that were dropped with a table, and those behind its addresses. */
export type DroppedPhotos = PhotoSource & {
  /** Whether a photo of that name was dropped. */
  has: (name: string) => Promise<boolean>;
  notes: string[];
  close: () => void;
};

/** Opens what was dropped with a table: zips first, then loose photos; names that are addresses are fetched, each once:
 *  the photo that is stored under the same address stays. */
export async function openDropped(jobId: string, signal?: AbortSignal): Promise<DroppedPhotos> {
  const archive = await openArchive(await archivePaths(jobId));
  const folder = await openImageFolder(photosOf(jobId));
  const loose = folder ? folderPhotos(folder) : null;
  const readLoose = async (name: string): Promise<Buffer> => {
    if (!loose) throw new PhotoUnreadable("It was not among the photos that were dropped.");
    return loose.read(name);
  };
  const isLoose = (name: string) => existsSync(photoPlace(jobId, name) ?? "");
  return {
    notes: archive.notes,
    close: archive.close,
    // A table that comes again without its photos says nothing about those that are stored.
    isSettled: (name) => isAddress(name) || !(archive.has(name) || isLoose(name)),
    read: async (name) => {
      if (isAddress(name)) return fetchPhoto(name, { signal });
      return archive.has(name) ? archive.read(name) : readLoose(name);
    },
    has: async (name) => archive.has(name) || readLoose(name).then(Boolean, () => false),
  };
}

const lookPx = 320;

/** A small copy as a data address; null where the photo is not there yet, lies in the web, or can't be read: the dry run
 *  says which those are. */
export async function lookOf(name: string, dropped: DroppedPhotos): Promise<string | null> {
  if (isAddress(name) || !(await dropped.has(name))) return null;
  try {
    const small = await sharp(await dropped.read(name), { limitInputPixels: maxPhotoPixels })
      .autoOrient()
      .resize(lookPx, lookPx, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer();
    return `data:image/webp;base64,${small.toString("base64")}`;
  } catch {
    // Damaged: sharp's message is for programmers.
    return null;
  }
}

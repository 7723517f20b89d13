import { basename } from "node:path";
import { buffer } from "node:stream/consumers";
import { maxPhotoBytes, PhotoUnreadable } from "@/ml/encoders/decode";
import { type OpenZip, openZip, type ZipEntry } from "./open-zip";

/** Zips of photos, read one photo at a time as rows name them. notes: files that are not used, with the reason. */
export type PhotoArchive = {
  has: (name: string) => boolean;
  read: (name: string) => Promise<Buffer>;
  photos: number;
  notes: string[];
  close: () => void;
};

type Place = { zip: OpenZip; entry: ZipEntry };
const mostNotes = 100;

/** Opens zips of photos. Names that leave the archive, links, zips in zips, what has a password or more than 60 MB are
 *  left out with a note. Throws ZipUnreadable when a file is no zip. */
export async function openArchive(paths: string[]): Promise<PhotoArchive> {
  const byName = new Map<string, Place>();
  const byBase = new Map<string, Place | null>();
  const zips: OpenZip[] = [];
  const notes: string[] = [];
  for (const path of paths) {
    const zip = await openZip(path);
    zips.push(zip);
    for (const entry of zip.entries) {
      if (entry.isFolder || isDebris(entry.name)) continue;
      const fault = faultOf(entry);
      if (fault) {
        if (notes.length < mostNotes) notes.push(`${entry.name.slice(0, 200)}: ${fault}`);
        continue;
      }
      const place = { zip, entry };
      byName.set(plain(entry.name), place);
      const base = basename(plain(entry.name));
      byBase.set(base, byBase.has(base) ? null : place);
    }
  }
  // A file's column often says "images/x.jpg" where the zip begins below "images", or the other way round.
  const find = (name: string) => byName.get(plain(name)) ?? byBase.get(basename(plain(name))) ?? undefined;
  return {
    photos: byName.size,
    notes,
    has: (name) => find(name) !== undefined,
    read: async (name) => {
      const place = find(name);
      if (!place) throw new PhotoUnreadable("The file is not there.");
      try {
        return await buffer(await place.zip.stream(place.entry));
      } catch (error) {
        throw new PhotoUnreadable(`It can't be unpacked: ${(error as Error).message}.`);
      }
    },
    close: () => {
      for (const zip of zips) zip.close();
    },
  };
}

const plain = (name: string) =>
  name
    .normalize("NFC")
    .replaceAll("\\", "/")
    .replace(/^(\.\/)+/, "");

/** What operating systems put beside the files of a folder. */
const isDebris = (name: string) => /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(name);

function faultOf({ name, bytes, isLink, isEncrypted }: ZipEntry): string | null {
  const path = plain(name);
  if (path.startsWith("/") || /^[a-z]:/i.test(path) || path.split("/").includes(".."))
    return "Its name leads out of the zip, so it is not read.";
  if (isLink) return "It is a link, not a photo.";
  if (/\.(zip|rar|7z|tar|gz|tgz)$/i.test(path))
    return "It is an archive within the archive. Unpack it and drop its photos.";
  if (isEncrypted) return "It is protected by a password.";
  if (bytes > maxPhotoBytes) return `It unpacks to ${Math.ceil(bytes / 1048576)} MB; photos may have up to 60 MB.`;
  return null;
}

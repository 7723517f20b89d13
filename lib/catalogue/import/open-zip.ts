import type { Readable } from "node:stream";
import yauzl, { type Entry, type ZipFile } from "yauzl";

/** A zip that can't be used; the message is a sentence. */
export class ZipUnreadable extends Error {
  override readonly name = "ZipUnreadable";
}

/** More names than this are no folder of photos; they would only fill the memory. */
const mostEntries = 200_000;

export type ZipEntry = {
  name: string;
  bytes: number;
  isFolder: boolean;
  isLink: boolean;
  isEncrypted: boolean;
  entry: Entry;
};

/** A zip whose list of files was read; nothing is ever unpacked to disk. */
export type OpenZip = {
  entries: ZipEntry[];
  /** One file's bytes. The stream fails when there are more or fewer of them than the list says. */
  stream: (entry: ZipEntry) => Promise<Readable>;
  close: () => void;
};

/** Reads a zip's list of files. Throws ZipUnreadable when it is none, is damaged or holds too many. */
export async function openZip(path: string): Promise<OpenZip> {
  let zip: ZipFile | undefined;
  try {
    // Names as bytes: the library would close the whole archive over one bad name; who reads them judges them one by one.
    zip = await yauzl.openPromise(path, { autoClose: false, decodeStrings: false });
    const entries: ZipEntry[] = [];
    for await (const entry of zip.eachEntry()) {
      if (entries.length >= mostEntries) throw new ZipUnreadable("The zip holds more than 200,000 files.");
      entries.push(described(entry));
    }
    const { openReadStreamPromise, close } = zip;
    return {
      entries,
      stream: ({ entry }) => openReadStreamPromise.call(zip, entry),
      close: () => close.call(zip),
    };
  } catch (error) {
    zip?.close();
    if (error instanceof ZipUnreadable) throw error;
    throw new ZipUnreadable(`The file is no zip that can be read: ${(error as Error).message}.`);
  }
}

const linkMode = 0o120000;
const typeMask = 0o170000;

function described(entry: Entry): ZipEntry {
  const { generalPurposeBitFlag, fileNameRaw, extraFields, externalFileAttributes, uncompressedSize } = entry;
  const name = yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
  return {
    name,
    bytes: uncompressedSize,
    isFolder: name.endsWith("/"),
    isLink: ((externalFileAttributes >>> 16) & typeMask) === linkMode,
    isEncrypted: (generalPurposeBitFlag & 1) === 1,
    entry,
  };
}

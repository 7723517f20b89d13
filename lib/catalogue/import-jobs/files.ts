import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, normalize } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { env } from "../../env";
import type { TableFormat } from "../schema";

/** In the photo store, which is shared where workers run on other machines. */
export const importsFolder = () => join(env().TOILE_STORE, "imports");
export const folderOf = (jobId: string) => join(importsFolder(), jobId);
export const tableOf = (jobId: string, format: TableFormat) => join(folderOf(jobId), `table.${format}`);
export const refusedOf = (jobId: string) => join(folderOf(jobId), "refused.csv");
export const photosOf = (jobId: string) => join(folderOf(jobId), "photos");
const archivesOf = (jobId: string) => join(folderOf(jobId), "archives");

export const archivePaths = async (jobId: string): Promise<string[]> =>
  (await readdir(archivesOf(jobId)).catch(() => [])).sort().map((name) => join(archivesOf(jobId), name));

export const newArchive = (jobId: string) => join(archivesOf(jobId), `${randomUUID()}.zip`);

export const countLoosePhotos = async (jobId: string): Promise<number> =>
  (await readdir(photosOf(jobId), { recursive: true, withFileTypes: true }).catch(() => [])).filter((one) =>
    one.isFile(),
  ).length;

/** Where a dropped photo of this name lies; null when the name leads elsewhere. */
export function photoPlace(jobId: string, name: string): string | null {
  const path = normalize(name.replaceAll("\\", "/"));
  const parts = path.split("/");
  if (path.startsWith("/") || parts.includes("..") || path.includes("\0") || /^[a-z]:/i.test(path)) return null;
  if (path.length > 1_000 || parts.some((part) => part === "" || part === "." || Buffer.byteLength(part) > 250))
    return null;
  return join(photosOf(jobId), path);
}

export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

export type Received = { bytes: number; sha256: string };

/** Writes a request's body to a file, piece by piece, and moves it into place once it is whole: what is cut off leaves
 *  nothing behind. Throws TooLarge above `most` bytes. */
export async function receive(body: ReadableStream<Uint8Array>, path: string, most: number): Promise<Received> {
  await mkdir(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${basename(path).slice(-40)}.${randomUUID()}.part`);
  const hash = createHash("sha256");
  let bytes = 0;
  const measure = new Transform({
    transform(piece: Buffer, _, done) {
      bytes += piece.length;
      hash.update(piece);
      done(bytes > most ? new TooLarge() : null, piece);
    },
  });
  try {
    await pipeline(Readable.fromWeb(body as never), measure, createWriteStream(draft));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** Removes what was dropped; the list of refused rows stays where it is asked for. */
export async function removeFiles(jobId: string, { keepsRefused }: { keepsRefused: boolean }): Promise<void> {
  if (!keepsRefused) return rm(folderOf(jobId), { recursive: true, force: true });
  const names = await readdir(folderOf(jobId)).catch(() => []);
  for (const name of names.filter((one) => one !== "refused.csv"))
    await rm(join(folderOf(jobId), name), { recursive: true, force: true });
}

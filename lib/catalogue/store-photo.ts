import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, stat, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { env } from "../env";

/** Where the photo with this hash lies in TOILE_STORE. Throws RangeError when that is no sha256 in hex. */
export function photoPath(sha256: string): string {
  return join(env().TOILE_STORE, folderOf(sha256), sha256);
}

/** Where the copy of a photo in that size lies, whether or not it was made yet. */
export function derivedPath(sha256: string, size: string): string {
  return join(env().TOILE_STORE, "derived", size, folderOf(sha256), `${sha256}.webp`);
}

function folderOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError(`"${sha256}" is no sha256`);
  return sha256.slice(0, 2);
}

export const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Keeps a photo under its hash. One that is there already is left as it is. */
export async function storePhoto(bytes: Uint8Array, sha256 = hashOf(bytes)): Promise<string> {
  const path = photoPath(sha256);
  const there = await stat(path).catch(() => null);
  if (there?.size !== bytes.byteLength) await writeWhole(path, bytes);
  return sha256;
}

/** Writes a file beside its place and moves it there, so that no reader ever sees half of it. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, bytes);
    await rename(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => {});
    throw error;
  }
}

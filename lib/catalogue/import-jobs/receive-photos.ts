import { rm } from "node:fs/promises";
import { validate } from "uuid";
import { maxPhotoBytes } from "@/ml/encoders/decode";
import { db } from "../../db";
import { fail, ok, type Result } from "../../result";
import { ZipUnreadable } from "../import/open-zip";
import { openArchive } from "../import/photo-archive";
import type { Importer } from "../import/run-import";
import { isDiskFull } from "./disk";
import { newArchive, photoPlace, receive, TooLarge } from "./files";
import { isBusy } from "./schema";

/** name: a zip's, or a photo's with its folders as it was dropped. */
export type DroppedPhotos = { jobId: string; name: string; body: ReadableStream<Uint8Array> | null };

const largestArchive = 20 * 1024 ** 3;
type Refusals = "not-found" | "invalid" | "import-underway" | "too-large" | "disk-full";

/** Keeps a zip of photos, or one photo, beside a dropped table. A zip's list is looked at and never unpacked to disk;
 *  photos is how many of its files can be read, notes why others are left out. "invalid": no zip, or a name that leads out
 *  of the import's folder; nothing of it is kept. */
export async function receivePhotos(
  _by: Importer,
  { jobId, name, body }: DroppedPhotos,
): Promise<Result<{ photos: number; notes: string[] }, Refusals>> {
  const job = !validate(jobId)
    ? null
    : await db().importJob.findUnique({ where: { id: jobId }, select: { status: true } });
  if (!job) return fail("not-found");
  if (isBusy(job.status)) return fail("import-underway");
  if (!body) return fail("invalid", "The file is empty.");
  const isZip = /\.zip$/i.test(name);
  const path = isZip ? newArchive(jobId) : photoPlace(jobId, name);
  if (path === null)
    return fail("invalid", `The name "${name.slice(0, 100)}" leads out of the folder that was dropped.`);
  try {
    await receive(body, path, isZip ? largestArchive : maxPhotoBytes);
    return isZip ? await lookInto(path) : ok({ photos: 1, notes: [] });
  } catch (error) {
    if (error instanceof TooLarge)
      return fail("too-large", isZip ? "A zip may have up to 20 GB." : "A photo may have up to 60 MB.");
    if (isDiskFull(error)) return fail("disk-full");
    throw error;
  }
}

async function lookInto(path: string): Promise<Result<{ photos: number; notes: string[] }, "invalid">> {
  try {
    const { photos, notes, close } = await openArchive([path]);
    close();
    return ok({ photos, notes });
  } catch (error) {
    if (!(error instanceof ZipUnreadable)) throw error;
    await rm(path, { force: true });
    return fail("invalid", error.message);
  }
}

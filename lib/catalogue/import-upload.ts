import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { inWorkspace } from "../jobs/workspace";
import { fail, type Result } from "../result";
import { isDiskFull } from "./import-jobs/disk";
import { receive, TooLarge } from "./import-jobs/files";

export const mostUploadBytes = 500_000_000;

/** Writes what comes to a file of its own, gives its path to `work` and removes it afterwards: memory stays flat however
 *  large it is. "too-large": more than 500 MB, "disk-full": no room for it; then nothing was done. Throws when the sender
 *  stops half-way. */
export function withUpload<T, F extends "not-found" | "invalid">(
  { fileName, body }: { fileName: string; body: ReadableStream<Uint8Array> | null },
  work: (path: string) => Promise<Result<T, F>>,
): Promise<Result<T, F | "too-large" | "disk-full">> {
  return inWorkspace(`upload-${randomUUID()}`, async (folder) => {
    const path = join(folder, fileName);
    try {
      await receive(body ?? new Blob().stream(), path, mostUploadBytes);
    } catch (error) {
      if (error instanceof TooLarge) return fail("too-large", `A file may have ${mostUploadBytes / 1_000_000} MB.`);
      if (isDiskFull(error)) return fail("disk-full");
      throw error;
    }
    return work(path);
  });
}

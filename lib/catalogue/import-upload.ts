import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { inWorkspace } from "../jobs/workspace";
import { fail, type Result } from "../result";

export const mostUploadBytes = 500_000_000;

class TooLarge extends Error {}

/** Writes what comes to a file of its own, gives its path to `work` and removes it afterwards: memory stays flat however
 *  large it is. "too-large": more than 500 MB; then nothing was done. Throws when the sender stops half-way. */
export async function withUpload<T, F extends "not-found" | "invalid">(
  { fileName, body }: { fileName: string; body: AsyncIterable<Uint8Array> },
  work: (path: string) => Promise<Result<T, F>>,
): Promise<Result<T, F | "too-large">> {
  try {
    return await inWorkspace(`upload-${randomUUID()}`, async (folder) => {
      const path = join(folder, fileName);
      await pipeline(Readable.from(limited(body)), createWriteStream(path));
      return work(path);
    });
  } catch (error) {
    if (error instanceof TooLarge) return fail("too-large", `A file may have ${mostUploadBytes / 1_000_000} MB.`);
    throw error;
  }
}

async function* limited(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > mostUploadBytes) throw new TooLarge();
    yield part;
  }
}

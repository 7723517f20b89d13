import { Readable } from "node:stream";
import { openExport } from "@/lib/exports/open-export";
import { contentTypes, type ExportRequest } from "@/lib/exports/schema";
import { ok, type Result } from "@/lib/result";
import type { Allowed } from "@/lib/users/allow";

/** An export as a download that is written while it is read. What fails after the first byte breaks the connection, so
 *  that nobody takes a part for the whole. */
export async function exportResponse(
  by: Allowed<"oversee">,
  { kind, format, since }: ExportRequest,
): Promise<Result<Response, "unavailable">> {
  const opened = await openExport(by, { kind, format, since });
  if (!opened.ok) return opened;
  const headers = {
    "content-type": contentTypes[format],
    "content-disposition": `attachment; filename="toile-${kind}.${format}"`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  return ok(new Response(streamOf(opened.value, `export of ${kind}`), { headers }));
}

/** `parts` as a body. An error breaks it off, and the log tells why. */
export function streamOf(parts: AsyncIterable<Uint8Array>, what: string): ReadableStream<Uint8Array> {
  const body = Readable.from(logged(parts, what), { objectMode: false });
  return Readable.toWeb(body) as ReadableStream<Uint8Array>;
}

async function* logged(parts: AsyncIterable<Uint8Array>, what: string): AsyncGenerator<Uint8Array> {
  try {
    yield* parts;
  } catch (error) {
    console.error(`${what} was broken off:`, error instanceof Error ? error.message : error);
    throw error;
  }
}

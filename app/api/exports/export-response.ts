import { Readable } from "node:stream";
import { openExport } from "@/lib/exports/open-export";
import { contentTypes, type ExportRequest } from "@/lib/exports/schema";
import type { Allowed } from "@/lib/users/allow";

/** An export as a download that is written while it is read. */
export function exportResponse(by: Allowed<"oversee">, { kind, format, since }: ExportRequest): Response {
  const body = Readable.toWeb(Readable.from(openExport(by, { kind, format, since }), { objectMode: false }));
  const headers = {
    "content-type": contentTypes[format],
    "content-disposition": `attachment; filename="toile-${kind}.${format}"`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  return new Response(body as ReadableStream<Uint8Array>, { headers });
}

import { Readable } from "node:stream";
import { openExport } from "@/lib/exports/open-export";
import { contentTypes, ExportRequest } from "@/lib/exports/schema";
import { fail, type Result } from "@/lib/result";
import type { Allowed } from "@/lib/users/allow";

/** An export as a download that is written while it is read. */
export function exportResponse(
  by: Allowed<"oversee">,
  kind: string | undefined,
  request: Request,
): Response | Result<never, "invalid"> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const wanted = ExportRequest.safeParse({ ...query, kind });
  if (!wanted.success) return fail("invalid", wanted.error.issues.map((issue) => issue.message).join(" "));
  const { format } = wanted.data;
  const body = Readable.toWeb(Readable.from(openExport(by, wanted.data), { objectMode: false }));
  const headers = {
    "content-type": contentTypes[format],
    "content-disposition": `attachment; filename="toile-${wanted.data.kind}.${format}"`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  return new Response(body as ReadableStream<Uint8Array>, { headers });
}

import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { refusedFile } from "@/lib/catalogue/import-jobs/data";
import type { Result } from "@/lib/result";
import type { Allowed } from "@/lib/users/allow";

/** An import's refused rows as a CSV file to repair, read while it is sent. */
export async function refusedResponse(
  by: Allowed<"import">,
  id: string,
): Promise<Response | Result<never, "not-found">> {
  const found = await refusedFile(by, id);
  if (!found.ok) return found;
  const body = Readable.toWeb(createReadStream(found.value.path)) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(found.value.fileName)}`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

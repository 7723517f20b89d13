import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { refusedFile } from "@/lib/catalogue/import-jobs/data";
import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

export const GET = route({ can: "import" }, async ({ by, params }) => {
  const found = await refusedFile(by, params.id);
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
});

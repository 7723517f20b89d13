import { readFile } from "node:fs/promises";
import { z } from "zod";
import { photoFile } from "@/lib/catalogue/photo-file";
import { fail, type Result } from "@/lib/result";

const Wanted = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.enum(["thumb", "large", "full"]) });

/** A photo by its content: it can never change, so a browser may keep it for good; private, for it is behind the door. */
export async function photoResponse(
  sha256: string | undefined,
  size: string | undefined,
  request: Request,
): Promise<Response | Result<never, "not-found">> {
  const wanted = Wanted.safeParse({ sha256, size });
  if (!wanted.success) return fail("not-found");
  const found = await photoFile(wanted.data.sha256, wanted.data.size);
  if (!found.ok) return found;
  const { path, contentType, etag } = found.value;
  const headers = {
    "content-type": contentType,
    "cache-control": "private, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    etag,
  };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(await readFile(path)), { headers });
}

import { Readable } from "node:stream";
import { personRecord } from "@/lib/exports/record/person-record";
import { fail } from "@/lib/result";
import type { Allowed } from "@/lib/users/allow";
import { PersonId } from "@/lib/users/schema";

/** A person's record as a download that is written while it is read. */
export async function recordResponse(by: Allowed<"judge-pairs"> | Allowed<"administer">, userId: string | undefined) {
  const wanted = PersonId.safeParse({ userId });
  if (!wanted.success) return fail("not-found");
  const record = await personRecord(by, wanted.data.userId);
  if (!record.ok) return record;
  const body = Readable.toWeb(Readable.from(record.value, { objectMode: false }));
  return new Response(body as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": "application/json",
      "content-disposition": 'attachment; filename="toile-record.json"',
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

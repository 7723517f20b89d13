import { z } from "zod";
import { importCards } from "@/lib/catalogue/import-jobs/data";
import { receiveTable } from "@/lib/catalogue/import-jobs/receive-table";
import { ImportKind } from "@/lib/catalogue/import-jobs/schema";
import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

const Dropped = z.object({ kind: ImportKind, name: z.string().min(1).max(500) });

export const GET = route({ can: "import" }, async ({ by }) => ({ imports: await importCards(by) }));

/** The body is the file itself, so that it is never held in memory. */
export const POST = route({ can: "import", query: Dropped }, ({ by, query, request }) =>
  receiveTable(by, { kind: query.kind, fileName: query.name, body: request.body }),
);

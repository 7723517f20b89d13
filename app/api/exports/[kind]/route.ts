import { exportResponse } from "@/app/api/exports/export-response";
import { ExportRequest } from "@/lib/exports/schema";
import { route } from "@/lib/http/route";
import { fail } from "@/lib/result";

export const dynamic = "force-dynamic";

const Query = ExportRequest.partial({ kind: true });

export const GET = route({ can: "oversee", query: Query }, ({ by, params, query }) => {
  const kind = ExportRequest.shape.kind.safeParse(params.kind);
  return kind.success ? exportResponse(by, { ...query, kind: kind.data }) : fail("not-found");
});

import { exportResponse } from "@/app/api/exports/export-response";
import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

export const GET = route({ can: "oversee" }, ({ by, params, request }) => exportResponse(by, params.kind, request));

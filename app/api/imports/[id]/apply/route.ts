import { applyImport } from "@/lib/catalogue/import-jobs/apply-import";
import { route } from "@/lib/http/route";

export const POST = route({ can: "import" }, ({ by, params }) => applyImport(by, { jobId: params.id }));

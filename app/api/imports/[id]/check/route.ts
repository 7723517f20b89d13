import { checkImport } from "@/lib/catalogue/import-jobs/check-import";
import { ImportSettings } from "@/lib/catalogue/import-jobs/schema";
import { route } from "@/lib/http/route";

export const POST = route({ can: "import", body: ImportSettings }, ({ by, params, body }) =>
  checkImport(by, { jobId: params.id, settings: body }),
);

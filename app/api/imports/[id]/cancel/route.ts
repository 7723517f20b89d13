import { cancelImport } from "@/lib/catalogue/import-jobs/cancel-import";
import { route } from "@/lib/http/route";

export const POST = route({ can: "import" }, ({ by, params }) => cancelImport(by, { jobId: params.id }));

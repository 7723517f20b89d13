import { importSample } from "@/lib/catalogue/import-jobs/data";
import { ImportSettings } from "@/lib/catalogue/import-jobs/schema";
import { route } from "@/lib/http/route";

const Read = ImportSettings.pick({ delimiter: true, encoding: true, sheet: true });

export const GET = route({ can: "import", query: Read }, ({ by, params, query }) => importSample(by, params.id, query));

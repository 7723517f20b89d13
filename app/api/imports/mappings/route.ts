import { savedMappings } from "@/lib/catalogue/import-jobs/data";
import { saveMapping } from "@/lib/catalogue/import-jobs/save-mapping";
import { SavedMapping } from "@/lib/catalogue/import-jobs/schema";
import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

export const GET = route({ can: "import" }, async ({ by }) => ({ mappings: await savedMappings(by) }));

export const POST = route({ can: "import", body: SavedMapping }, ({ by, body }) => saveMapping(by, body));

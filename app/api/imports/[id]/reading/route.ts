import { importReading } from "@/lib/catalogue/import-jobs/reading";
import { CatalogueMapping } from "@/lib/catalogue/schema";
import { route } from "@/lib/http/route";

/** A read; the mapping is too long for an address. */
export const POST = route({ can: "import", body: CatalogueMapping }, ({ by, params, body }) =>
  importReading(by, params.id, body),
);

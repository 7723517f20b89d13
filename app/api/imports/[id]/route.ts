import { importCard } from "@/lib/catalogue/import-jobs/data";
import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

export const GET = route({ can: "import" }, ({ by, params }) => importCard(by, params.id));

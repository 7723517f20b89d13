import { refusedResponse } from "@/app/api/imports/refused-response";
import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

export const GET = route({ can: "import" }, ({ by, params }) => refusedResponse(by, params.id));

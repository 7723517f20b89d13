import { recordResponse } from "@/app/api/people/record-response";
import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

export const GET = route({ can: "administer" }, ({ by, params }) => recordResponse(by, params.id));

import { cancelDescriptions } from "@/lib/encoders/descriptions/cancel-descriptions";
import { route } from "@/lib/http/route";

export const POST = route({ can: "administer" }, ({ by, params }) => cancelDescriptions(by, { id: params.id ?? "" }));

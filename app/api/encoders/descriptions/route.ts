import { NewDescriptions } from "@/lib/encoders/descriptions/schema";
import { startDescriptions } from "@/lib/encoders/descriptions/start-descriptions";
import { route } from "@/lib/http/route";

export const POST = route({ can: "administer", body: NewDescriptions }, ({ by, body }) => startDescriptions(by, body));

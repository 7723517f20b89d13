import { UseEncoder } from "@/lib/encoders/schema";
import { serveEncoder } from "@/lib/encoders/serve-encoder";
import { route } from "@/lib/http/route";

export const POST = route({ can: "administer", body: UseEncoder }, ({ by, body }) => serveEncoder(by, body));

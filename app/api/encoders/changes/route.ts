import { NewChange } from "@/lib/encoders/schema";
import { startChange } from "@/lib/encoders/start-change";
import { route } from "@/lib/http/route";

export const POST = route({ can: "administer", body: NewChange }, ({ by, body }) => startChange(by, body));

import { route } from "@/lib/http/route";
import { RollBack } from "@/lib/models/evaluation/schema";
import { rollBack } from "@/lib/models/roll-back";

export const POST = route({ can: "train", body: RollBack }, ({ by, body }) => rollBack(by, body));

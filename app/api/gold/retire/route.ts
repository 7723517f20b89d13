import { route } from "@/lib/http/route";
import { retireGold } from "@/lib/labels/gold/retire-gold";
import { GoldRef } from "@/lib/labels/gold/schema";

export const POST = route({ can: "oversee", body: GoldRef }, ({ by, body }) => retireGold(by, body));

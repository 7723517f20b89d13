import { route } from "@/lib/http/route";
import { PromotionSetting } from "@/lib/models/evaluation/schema";
import { setPromotionRule } from "@/lib/models/evaluation/set-promotion-rule";

export const POST = route({ can: "train", body: PromotionSetting }, ({ by, body }) => setPromotionRule(by, body));

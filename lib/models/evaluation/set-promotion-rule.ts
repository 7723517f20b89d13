import { changeSetting } from "../../audit/change-setting";
import { inTx } from "../../db";
import { ok, type Result } from "../../result";
import { type Allowed, type AsSystem, actorOf } from "../../users/allow";
import { promotionRule } from "./data";
import { promotionKey as key, type PromotionRule } from "./schema";

/** Sets who lets a challenger that passed the gate serve. Setting what is set already changes nothing. */
export function setPromotionRule(
  by: Allowed<"train"> | AsSystem,
  { rule }: { rule: PromotionRule },
): Promise<Result<{ rule: PromotionRule }, never>> {
  return inTx(async (tx) => {
    const before = await promotionRule(tx);
    if (before === rule) return ok({ rule });
    await changeSetting(tx, actorOf(by), { key, before: { rule: before }, after: { rule } });
    return ok({ rule });
  });
}

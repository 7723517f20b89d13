import type { PromotionRule } from "@/lib/models/evaluation/schema";
import type { BenchInstance } from "../queue/instance";

/** A manager's cookie, in a house where `rule` decides what serves. */
export async function makeManager(instance: BenchInstance, rule: PromotionRule): Promise<string> {
  const { db } = await import("@/lib/db");
  const { setPromotionRule } = await import("@/lib/models/evaluation/set-promotion-rule");
  const { asSystem } = await import("@/lib/users/allow");
  await setPromotionRule(asSystem("commandLine", "bench"), { rule });
  const { id } = await db().user.create({
    data: { email: "manager@bench.test", name: "Manager", role: "manager", passwordHash: "none" },
  });
  return instance.cookieOf(id);
}

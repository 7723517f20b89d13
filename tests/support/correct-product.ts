import { randomUUID } from "node:crypto";
import { db, inTx } from "@/lib/db";
import { applyFix } from "@/lib/flags/apply-fix";
import { makeUser } from "./factories";

/** Corrects one attribute of a product as a house's rule would. Answers the fix's id. */
export async function correctProduct(productId: string, values: Record<string, string[]>): Promise<string> {
  const [[attribute, corrected]] = Object.entries(values) as [[string, string[]]];
  const user = await makeUser("reviewer");
  const category = await db().category.findFirstOrThrow({ where: { isTarget: true } });
  const rule = await db().catalogueRule.create({
    data: { name: randomUUID(), conditions: {}, thenCategoryId: category.id, mode: "fix", createdById: user.id },
  });
  await inTx((tx) =>
    applyFix(
      tx,
      { kind: "user", id: user.id, name: user.name },
      { productId, attribute, values: corrected, ruleId: rule.id },
    ),
  );
  return (await db().fix.findFirstOrThrow({ where: { ruleId: rule.id } })).id;
}

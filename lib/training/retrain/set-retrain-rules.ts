import { recordAudit } from "../../audit/record";
import { inTx } from "../../db";
import { ok, type Result } from "../../result";
import { type Allowed, type AsSystem, actorOf } from "../../users/allow";
import { retrainRules } from "./data";
import { retrainKey as key, type RetrainRules } from "./schema";

/** Sets when networks are trained by themselves, with an audit row that says what it was before. A worker follows it
 *  within a minute. Setting what is set already changes nothing. */
export function setRetrainRules(
  by: Allowed<"train"> | AsSystem,
  rules: RetrainRules,
): Promise<Result<RetrainRules, never>> {
  return inTx(async (tx) => {
    // Two managers at once: the second one's audit row names the first one's rules as what was before.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${key}))`;
    const before = await retrainRules(tx);
    if (JSON.stringify(before) === JSON.stringify(rules)) return ok(before);
    await tx.setting.upsert({
      where: { key },
      create: { key, value: rules },
      update: { value: rules, updatedAt: new Date() },
    });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "settings.changed",
      subject: "Setting",
      subjectId: key,
      before,
      after: rules,
    });
    return ok(rules);
  });
}

import { recordAudit } from "../../audit/record";
import { inTx, type Tx } from "../../db";
import { send } from "../../jobs/boss";
import { ok, type Result } from "../../result";
import { type Allowed, type AsSystem, actorOf } from "../../users/allow";
import { GateRules, gateRulesKey as key } from "./schema";

/** Sets what the gate asks of a challenger, with an audit row that says what it asked before. Challengers that wait are
 *  measured again, since what was found of them followed the old rules; what serves goes on serving. Setting the same
 *  rules again changes nothing. */
export function setGateRules(by: Allowed<"train"> | AsSystem, rules: GateRules): Promise<Result<GateRules, never>> {
  return inTx(async (tx) => {
    // Two managers at once: the second one's audit row names the first one's rules as what was before.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${key}))`;
    const row = await tx.setting.findUnique({ where: { key } });
    const before = GateRules.parse(row?.value ?? {});
    if (isSame(before, rules)) return ok(before);
    const now = { value: rules, updatedAt: new Date() };
    await tx.setting.upsert({ where: { key }, create: { key, ...now }, update: now });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "settings.changed",
      subject: "Setting",
      subjectId: key,
      before,
      after: rules,
    });
    await measureWaiting(tx);
    return ok(rules);
  });
}

const isSame = (a: GateRules, b: GateRules): boolean =>
  (Object.keys(a) as (keyof GateRules)[]).every((one) => a[one] === b[one]);

/** The newest version of each head, where it is newer than the one that serves. */
async function measureWaiting(tx: Tx): Promise<void> {
  const champions = await tx.champion.findMany({ include: { version: { select: { number: true } } } });
  for (const { head, version } of champions) {
    const newest = await tx.modelVersion.findFirst({ where: { head }, orderBy: { number: "desc" } });
    if (newest && newest.number > version.number) await send(tx, "evaluate", { versionId: newest.id });
  }
}

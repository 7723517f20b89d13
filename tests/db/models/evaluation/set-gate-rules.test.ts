import { expect, it } from "vitest";
import { db } from "@/lib/db";
import { gateRules } from "@/lib/models/evaluation/data";
import { GateRules, gateRulesKey } from "@/lib/models/evaluation/schema";
import { setGateRules } from "@/lib/models/evaluation/set-gate-rules";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makeModelVersion, makeUser } from "@/tests/support/factories";

const defaults = GateRules.parse({});
const trail = () =>
  db().auditEntry.findMany({ where: { subject: "Setting", subjectId: gateRulesKey }, orderBy: { at: "asc" } });
const asked = async () =>
  (
    await db().$queryRaw<{ id: string }[]>`
    SELECT data ->> 'versionId' AS id FROM pgboss.job WHERE name = 'evaluate'`
  ).map(({ id }) => id);

it("rules hold at once, the trail says what they were, and the challenger that waits is measured again", async () => {
  const serving = await makeModelVersion("compatibility", { number: 1 });
  await db().champion.create({ data: { head: "compatibility", versionId: serving.id } });
  const waiting = await makeModelVersion("compatibility", { number: 2 });
  const alone = await makeModelVersion("category", { number: 1 });
  await db().champion.create({ data: { head: "category", versionId: alone.id } });
  const by = await makeAllowed("manager", "train");
  const rules = { ...defaults, floor: 0.01, judgements: 800 };
  expect(await setGateRules(by, rules)).toEqual({ ok: true, value: rules });
  expect(await gateRules()).toEqual(rules);
  expect(await trail()).toMatchObject([
    { action: "settings.changed", actorId: by.userId, before: defaults, after: rules },
  ]);
  expect(await asked()).toEqual([waiting.id]);
});

it("the same rules again change nothing and measure nothing", async () => {
  await db().$executeRaw`DELETE FROM pgboss.job`;
  const [rules, rows] = [await gateRules(), await trail()];
  await setGateRules(await makeAllowed("manager", "train"), rules);
  expect(await trail()).toEqual(rows);
  expect(await asked()).toEqual([]);
});

it("of two managers at once the second one's row names the first one's rules", async () => {
  const by = await makeAllowed("manager", "train");
  await Promise.all([0.011, 0.012].map((floor) => setGateRules(by, { ...defaults, floor })));
  const [first, second] = (await trail()).slice(-2);
  expect(second!.before).toEqual(first!.after);
});

it("a reviewer may not set them", async () => {
  expect(await allow((await makeUser("reviewer")).id, "train")).toMatchObject({ ok: false, code: "not-allowed" });
});

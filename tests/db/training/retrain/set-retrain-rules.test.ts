import { expect, it } from "vitest";
import { db } from "@/lib/db";
import { retrainRules } from "@/lib/training/retrain/data";
import { RetrainRules } from "@/lib/training/retrain/schema";
import { setRetrainRules } from "@/lib/training/retrain/set-retrain-rules";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makeUser } from "../../../support/factories";

const changes = () => db().auditEntry.findMany({ where: { subjectId: "training.retrain" }, orderBy: { at: "asc" } });

it("what a manager sets is in force, with what it was before on record; once more changes nothing", async () => {
  expect(await retrainRules()).toEqual(RetrainRules.parse({}));
  const by = await makeAllowed("manager", "train");
  const rules = RetrainRules.parse({ compatibility: { everyLabels: 500 }, hour: 3, timeZone: "Europe/Madrid" });
  await setRetrainRules(by, rules);
  await setRetrainRules(by, rules);
  expect(await retrainRules()).toEqual(rules);
  expect(await changes()).toMatchObject([
    { action: "settings.changed", actorId: by.userId, before: { hour: 2 }, after: { hour: 3 } },
  ]);
});

it("rules that were stored with more for categories than they take are read without it", async () => {
  const value = { category: { everyLabels: 900, nightly: true, whenItPays: true }, hour: 4 };
  await db().setting.update({ where: { key: "training.retrain" }, data: { value } });
  expect((await retrainRules()).category).toEqual({ everyLabels: 900, nightly: true });
});

it("of two managers at once the second one's row names the first one's rules", async () => {
  await db().auditEntry.deleteMany();
  const by = await makeAllowed("manager", "train");
  await Promise.all([4, 5].map((hour) => setRetrainRules(by, RetrainRules.parse({ hour }))));
  const [first, second] = await changes();
  expect(second!.before).toEqual(first!.after);
});

it("nobody but those who train may set them", async () => {
  const stylist = await makeUser("stylist");
  expect(await allow(stylist.id, "train")).toMatchObject({ ok: false, code: "not-allowed" });
});

import { expect, it } from "vitest";
import { db } from "@/lib/db";
import { queuePlan } from "@/lib/queue/data";
import { setQueuePlan } from "@/lib/queue/plan/set-queue-plan";
import { QueuePlan, queuePlanKey } from "@/lib/queue/schema";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makeUser } from "@/tests/support/factories";

const defaults = QueuePlan.parse({});
const trail = () =>
  db().auditEntry.findMany({ where: { subject: "Setting", subjectId: queuePlanKey }, orderBy: { at: "asc" } });

it("a manager's plan holds at once, and the trail says what it was before", async () => {
  expect(await queuePlan()).toEqual(defaults);
  const by = await makeAllowed("manager", "oversee");
  const plan = { ...defaults, repeat: 0.1, perAnchor: 5 };
  expect(await setQueuePlan(by, plan)).toEqual(plan);
  expect(await queuePlan()).toEqual(plan);
  expect(await trail()).toMatchObject([
    { action: "settings.changed", actorId: by.userId, before: defaults, after: plan },
  ]);
});

it("the same plan again changes nothing", async () => {
  const by = await makeAllowed("manager", "oversee");
  const [before, rows] = [await queuePlan(), await trail()];
  await setQueuePlan(by, before);
  expect(await trail()).toEqual(rows);
});

it("of two managers at once the second one's row names the first one's plan", async () => {
  const by = await makeAllowed("manager", "oversee");
  const plans = [0.11, 0.12].map((gold) => ({ ...defaults, gold }));
  await Promise.all(plans.map((plan) => setQueuePlan(by, plan)));
  const [first, second] = (await trail()).slice(-2);
  expect(second!.before).toEqual(first!.after);
});

it("a plan stored before a setting was added takes that one's default", async () => {
  await db().setting.update({ where: { key: queuePlanKey }, data: { value: { repeat: 0.4 } } });
  expect(await queuePlan()).toEqual({ ...defaults, repeat: 0.4 });
});

it("a stylist may not set it", async () => {
  expect(await allow((await makeUser("stylist")).id, "oversee")).toMatchObject({ ok: false, code: "not-allowed" });
});

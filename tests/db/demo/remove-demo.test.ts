import { expect, it } from "vitest";
import { db } from "@/lib/db";
import { removeDemo } from "@/lib/demo/remove-demo";
import { demoSettingKey } from "@/lib/demo/schema";
import { refreshAgreement } from "@/lib/insights/agreement/refresh-agreement";
import { namedFigures } from "@/lib/insights/quality/data";
import { setNamedFigures } from "@/lib/insights/quality/set-named-figures";
import { sampleQueueDepth } from "@/lib/insights/throughput/sample-queue-depth";
import { allow, asSystem } from "@/lib/users/allow";
import { makeAllowed, makeUser } from "../../support/factories";

it("without the demo figures have no names any more, and the trail says who took it out", async () => {
  const admin = await makeAllowed("admin", "administer");
  expect(await removeDemo(admin)).toMatchObject({ ok: false, code: "not-found" });
  await db().setting.create({
    data: { key: demoSettingKey, value: { importId: crypto.randomUUID(), outfitSource: "demo stylists" } },
  });
  await setNamedFigures(admin, { isOn: true });
  const job = asSystem("job", "overview");
  await refreshAgreement(job);
  await sampleQueueDepth(job);
  expect(await removeDemo(admin)).toMatchObject({ ok: true });
  expect(await namedFigures()).toEqual({ isOn: false, since: null });
  // The overview counts anew what is left.
  expect([await db().rollupState.count(), await db().queueDepth.count()]).toEqual([0, 0]);
  const trail = await db().auditEntry.findMany({
    where: { subjectId: "insights.namedFigures" },
    orderBy: { at: "asc" },
  });
  expect(trail.map(({ actorId, after }) => [actorId, after])).toEqual([
    [admin.userId, { isOn: true }],
    [admin.userId, { isOn: false }],
  ]);
  expect(await removeDemo(admin)).toMatchObject({ ok: false, code: "not-found" });
  expect(await allow((await makeUser("manager")).id, "administer")).toMatchObject({ code: "not-allowed" });
});

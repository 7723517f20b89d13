import { recordAudit } from "../audit/record";
import type { Actor } from "../audit/schema";
import { inTx, type Tx } from "../db";
import { namedFigures } from "../insights/quality/data";
import { namedFiguresKey } from "../insights/quality/schema";
import { forgetRollups } from "../insights/rollup/follow-labels";
import { fail, ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf } from "../users/allow";
import { DemoSetting, demoSettingKey, type RemovedDemo } from "./schema";
import { deleteDemoRows, deleteDemoRules, deleteTrainedState } from "./sql";

/** Takes the demo house out of the workspace: its products, outfits, pairs, labels, the networks trained on it and its
 *  people (except who asks). What was imported beside it stays. The one place where labels are deleted: they are the
 *  demo's. */
export function removeDemo(
  by: Allowed<"administer"> | AsSystem,
): Promise<Result<RemovedDemo, "not-found" | "run-active">> {
  return inTx(
    async (tx) => {
      const row = await tx.setting.findUnique({ where: { key: demoSettingKey } });
      if (!row) return fail("not-found", "The demo is not in this workspace.");
      if (await tx.run.count({ where: { status: { in: ["queued", "running"] } } })) return fail("run-active");
      const { importId, outfitSource } = DemoSetting.parse(row.value);
      const products = await deleteDemoRows(tx, importId);
      const { count: outfits } = await tx.outfit.deleteMany({ where: { source: outfitSource, items: { none: {} } } });
      const versions = await deleteTrainedState(tx);
      await forgetRollups(tx);
      // How deep queues were that held the demo's tasks says nothing of the house's own.
      await tx.queueDepth.deleteMany();
      const { count: users } = await tx.user.updateMany({
        where: { isDemo: true, disabledAt: null, id: "actor" in by ? undefined : { not: by.userId } },
        data: { disabledAt: new Date() },
      });
      await deleteDemoRules(tx);
      await deleteUnusedCategories(tx);
      await tx.setting.delete({ where: { key: demoSettingKey } });
      await hideNames(tx, actorOf(by));
      const removed = { products, outfits, versions, users };
      await recordAudit(tx, {
        actor: actorOf(by),
        action: "catalogue.demo-removed",
        subject: "Workspace",
        subjectId: "demo",
        before: removed,
      });
      return ok(removed);
    },
    { timeoutMs: 120_000 },
  );
}

/** The demo shows figures by name; people of the house's own must not be shown because of it. */
async function hideNames(tx: Tx, actor: Actor): Promise<void> {
  const { isOn } = await namedFigures(tx);
  await tx.setting.deleteMany({ where: { key: namedFiguresKey } });
  if (!isOn) return;
  await recordAudit(tx, {
    actor,
    action: "settings.changed",
    subject: "Setting",
    subjectId: namedFiguresKey,
    before: { isOn },
    after: { isOn: false },
  });
}

/** Leaves first, then the parents that have become leaves. */
async function deleteUnusedCategories(tx: Tx): Promise<void> {
  const none = { none: {} };
  const unused = {
    sourceOf: none,
    correctionOf: none,
    children: none,
    givenIn: none,
    proposedIn: none,
    chosenIn: none,
    rules: none,
  };
  while ((await tx.category.deleteMany({ where: unused })).count > 0);
}

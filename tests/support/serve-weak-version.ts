import { closeDb, db } from "@/lib/db";
import { closeJobs } from "@/lib/jobs/boss";
import { trainRun } from "@/lib/training/run/train-run";
import { eventually } from "./eventually";

const keptKey = "journey.holdout";

/* Trains a category version for one step and lets it serve. The run gets no job: a worker would train it in earnest.
   Of the small demo's eight holdout models no gate can tell anything: a third of all are of it until this is called with
   "restore". */

if (process.argv.includes("restore")) {
  await db().$executeRaw`
    UPDATE "Product" p SET "isHoldout" = (h.value -> p."groupId") IS NOT NULL FROM "Setting" h WHERE h.key = ${keptKey}`;
  await db().setting.deleteMany({ where: { key: keptKey } });
  await closeDb();
  process.exit(0);
}

const kept = await db().product.findMany({ where: { isHoldout: true }, select: { groupId: true } });
const value = Object.fromEntries(kept.map(({ groupId }) => [groupId, true]));
await db().setting.upsert({ where: { key: keptKey }, create: { key: keptKey, value }, update: {} });
await db().$executeRaw`UPDATE "Product" SET "isHoldout" = true WHERE abs(hashtext("groupId")) % 3 = 0`;

const brief = { folds: 2, epochs: 1, fewestSteps: 1, components: 4, hidden: 4, attributes: false };

let id = "";
// The demo trains its first networks after the start; one run of a head is under way at a time.
await eventually(async () => {
  const data = { head: "category", status: "queued", seed: 1, promoteWhenDone: true } as const;
  id = (await db().run.create({ data, select: { id: true } })).id;
}, 240_000);
await trainRun(id, { config: brief });
const run = await db().run.findUniqueOrThrow({ where: { id } });
await closeJobs();
await closeDb();
if (run.status !== "finished") throw new Error(`the weak version's run ${run.status}: ${run.reason}`);

import { closeDb, db } from "@/lib/db";
import { closeJobs } from "@/lib/jobs/boss";
import { trainRun } from "@/lib/training/run/train-run";

/* Trains a category version for one step and lets it serve. The run gets no job: a worker would train it in earnest. */

const brief = { folds: 2, epochs: 1, fewestSteps: 1, components: 4, hidden: 4, attributes: false };

const { id } = await db().run.create({
  data: { head: "category", status: "queued", seed: 1, promoteWhenDone: true },
  select: { id: true },
});
await trainRun(id, { config: brief });
const run = await db().run.findUniqueOrThrow({ where: { id } });
await closeJobs();
await closeDb();
if (run.status !== "finished") throw new Error(`the weak version's run ${run.status}: ${run.reason}`);

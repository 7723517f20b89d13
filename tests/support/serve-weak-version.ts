import { closeDb, db } from "@/lib/db";
import { closeJobs } from "@/lib/jobs/boss";
import { trainRun } from "@/lib/training/run/train-run";
import { eventually } from "./eventually";

/* Trains a category version for one step and lets it serve. The run gets no job: a worker would train it in earnest. */

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

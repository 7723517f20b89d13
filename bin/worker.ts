import { importChore } from "@/lib/catalogue/import-jobs/jobs";
import { closeDb } from "@/lib/db";
import { descriptionChore, encoderChore } from "@/lib/encoders/jobs";
import { agreementChore } from "@/lib/insights/agreement/jobs";
import { returnChore } from "@/lib/insights/return/jobs";
import { queueDepthChore, throughputChore } from "@/lib/insights/throughput/jobs";
import { closeJobs } from "@/lib/jobs/boss";
import { startWorker } from "@/lib/jobs/worker";
import { sweepWorkspaces } from "@/lib/jobs/workspace";
import { reportChore } from "@/lib/labels/jobs";
import { drawChecksChore } from "@/lib/queue/plan/jobs";
import { neighboursChore } from "@/lib/recommend/neighbours/jobs";
import { oldCallsChore } from "@/lib/tokens/jobs";
import { championChore, lostEvaluationChore, lostRunChore, onlineChore, retrainChore } from "@/lib/training/jobs";
import { webhookChore, webhookLogChore } from "@/lib/webhooks/jobs";
import { runMain } from "./instance/run-main";
import { whenAskedToStop } from "./instance/stop-signal";
import { allJobs } from "./job-registry";

await runMain(async () => {
  const stopping = whenAskedToStop();
  const registry = allJobs();
  await sweepWorkspaces({ isStarting: true });
  const worker = await startWorker(registry, [
    lostRunChore,
    importChore,
    encoderChore,
    descriptionChore,
    lostEvaluationChore,
    championChore,
    retrainChore,
    onlineChore,
    drawChecksChore(),
    reportChore,
    webhookChore,
    webhookLogChore,
    oldCallsChore,
    throughputChore,
    agreementChore,
    returnChore,
    queueDepthChore,
    neighboursChore,
  ]);
  console.log(`worker ${process.pid} is ready`);
  if (!stopping.aborted) await new Promise((resolve) => stopping.addEventListener("abort", resolve, { once: true }));
  await worker.stop();
  await closeJobs();
  await closeDb();
});

import { inTx } from "../../db";
import { send } from "../../jobs/boss";
import { handles } from "../../jobs/registry";
import { lostRunCheckMs } from "../../jobs/rules";
import type { Chore } from "../../jobs/worker";
import { runJob } from "./run-job";
import { failLost, lostJobs } from "./sql";
import { sweepImports } from "./sweep-imports";

export const importJobs = [
  handles("check-import", ({ importJobId }, { signal }) => runJob(importJobId, "checking", signal)),
  handles("apply-import", ({ importJobId }, { signal }) => runJob(importJobId, "applying", signal)),
];

const mostAttempts = 4;
const givenUp =
  "The worker died over it four times. What is written stays; ask your administrator for the worker's log.";

/** Imports of killed workers are taken up again, and files that nobody went on with are removed. */
export const importChore: Chore = {
  name: "lost imports",
  everyMs: lostRunCheckMs,
  run: async () => {
    for (const { id, status, attempts } of await lostJobs()) {
      if (attempts >= mostAttempts) await failLost(id, givenUp);
      else await inTx((tx) => send(tx, status === "checking" ? "check-import" : "apply-import", { importJobId: id }));
    }
    await sweepImports();
  },
};

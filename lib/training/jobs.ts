import { handles, type JobHandler } from "../jobs/registry";
import { lostRunCheckMs } from "../jobs/rules";
import type { Chore } from "../jobs/worker";
import { sweepWorkspaces } from "../jobs/workspace";
import { rankFlags } from "./rank/rank-flags";
import { rankPairs } from "./rank/rank-pairs";
import { relateProducts } from "./relate/relate-products";
import { takeUpLostRuns } from "./run/claim";
import { trainRun } from "./run/train-run";

export const trainingJobs: JobHandler[] = [
  handles("train", ({ runId }, { signal }) => trainRun(runId, { signal })),
  handles("rank", async ({ head }, { signal }) => {
    if (head === "category") return void (await rankFlags({ signal }));
    await rankPairs({ signal });
    await relateProducts({ signal });
  }),
];

/** Runs of killed workers are found again, and what their processes left in TOILE_HOME/runs goes. */
export const lostRunChore: Chore = {
  name: "lost runs",
  everyMs: lostRunCheckMs,
  run: async () => {
    await takeUpLostRuns();
    await sweepWorkspaces({ isStarting: false });
  },
};

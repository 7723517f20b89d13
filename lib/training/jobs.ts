import { handles, type JobHandler } from "../jobs/registry";
import { lostRunCheckMs } from "../jobs/rules";
import type { Chore } from "../jobs/worker";
import { sweepWorkspaces } from "../jobs/workspace";
import { evaluateVersion } from "./gate/evaluate-version";
import { askForLostEvaluations } from "./gate/lost-evaluations";
import { followAnswers } from "./online/follow-answers";
import { takeOverMs } from "./online/rules";
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
  handles("evaluate", ({ versionId }, { signal }) => evaluateVersion(versionId, { signal })),
];

/** Challengers whose comparison a killed worker left undone are compared after all. */
export const lostEvaluationChore: Chore = {
  name: "lost evaluations",
  everyMs: 60_000,
  run: async () => {
    await askForLostEvaluations();
  },
};

/** Runs of killed workers are found again, and what their processes left in TOILE_HOME/runs goes. */
export const lostRunChore: Chore = {
  name: "lost runs",
  everyMs: lostRunCheckMs,
  run: async () => {
    await takeUpLostRuns();
    await sweepWorkspaces({ isStarting: false });
  },
};

/** After each answer the live ranking of pairs learns. One worker at a time; another takes over when it dies. */
export const onlineChore: Chore = {
  name: "online ranking",
  everyMs: takeOverMs,
  run: (signal) => followAnswers(signal),
};

import { handles, type JobHandler } from "../jobs/registry";
import { lostRunCheckMs } from "../jobs/rules";
import type { Chore } from "../jobs/worker";
import { sweepWorkspaces } from "../jobs/workspace";
import { replaceDamaged } from "../models/replace-damaged";
import { Head } from "../models/schema";
import { asSystem } from "../users/allow";
import { runFineTuning } from "./fine-tune/run-fine-tuning";
import { tuningWork } from "./fine-tune/tuning-work";
import { evaluateVersion } from "./gate/evaluate-version";
import { askForGrownEvaluations } from "./gate/grown-evaluations";
import { askForLostEvaluations } from "./gate/lost-evaluations";
import { followAnswers } from "./online/follow-answers";
import { takeOverMs } from "./online/rules";
import { rankFlags } from "./rank/rank-flags";
import { rankPairs } from "./rank/rank-pairs";
import { relateProducts } from "./relate/relate-products";
import { startDueRuns } from "./retrain/start-due-runs";
import { runWork } from "./run/run-work";
import { trainRun } from "./run/train-run";

export const trainingJobs: JobHandler[] = [
  handles("train", ({ runId }, { signal }) => trainRun(runId, { signal })),
  handles("rank", async ({ head }, { signal }) => {
    if (head === "category") return void (await rankFlags({ signal }));
    await rankPairs({ signal });
    await relateProducts({ signal });
  }),
  handles("evaluate", ({ versionId }, { signal }) => evaluateVersion(versionId, { signal })),
  handles("fine-tune", ({ tuningId }, { signal }) => runFineTuning(tuningId, signal)),
];

/** Challengers whose comparison a killed worker left undone are compared after all, and those of which the gate could
 *  not tell are compared again once there is more to tell by. */
export const lostEvaluationChore: Chore = {
  name: "evaluations",
  everyMs: 60_000,
  run: async () => {
    await askForLostEvaluations();
    await askForGrownEvaluations();
  },
};

/** A version whose stored weights are damaged serves for a minute at most. */
export const championChore: Chore = {
  name: "weights of what serves",
  everyMs: 60_000,
  run: async () => {
    for (const head of Head.options) {
      const replaced = await replaceDamaged(asSystem("job", "weights check"), head);
      if (!replaced.ok) console.error(`The weights of ${head} are damaged, and no whole version has served before.`);
      else if (replaced.value) {
        const { damaged, servesAgain } = replaced.value;
        console.error(`The weights of ${head} v${damaged} are damaged; v${servesAgain} serves again.`);
      }
    }
  },
};

/** Runs of killed workers are found again, and what their processes left in TOILE_HOME/runs goes. */
export const lostRunChore: Chore = {
  name: "lost runs",
  everyMs: lostRunCheckMs,
  run: async () => {
    await runWork.takeUpLost();
    await tuningWork.takeUpLost();
    await sweepWorkspaces({ isStarting: false });
  },
};

/** After each answer the live ranking of pairs learns. One worker at a time; another takes over when it dies. */
export const onlineChore: Chore = {
  name: "online ranking",
  everyMs: takeOverMs,
  run: (signal) => followAnswers(signal),
};

/** The house's retrain rules, asked once a minute and not by every label. */
export const retrainChore: Chore = {
  name: "retrain rules",
  everyMs: 60_000,
  run: async () => {
    await startDueRuns();
  },
};

"use client";
import type { TrainingActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { training } from "@/app/_commands/registry/training";
import { buttonLook } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { Head, VersionCard } from "@/lib/models/schema";
import type { RankedBy } from "@/lib/queue/schema";
import type { RunCard } from "@/lib/training/schema";
import { RankedLine } from "./ranked-line";
import type { BackTo } from "./roll-back-dialog";
import { RunHistory } from "./run-history";
import { RunningJob } from "./running-job";
import { VersionItem } from "./version-item";
import { headWords, trustSentence } from "./words";

type Props = {
  head: Head;
  versions: VersionCard[];
  /** Newest first. */
  runs: RunCard[];
  lack: string | null;
  now: number;
  actions: TrainingActions;
  onCancel: (runId: string) => void;
  onPromote: (version: VersionCard) => void;
  /** The version that served before the present one. */
  before: number | null;
  onRollBack: (back: BackTo) => void;
  /** When it trains by itself. */
  retrain: string;
  ranked: RankedBy | null;
};

/** One network: the sentence to trust, the button, the run under way, its versions. */
export function TrainingLane(props: Props) {
  const { head, versions, runs, lack, now, actions, onCancel, onPromote, before, onRollBack, retrain, ranked } = props;
  const serving = versions.find(({ isChampion }) => isChampion);
  const running = runs.find(({ status }) => status === "queued" || status === "running");
  return (
    <section aria-labelledby={`lane-${head}`} data-head={head}>
      <h2 id={`lane-${head}`} className="text-lead font-semibold">
        {headWords[head].name}
      </h2>
      <p className="text-small text-ink-soft">{headWords[head].purpose}</p>
      <p className="mt-4 min-h-18 text-lead text-pretty" suppressHydrationWarning>
        {trustSentence(head, versions, now)}
      </p>
      {serving && <RankedLine serving={serving.number} ranked={ranked} now={now} />}
      {running ? (
        <RunningJob run={running} onCancel={() => onCancel(running.id)} />
      ) : (
        <div className="mt-5">
          <CommandButton
            command={training[head]}
            on={actions}
            className={buttonLook(versions.length > 0 ? "outline" : "primary")}
          />
          <p className="mt-2 text-small text-ink-soft">{lack ?? retrain}</p>
          <LastRun run={runs[0]} />
        </div>
      )}
      {versions.length > 0 && (
        <ul aria-label={`Versions of ${headWords[head].name}`} className="mt-8 border-t border-line">
          {versions.map((version) => (
            <VersionItem
              key={version.id}
              version={version}
              now={now}
              backTo={version.isChampion ? before : null}
              onPromote={() => onPromote(version)}
              onRollBack={() => before !== null && onRollBack({ head, from: version.number, to: before })}
            />
          ))}
        </ul>
      )}
      <RunHistory runs={runs} name={headWords[head].name} now={now} />
    </section>
  );
}

/** How the latest run ended, when it brought no version. */
function LastRun({ run }: { run: RunCard | undefined }) {
  if (!run || (run.status !== "failed" && run.status !== "cancelled")) return null;
  const when = run.finishedAt && <TimeAgo at={run.finishedAt} />;
  if (run.status === "cancelled")
    return <p className="mt-3 text-small text-ink-soft">The last run was cancelled {when}.</p>;
  return (
    <div className="mt-4">
      <Notice>
        The last run failed {when}. {run.reason}
      </Notice>
    </div>
  );
}

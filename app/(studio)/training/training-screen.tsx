"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { call } from "@/app/_client/api";
import { usePlace } from "@/app/_commands/centre";
import type { TrainingActions } from "@/app/_commands/command";
import { Notice } from "@/app/_ui/notice";
import type { PromotionRule } from "@/lib/models/evaluation/schema";
import type { Head, VersionCard } from "@/lib/models/schema";
import type { RankedBy } from "@/lib/queue/schema";
import type { RunCard } from "@/lib/training/schema";
import { PromoteDialog } from "./promote-dialog";
import { PromotionRuleField } from "./promotion-rule-field";
import { type BackTo, RollBackDialog } from "./roll-back-dialog";
import { TrainingLane } from "./training-lane";
import { useLiveRuns } from "./use-live-runs";

const heads: Head[] = ["compatibility", "category"];
const isActive = ({ status }: RunCard): boolean => status === "queued" || status === "running";

type Props = {
  versions: VersionCard[];
  runs: RunCard[];
  lacks: Record<Head, string | null>;
  /** What served before each head's present version. */
  before: Record<Head, number | null>;
  rule: PromotionRule;
  /** When each network trains by itself. */
  retrain: Record<Head, string>;
  /** By which version each queue is ranked. */
  ranked: Record<Head, RankedBy | null>;
  now: number;
};

/** Both networks side by side: what serves, what runs, what could serve. */
export function TrainingScreen({ versions, runs: initialRuns, lacks, before, rule, retrain, ranked, now }: Props) {
  const { runs, isLive } = useLiveRuns(initialRuns);
  const [failure, setFailure] = useState<string | null>(null);
  const [asked, setAsked] = useState<VersionCard | null>(null);
  const [back, setBack] = useState<BackTo | null>(null);
  const router = useRouter();
  const post = useMemo(
    () => async (path: string, body: unknown) => {
      const answer = await call(path, { body });
      setFailure(answer.ok ? null : answer.sentence);
      router.refresh();
      return answer.ok;
    },
    [router],
  );
  const actions = useMemo<TrainingActions>(
    () => ({
      isRunning: (head) => runs.some((run) => run.head === head && isActive(run)),
      canStart: (head) => lacks[head] === null,
      start: (head) => void post("/api/training/runs", { head }),
    }),
    [runs, lacks, post],
  );
  usePlace("training", actions);
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-8 sm:px-8">
      <div className="flex flex-wrap items-baseline justify-between gap-4">
        <h1>Training</h1>
        {!isLive && <p className="text-small text-ink-soft">Live progress is interrupted; it goes on by itself.</p>}
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <PromotionRuleField rule={rule} onChange={(chosen) => post("/api/models/promotion-rule", { rule: chosen })} />
          <Link
            href="/settings/training"
            className="text-small text-ink-soft underline underline-offset-4 hover:text-ink"
          >
            Retrain rules
          </Link>
        </div>
      </div>
      {failure && (
        <div className="mt-4">
          <Notice>{failure}</Notice>
        </div>
      )}
      <div className="mt-8 grid grid-cols-1 gap-x-16 gap-y-14 lg:grid-cols-2">
        {heads.map((head) => (
          <TrainingLane
            key={head}
            head={head}
            versions={versions.filter((version) => version.head === head)}
            runs={runs.filter((run) => run.head === head)}
            lack={lacks[head]}
            now={now}
            actions={actions}
            onCancel={(runId) => post(`/api/training/runs/${runId}/cancel`, {})}
            onPromote={setAsked}
            before={before[head]}
            onRollBack={setBack}
            retrain={retrain[head]}
            ranked={ranked[head]}
          />
        ))}
      </div>
      <PromoteDialog
        version={asked}
        serving={versions.find(({ head, isChampion }) => isChampion && head === asked?.head)}
        onClose={() => setAsked(null)}
        onPromote={(reason) => asked && post(`/api/models/${asked.id}/promote`, { reason })}
      />
      <RollBackDialog
        asked={back}
        onClose={() => setBack(null)}
        onRollBack={(reason) => back && post("/api/models/roll-back", { head: back.head, reason })}
      />
    </div>
  );
}

"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Bench } from "@/app/_client/bench";
import type { BenchState } from "@/app/_client/bench-state";
import { useOutboxState } from "@/app/_client/outbox-provider";
import { usePlace } from "@/app/_commands/centre";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { count } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import type { FlagTask } from "@/lib/queue/schema";
import { FloatingPanel } from "../_bench/floating-panel";
import { GuidePanel } from "../_bench/guide-panel";
import { RankedByLine } from "../_bench/ranked-by";
import { SavedAnnouncer } from "../_bench/saved-announcer";
import { StatusLine } from "../_bench/status-line";
import { WhyPanel } from "../_bench/why-panel";
import { AnswerPicker } from "./answer-picker";
import { Claim } from "./claim";
import { FlagAnswers, FlagTools } from "./flag-answers";
import { FlagStage } from "./flag-stage";
import { reviewFrame } from "./layout-classes";
import { RuleDialog } from "./rule/rule-dialog";
import { useFlagActions } from "./use-flag-actions";
import { verdictWords } from "./verdict-words";

type Props = { bench: Bench<FlagTask>; state: BenchState<FlagTask>; note?: ReactNode };

/** The usual state of Review: one flag, its evidence, and the five answers. */
export function FlagBench({ bench, state, note }: Props) {
  const { actions, sheet, closeSheet, choose, isForModel, ...look } = useFlagActions(bench, state);
  usePlace("review", actions);
  const { waiting } = useOutboxState();
  const task = state.queue[0];
  const last = state.trail.at(-1);
  return (
    <div className={reviewFrame}>
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
        {task ? <Claim flag={task} /> : <h1>Review</h1>}
        <p className="ml-auto text-small text-ink-soft">
          <RankedByLine rankedBy={state.rankedBy} /> · {count(state.open)} open ·{" "}
          <Link href="/review/rules" className="rounded-sm underline-offset-4 hover:text-ink hover:underline">
            Rules
          </Link>
        </p>
      </div>
      {task ? (
        <FlagStage key={task.taskId} task={task} {...look} onPainted={() => bench.painted(task.taskId)} />
      ) : (
        <NoMoreFlags isWaiting={state.phase === "loading"} onRetry={bench.retry} />
      )}
      <FlagAnswers actions={actions} task={task} isForModel={isForModel} />
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4">
        {state.message ? (
          <Notice action={<Button onClick={bench.dismissMessage}>Go on</Button>}>{state.message}</Notice>
        ) : (
          <>
            <StatusLine today={state.today} times={state.times} />
            {note}
            <FlagTools actions={actions} hasDetails={look.hasDetails} />
          </>
        )}
      </div>
      <SavedAnnouncer
        count={state.today}
        word={last ? verdictWords[last.verdict as keyof typeof verdictWords] : null}
      />
      {task && <AnswerPicker flag={task} isOpen={sheet === "picker"} onClose={closeSheet} onChoose={choose} />}
      <RuleDialog
        source={sheet === "rule" && task?.kind === "category" ? task : null}
        onClose={closeSheet}
        onChanged={() => {
          bench.stop();
          void bench.start();
        }}
      />
      {sheet === "guide" && <GuidePanel head="category" onClose={closeSheet} />}
      {sheet === "why" && last && (
        <FloatingPanel title="Why was that asked?" onClose={closeSheet}>
          <WhyPanel labelId={last.labelId} isSent={waiting === 0} head="category" />
        </FloatingPanel>
      )}
    </div>
  );
}

function NoMoreFlags({ isWaiting, onRetry }: { isWaiting: boolean; onRetry: () => void }) {
  if (isWaiting) return <div className="min-h-80 flex-1" role="status" aria-label="Loading the next flag" />;
  const again = (
    <Button kind="primary" onClick={onRetry}>
      Look again
    </Button>
  );
  return (
    <div className="flex-1">
      <EmptyState title="The catalogue is clean for now" action={again}>
        Every flag is settled or with someone else. The next training looks again.
      </EmptyState>
    </div>
  );
}

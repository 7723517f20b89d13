"use client";
import clsx from "clsx";
import { useState } from "react";
import type { Bench } from "@/app/_client/bench";
import type { BenchState } from "@/app/_client/bench-state";
import { useOutboxState } from "@/app/_client/outbox-provider";
import { usePlace } from "@/app/_commands/centre";
import type { PairsActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { pairs } from "@/app/_commands/registry";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Notice } from "@/app/_ui/notice";
import type { PairTask } from "@/lib/queue/schema";
import { FloatingPanel } from "../_bench/floating-panel";
import { RankedByLine } from "../_bench/ranked-by";
import { SavedAnnouncer } from "../_bench/saved-announcer";
import { StatusLine } from "../_bench/status-line";
import { WhyPanel } from "../_bench/why-panel";
import { GuidePanel } from "./guide-panel";
import { pairsFrame, roomForGuide } from "./layout-classes";
import { PairStage } from "./pair-stage";
import { PairTrail } from "./pair-trail";
import { ReasonsRow } from "./reasons-row";
import { usePairActions } from "./use-pair-actions";
import { VerdictRow } from "./verdict-row";
import { verdictWords } from "./verdict-words";

type Props = { bench: Bench<PairTask>; state: BenchState<PairTask> };

/** The usual state of Pairs: one pair, its answers, and what was just answered. */
export function PairBench({ bench, state }: Props) {
  const [panel, setPanel] = useState<"guide" | "why" | null>(null);
  const { actions, isZoomed, hasDetails, photoStep } = usePairActions(bench, state, setPanel);
  usePlace("pairs", actions);
  const { waiting } = useOutboxState();
  const task = state.queue[0];
  const last = state.trail.at(-1);
  return (
    <div className={clsx(pairsFrame, panel === "guide" && !hasDetails && roomForGuide)}>
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <h1 className="max-sm:text-lead [@media(max-height:50rem)]:text-lead">Do these go together?</h1>
        <CommandButton
          command={pairs.guide}
          on={actions}
          pressed={panel === "guide"}
          className="text-ink-soft hover:text-ink max-sm:hidden"
        />
        <p className="ml-auto text-small text-ink-soft">
          <RankedByLine rankedBy={state.rankedBy} />
        </p>
      </div>
      {task ? (
        <PairStage
          key={task.taskId}
          task={task}
          isZoomed={isZoomed}
          hasDetails={hasDetails}
          photoStep={photoStep}
          onPainted={() => bench.painted(task.taskId)}
          onSwipe={(way) => actions.answer(way === "right" ? "fits" : way === "left" ? "clashes" : "unsure")}
        />
      ) : (
        <NoMorePairs isWaiting={state.phase === "loading"} onRetry={bench.retry} />
      )}
      <VerdictRow actions={actions} hasDetails={hasDetails} />
      <div className="flex min-h-11 items-center justify-between gap-4 has-[fieldset]:justify-center">
        <BottomLine bench={bench} state={state} actions={actions} />
      </div>
      <SavedAnnouncer
        count={state.today}
        word={last ? verdictWords[last.verdict as keyof typeof verdictWords] : null}
      />
      {panel === "guide" && <GuidePanel onClose={() => setPanel(null)} />}
      {panel === "why" && last && (
        <FloatingPanel title="Why was that asked?" onClose={() => setPanel(null)}>
          <WhyPanel labelId={last.labelId} isSent={waiting === 0} head="compatibility" />
        </FloatingPanel>
      )}
    </div>
  );
}

/** What asks for an eye: a refusal, then a reason, else how the day goes. */
function BottomLine({ bench, state, actions }: Props & { actions: PairsActions }) {
  if (state.message)
    return <Notice action={<Button onClick={bench.dismissMessage}>Go on</Button>}>{state.message}</Notice>;
  if (state.wanting) return <ReasonsRow given={state.wanting} actions={actions} />;
  return (
    <>
      <StatusLine today={state.today} times={state.times} />
      <PairTrail trail={state.trail} />
    </>
  );
}

function NoMorePairs({ isWaiting, onRetry }: { isWaiting: boolean; onRetry: () => void }) {
  if (isWaiting) return <div className="min-h-0 flex-1" role="status" aria-label="Loading the next pair" />;
  return (
    <div className="min-h-0 flex-1">
      <EmptyState
        title="That was the last pair"
        action={
          <Button kind="primary" onClick={onRetry}>
            Look again
          </Button>
        }
      >
        Everything in the queue is answered or with someone else. New pairs come with the next training.
      </EmptyState>
    </div>
  );
}

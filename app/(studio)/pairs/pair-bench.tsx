"use client";
import clsx from "clsx";
import type { Bench } from "@/app/_client/bench";
import type { BenchState } from "@/app/_client/bench-state";
import { usePlace } from "@/app/_commands/centre";
import type { PairsActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { useKeyOf } from "@/app/_commands/preferences";
import { pairs } from "@/app/_commands/registry/pairs";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import type { PairTask } from "@/lib/queue/schema";
import { BenchNews } from "../_bench/bench-news";
import { RankedByLine } from "../_bench/ranked-by";
import { SavedAnnouncer } from "../_bench/saved-announcer";
import { StatusLine } from "../_bench/status-line";
import { TripLine } from "../_bench/trip-line";
import { BenchHead } from "./bench-head";
import { BenchPanels } from "./bench-panels";
import { pairsFrame, quietCommand, roomForGuide } from "./layout-classes";
import { NoMore } from "./no-more";
import { PairStage } from "./pair-stage";
import { PairTrail } from "./pair-trail";
import { ReasonsRow } from "./reasons-row";
import { usePairActions } from "./use-pair-actions";
import { VerdictRow } from "./verdict-row";
import { verdictWords } from "./verdict-words";

type Props = { bench: Bench<PairTask>; state: BenchState<PairTask> };

/** The usual state of Pairs: one pair, its answers, and what was just answered. */
export function PairBench({ bench, state }: Props) {
  const { actions, note, panel, closePanel, isZoomed, hasDetails, photoStep } = usePairActions(bench, state);
  usePlace("pairs", actions);
  const keyOf = useKeyOf();
  const task = state.queue[0];
  const last = state.trail.at(-1);
  return (
    <div className={clsx(pairsFrame, ((panel === "guide" && !hasDetails) || note.isOpen) && roomForGuide)}>
      <BenchHead
        title="Do these go together?"
        guide={
          <CommandButton
            command={pairs.guide}
            on={actions}
            pressed={panel === "guide"}
            className="text-ink-soft hover:text-ink max-sm:hidden"
          />
        }
      >
        {/* Nothing was leased since the reload: what ranked these is not known. */}
        {state.open > 0 && <RankedByLine rankedBy={state.rankedBy} />}
      </BenchHead>
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
        <NoMore what="pair" isWaiting={state.phase === "loading"} onRetry={bench.retry} />
      )}
      <VerdictRow actions={actions} hasDetails={hasDetails} noteLength={note.text.length} />
      <div className="flex min-h-11 items-center justify-between gap-4 has-[fieldset]:justify-center">
        <BottomLine bench={bench} state={state} actions={actions} />
      </div>
      <SavedAnnouncer
        count={state.today}
        word={last ? verdictWords[last.verdict as keyof typeof verdictWords] : null}
        undoKey={keyOf(pairs.undo, "pairs")}
      />
      <BenchPanels note={note} panel={panel} onClose={closePanel} last={last} />
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
      <StatusLine today={state.today} times={state.times}>
        {state.trip && <TripLine trip={state.trip} held={state.queue.length} />}
        <CommandButton command={state.trip ? pairs.giveBack : pairs.takeAlong} on={actions} className={quietCommand} />
      </StatusLine>
      {/* News lies over the oldest of the trail: neither moves when the other comes. */}
      <div className="relative flex min-w-0 flex-1 items-center max-lg:justify-end">
        <PairTrail trail={state.trail} />
        <div className="flex items-center bg-ground lg:absolute lg:inset-y-0 lg:left-0 lg:pr-6 lg:empty:hidden">
          <BenchNews version={state.rankedBy?.version ?? null} />
        </div>
      </div>
    </>
  );
}

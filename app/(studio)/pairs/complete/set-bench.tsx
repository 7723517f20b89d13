"use client";
import clsx from "clsx";
import { useRef } from "react";
import type { Bench } from "@/app/_client/bench";
import type { BenchState } from "@/app/_client/bench-state";
import { usePlace } from "@/app/_commands/centre";
import type { CompleteActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { useKeyOf } from "@/app/_commands/preferences";
import { complete } from "@/app/_commands/registry/complete";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { RankedByLine } from "../../_bench/ranked-by";
import { SavedAnnouncer } from "../../_bench/saved-announcer";
import { StatusLine } from "../../_bench/status-line";
import { TripLine } from "../../_bench/trip-line";
import { BenchHead } from "../bench-head";
import { BenchPanels } from "../bench-panels";
import type { SetTask } from "../kept-shapes";
import { pairsFrame, quietCommand, roomForGuide } from "../layout-classes";
import { NoMore } from "../no-more";
import { SetDetails } from "./set-details";
import { SetRow } from "./set-row";
import { SetStage } from "./set-stage";
import { SetTrail } from "./set-trail";
import { useSetActions } from "./use-set-actions";

type Props = { bench: Bench<SetTask>; state: BenchState<SetTask> };

/** The usual state of Complete: one garment, four that may go with it, and what was just sent. */
export function SetBench({ bench, state }: Props) {
  const { actions, note, panel, closePanel, isZoomed, hasDetails, photoStep, picked } = useSetActions(bench, state);
  usePlace("complete", actions);
  const keyOf = useKeyOf();
  const hadFocus = useRef(false);
  const set = state.queue[0];
  const last = state.trail.at(-1);
  return (
    <div className={clsx(pairsFrame, (panel === "guide" || hasDetails || note.isOpen) && roomForGuide)}>
      <BenchHead
        title="Which go with it?"
        guide={
          <CommandButton
            command={complete.guide}
            on={actions}
            pressed={panel === "guide"}
            className="text-ink-soft hover:text-ink max-sm:hidden"
          />
        }
      >
        {/* Nothing was leased since the reload: what ranked these is not known. */}
        {state.open > 0 && <RankedByLine rankedBy={state.rankedBy} />}
      </BenchHead>
      {set ? (
        <SetStage
          key={set.taskId}
          set={set}
          picked={picked}
          isZoomed={isZoomed}
          photoStep={photoStep}
          onToggle={actions.toggle}
          onPainted={() => bench.painted(set.taskId)}
          hadFocus={hadFocus}
        />
      ) : (
        <NoMore what="set" isWaiting={state.phase === "loading"} onRetry={bench.retry} />
      )}
      <SetRow actions={actions} hasDetails={hasDetails} noteLength={note.text.length} picked={picked.length} />
      <div className="flex min-h-11 items-center justify-between gap-4">
        <BottomLine bench={bench} state={state} actions={actions} />
      </div>
      <SavedAnnouncer count={state.today} word={last?.verdict ?? null} undoKey={keyOf(complete.undo, "complete")} />
      <BenchPanels note={note} panel={panel} onClose={closePanel} last={last} />
      {hasDetails && set && panel !== "guide" && !note.isOpen && (
        <SetDetails set={set} onClose={actions.toggleDetails} />
      )}
    </div>
  );
}

/** What asks for an eye: a refusal, else how the day goes. */
function BottomLine({ bench, state, actions }: Props & { actions: CompleteActions }) {
  if (state.message)
    return <Notice action={<Button onClick={bench.dismissMessage}>Go on</Button>}>{state.message}</Notice>;
  return (
    <>
      <StatusLine today={state.today} times={state.times}>
        {state.trip && <TripLine trip={state.trip} held={state.queue.length} />}
        <CommandButton
          command={state.trip ? complete.giveBack : complete.takeAlong}
          on={actions}
          className={quietCommand}
        />
      </StatusLine>
      <SetTrail trail={state.trail} />
    </>
  );
}

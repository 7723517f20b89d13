"use client";
import { useCallback, useState } from "react";
import { useOutboxState } from "@/app/_client/outbox-provider";
import { usePlace } from "@/app/_commands/centre";
import { CommandButton } from "@/app/_commands/command-button";
import { grid } from "@/app/_commands/registry/grid";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { count, counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import { SavedAnnouncer } from "../../_bench/saved-announcer";
import { RuleDialog } from "../rule/rule-dialog";
import { GridAnswers } from "./grid-answers";
import type { GridBench } from "./grid-bench";
import { TilesSkeleton } from "./grid-skeleton";
import { type GridState, openGroup } from "./grid-state";
import { GroupList } from "./group-list";
import { groupWords } from "./group-words";
import { gridFrame } from "./layout-classes";
import { TileGrid } from "./tile-grid";
import { useGridActions } from "./use-grid";

type Props = { bench: GridBench; state: GridState };

/** The usual state of the grid: the groups, one page of one of them, and what is done with the selection. */
export function FlagGrid({ bench, state }: Props) {
  const [ruleFlag, setRuleFlag] = useState<string | null>(null);
  const asked = state.flags.find(({ taskId }) => state.selected.has(taskId)) ?? state.flags[state.at];
  const openRule = useCallback(() => setRuleFlag(asked?.flagId ?? null), [asked?.flagId]);
  const actions = useGridActions(bench, state, openRule);
  usePlace("grid", actions);
  const group = openGroup(state);
  const words = group && groupWords(group);
  const last = state.trail.at(-1);
  return (
    <div className={gridFrame}>
      <GroupList groups={state.groups} open={state.open} onOpen={(id) => void bench.open(id)} />
      <div className="flex min-w-0 flex-col gap-4">
        <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
          <h1>{words?.title ?? "Review"}</h1>
          {group && (
            <p className="text-ink-soft">
              {counted(state.total, "flag")}, about {count(Math.min(state.total, Math.round(group.expected)))} likely
              wrong
            </p>
          )}
          <Saved done={state.done} />
        </div>
        {state.message && (
          <Notice action={<Button onClick={bench.dismissMessage}>Go on</Button>}>{state.message}</Notice>
        )}
        <div className="min-h-[55dvh] flex-1">
          {state.phase === "loading" && <TilesSkeleton />}
          {state.phase !== "loading" && state.flags.length === 0 && <GroupDone onRetry={() => void bench.retry()} />}
          {state.phase !== "loading" && state.flags.length > 0 && words && (
            <TileGrid
              label={words.title}
              flags={state.flags}
              selected={state.selected}
              at={state.at}
              onFocus={bench.focus}
              onToggle={bench.toggle}
            />
          )}
        </div>
        {(actions.hasNext || actions.hasPrevious) && (
          <div className="flex justify-between text-ink-soft">
            <CommandButton
              command={grid.previous}
              on={actions}
              className="px-2 hover:bg-sunken aria-disabled:invisible"
            />
            <CommandButton command={grid.next} on={actions} className="px-2 hover:bg-sunken aria-disabled:invisible" />
          </div>
        )}
        {words && <GridAnswers actions={actions} words={words} />}
        <RuleDialog
          source={ruleFlag === null ? null : { flagId: ruleFlag }}
          onClose={() => setRuleFlag(null)}
          onChanged={() => void bench.retry()}
        />
        <SavedAnnouncer
          count={state.done}
          word={last ? `${last.flags.length} ${last.verdict === "take" ? "taken" : "kept"}` : null}
        />
      </div>
    </div>
  );
}

function Saved({ done }: { done: number }) {
  const { waiting } = useOutboxState();
  return (
    <p className="tabular ml-auto text-small text-ink-soft">
      {done > 0 && `${count(done)} settled here · `}
      <span data-waiting={waiting}>
        {waiting === 0 ? "saved" : "kept here"}, {count(waiting)} waiting
      </span>
    </p>
  );
}

function GroupDone({ onRetry }: { onRetry: () => void }) {
  return (
    <EmptyState
      title="This group is settled"
      action={
        <Button kind="primary" onClick={onRetry}>
          On with the next
        </Button>
      }
    >
      U takes the last step back.
    </EmptyState>
  );
}

"use client";
import { useMemo, useRef, useState } from "react";
import type { Failed } from "@/app/_client/api";
import { useFrameActions, usePlace } from "@/app/_commands/centre";
import type { MineActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { mine } from "@/app/_commands/registry/mine";
import { Notice } from "@/app/_ui/notice";
import type { MyLabel, PairVerdict } from "@/lib/labels/schema";
import { labelWords, type PairLabelVerdict } from "../verdict-words";
import { searchFieldId } from "./filter-bar";
import { MineRow } from "./mine-row";
import { ReviseDialog } from "./revise-dialog";
import type { Revised } from "./use-revise";

type Props = {
  labels: MyLabel[];
  hasMore: boolean;
  isFetchingMore: boolean;
  failure: Failed | null;
  onMore: () => void;
  onRevise: (label: MyLabel, revised: Revised) => void;
};

/** The answers as a list; one of them at a time has the keyboard. */
export function MineList({ labels, hasMore, isFetchingMore, failure, onMore, onRevise }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState<{ label: MyLabel; verdict: PairVerdict | null } | null>(null);
  const [told, setTold] = useState("");
  const frame = useFrameActions();
  const chosen = labels[Math.min(at, labels.length - 1)];
  const actions = useMemo<MineActions>(
    () => ({
      hasAnswers: labels.length > 0,
      canRevise: chosen?.revisable ?? false,
      hasMore,
      search: () => document.getElementById(searchFieldId)?.focus(),
      move: (step) => {
        const rows = list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [];
        const isInside = list.current?.contains(document.activeElement) ?? false;
        const next = isInside ? Math.min(labels.length - 1, Math.max(0, at + step)) : at;
        rows[next]?.focus();
      },
      revise: (verdict) => chosen && setOpen({ label: chosen, verdict }),
      more: onMore,
      openPairs: () => frame?.go("/pairs"),
    }),
    [labels.length, chosen, hasMore, at, onMore, frame],
  );
  usePlace("mine", actions);
  const save = (label: MyLabel, revised: Revised) => {
    setOpen(null);
    onRevise(label, revised);
    setTold(`Revised: ${labelWords[revised.verdict]}.`);
  };
  return (
    <>
      <ol ref={list} aria-label="My answers">
        {labels.map((label, place) => (
          <MineRow
            key={label.taskId}
            label={label}
            onFocus={() => setAt(place)}
            onRevise={() => setOpen({ label, verdict: null })}
          />
        ))}
      </ol>
      {failure && <Notice>{failure.sentence}</Notice>}
      {hasMore && (
        <div className="mt-6 flex justify-center">
          <CommandButton
            command={mine.more}
            on={actions}
            className="min-h-10 border border-edge px-4 font-medium hover:bg-sunken"
          >
            {isFetchingMore ? "Looking…" : "Show older answers"}
          </CommandButton>
        </div>
      )}
      <p aria-live="polite" className="sr-only">
        {told}
      </p>
      {open && (
        <ReviseDialog
          label={open.label}
          verdict={open.verdict ?? verdictOf(open.label)}
          onSave={(revised) => save(open.label, revised)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

/** What was left out of a set has no verdict yet that a revision could keep. */
function verdictOf(label: MyLabel): PairVerdict | null {
  const verdict = label.verdict as PairLabelVerdict;
  return verdict === "notChosen" ? null : verdict;
}

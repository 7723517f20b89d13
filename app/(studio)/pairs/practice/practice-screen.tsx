"use client";
import Link from "next/link";
import { usePlace } from "@/app/_commands/centre";
import { CommandButton } from "@/app/_commands/command-button";
import { practice } from "@/app/_commands/registry/practice";
import { buttonLook } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Notice } from "@/app/_ui/notice";
import type { PracticeState } from "@/lib/labels/practice/schema";
import { GuidePanel } from "../../_bench/guide-panel";
import { pairsFrame } from "../layout-classes";
import { PairStage } from "../pair-stage";
import { PracticeAnswers } from "./practice-answers";
import { PracticeProgress } from "./practice-progress";
import { PracticeResult } from "./practice-result";
import { usePractice } from "./use-practice";

/** Pairs with known answers, one at a time, each explained after the answer. */
export function PracticeScreen({ state }: { state: PracticeState }) {
  const { steps, step, at, actions, failure, isGuideOpen, isZoomed } = usePractice(state);
  usePlace("practice", actions);
  if (steps.length === 0) return <NoPractice />;
  if (!step) return <PracticeResult steps={steps} />;
  const { pairId, anchor, candidate } = step;
  // Shaped like a task of the queue, so that practice looks like the work itself.
  const task = { taskId: pairId, anchor, candidate, shownSwapped: false, leasedUntil: "", outfit: [] };
  return (
    <div className={pairsFrame}>
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <h1 className="max-sm:text-lead [@media(max-height:50rem)]:text-lead">Practice: do these go together?</h1>
        <CommandButton
          command={practice.guide}
          on={actions}
          pressed={isGuideOpen}
          className="text-ink-soft hover:text-ink"
        />
        <Link
          href="/pairs"
          className="ml-auto text-small text-ink-soft underline-offset-4 hover:text-ink hover:underline"
        >
          Leave; it waits for you
        </Link>
      </div>
      <PairStage
        key={pairId}
        task={task}
        isZoomed={isZoomed}
        hasDetails={false}
        photoStep={0}
        onPainted={() => {}}
        onSwipe={(way) => {
          if (actions.canAnswer) actions.answer(way === "right" ? "fits" : way === "left" ? "clashes" : "unsure");
          else actions.next();
        }}
      />
      {failure && <Notice>{failure}</Notice>}
      <PracticeAnswers step={step} actions={actions} />
      <PracticeProgress steps={steps} at={at} />
      {isGuideOpen && <GuidePanel onClose={actions.toggleGuide} />}
    </div>
  );
}

const NoPractice = () => (
  <EmptyState
    title="No practice pairs yet"
    action={
      <Link href="/pairs" className={buttonLook("primary")}>
        Go to Pairs
      </Link>
    }
  >
    Managers choose them under Settings. Until then the style guide is one key away: G on Pairs.
  </EmptyState>
);

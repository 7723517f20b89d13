"use client";
import { useMemo, useState } from "react";
import { call } from "@/app/_client/api";
import type { PracticeActions } from "@/app/_commands/command";
import type { Explained, PracticeState, PracticeStep } from "@/lib/labels/practice/schema";
import type { PairVerdict } from "@/lib/labels/schema";

/** Where a practice stands: the pair in view, whether it was just answered, and what the commands do. */
export function usePractice({ steps: given }: PracticeState) {
  const [steps, setSteps] = useState(given);
  const [at, setAt] = useState(() => firstOpen(given));
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [isGuideOpen, setIsGuideOpen] = useState(false);
  const [isZoomed, setIsZoomed] = useState(false);
  const step = steps[at];
  const actions = useMemo<PracticeActions>(() => {
    const answer = async (verdict: PairVerdict) => {
      if (!step) return;
      setIsSending(true);
      const told = await call<Explained>("/api/practice", { body: { pairId: step.pairId, verdict } });
      setIsSending(false);
      setFailure(told.ok ? null : told.sentence);
      if (told.ok) setSteps((old) => withAnswer(old, step.pairId, told.value));
    };
    return {
      canAnswer: Boolean(step) && !step?.answer && !isSending,
      canGoOn: Boolean(step?.answer),
      answer: (verdict) => void answer(verdict),
      next: () => {
        setIsZoomed(false);
        setAt(firstOpen(steps));
      },
      toggleGuide: () => setIsGuideOpen((old) => !old),
      toggleZoom: () => setIsZoomed((old) => !old),
    };
  }, [step, steps, isSending]);
  return { steps, step, at, actions, failure, isGuideOpen, isZoomed };
}

/** The first pair without an answer; behind the last one when there is none. */
function firstOpen(steps: PracticeStep[]): number {
  const at = steps.findIndex((step) => step.answer === null);
  return at < 0 ? steps.length : at;
}

const withAnswer = (steps: PracticeStep[], pairId: string, answer: Explained): PracticeStep[] =>
  steps.map((step) => (step.pairId === pairId ? { ...step, answer } : step));

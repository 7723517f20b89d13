"use client";
import { useEffect, useState } from "react";
import { call } from "@/app/_client/api";
import { percent } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import { Skeleton } from "@/app/_ui/skeleton";
import type { LabelExplanation } from "@/lib/labels/schema";

const rankedWords = {
  compatibility: "It stood at the front of the queue: the model was least sure about it.",
  category: "It stood at the front of the queue: its category is among the most doubtful ones.",
} as const;

const sliceWords: Record<Exclude<LabelExplanation["slice"], "ranked">, string> = {
  uniform: "It was drawn at random, so that quality can be measured without bias.",
  repeat: "You saw it before, with the sides swapped: it shows how steady the answers are.",
  gold: "Its answer is agreed; it checks that the guide is read the same way by all.",
};

type Props = { labelId: string; isSent: boolean; head: "compatibility" | "category" };

/** Why the last one was asked and what the model thought of it: told only after the answer. */
export function WhyPanel({ labelId, isSent, head }: Props) {
  const [found, setFound] = useState<LabelExplanation | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    if (!isSent) return;
    const stop = new AbortController();
    setFound(null);
    setFailure(null);
    void call<LabelExplanation>(`/api/labels/${labelId}/why`, { signal: stop.signal }).then((answer) => {
      if (stop.signal.aborted) return;
      if (answer.ok) setFound(answer.value);
      else setFailure(answer.sentence);
    });
    return () => stop.abort();
  }, [labelId, isSent]);
  if (failure) return <Notice>{failure}</Notice>;
  if (!isSent) return <p className="text-ink-soft">Your answer is still on its way; this follows it.</p>;
  if (!found) return <Skeleton className="h-16 w-full" />;
  return (
    <div className="space-y-2">
      <p>{whyOf(found, head)}</p>
      <p className="text-ink-soft">{thoughtOf(found, head)}</p>
    </div>
  );
}

function whyOf({ slice, isSecondOpinion }: LabelExplanation, head: Props["head"]): string {
  if (isSecondOpinion)
    return "Someone else judged it too, and neither sees what the other said: it shows where the guide is unclear.";
  return slice === "ranked" ? rankedWords[head] : sliceWords[slice];
}

function thoughtOf({ version, estimate, uncertainty }: LabelExplanation, head: Props["head"]): string {
  if (version === null) return "There was no model yet, so it thought nothing.";
  if (estimate === null) return `v${version} was not asked about it.`;
  const thought =
    head === "compatibility"
      ? `gave ${percent(estimate)} that they go together`
      : `gave ${percent(estimate)} that the given category is wrong`;
  return `v${version} ${thought}${uncertainty === null ? "" : `; its uncertainty was ${uncertainty.toFixed(3)}`}.`;
}

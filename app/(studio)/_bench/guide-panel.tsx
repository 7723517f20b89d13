"use client";
import { useEffect, useState } from "react";
import { type Answer, call } from "@/app/_client/api";
import { Notice } from "@/app/_ui/notice";
import { Skeleton } from "@/app/_ui/skeleton";
import type { Guide } from "@/lib/labels/schema";
import type { Head } from "@/lib/models/schema";
import { FloatingPanel } from "./floating-panel";
import { GuideText } from "./guide-text";

type Found = { guide: Guide | null };

/** The house's own guide for this kind of task, one key away. */
export function GuidePanel({ head = "compatibility", onClose }: { head?: Head; onClose: () => void }) {
  const [answer, setAnswer] = useState<Answer<Found> | null>(null);
  useEffect(() => {
    void call<Found>(`/api/guide?head=${head}`).then(setAnswer);
  }, [head]);
  const guide = answer?.ok ? answer.value.guide : null;
  return (
    <FloatingPanel title={guide?.title ?? "Style guide"} isTall onClose={onClose}>
      {!answer && <Skeleton className="h-48 w-full" />}
      {answer && !answer.ok && <Notice>{answer.sentence}</Notice>}
      {answer?.ok && !guide && (
        <p className="text-ink-soft">This house has not written its guide yet. Go by your own eye.</p>
      )}
      {guide && <GuideText guide={guide} />}
    </FloatingPanel>
  );
}

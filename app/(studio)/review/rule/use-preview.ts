"use client";
import { useEffect, useState } from "react";
import { type Answer, call } from "@/app/_client/api";
import type { RuleDraft, RulePreview } from "@/lib/flags/catalogue-rules/schema";

/** Long enough that ticking two boxes asks once, short enough to feel live. */
const patienceMs = 150;
const perPage = 18;

/** What a draft would do, asked anew whenever it changes; null while the first answer is on its way or there is nothing
 *  to ask. `isStale`: the answer shown is of the draft before. */
export function usePreview(draft: RuleDraft) {
  const key = JSON.stringify(draft);
  const [shown, setShown] = useState<{ key: string; answer: Answer<RulePreview> } | null>(null);
  const isEmpty = draft.conditions.length === 0;
  useEffect(() => {
    if (isEmpty) return setShown(null);
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const body = { ...JSON.parse(key), limit: perPage };
      const answer = await call<RulePreview>("/api/rules/preview", { body, signal: stop.signal });
      if (!stop.signal.aborted) setShown({ key, answer });
    }, patienceMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key, isEmpty]);

  const more = async () => {
    if (!shown?.answer.ok || !shown.answer.value.next) return;
    const { value } = shown.answer;
    const body = { ...JSON.parse(shown.key), limit: perPage, after: value.next };
    const next = await call<RulePreview>("/api/rules/preview", { body });
    if (!next.ok) return setShown({ key: shown.key, answer: next });
    const products = [...value.products, ...next.value.products];
    // The first page alone lists who says otherwise.
    const grown = { ...next.value, products, contradictions: value.contradictions };
    setShown((now) => (now?.key === shown.key ? { key: shown.key, answer: { ok: true, value: grown } } : now));
  };
  // What is shown is worded by the draft that it was asked for.
  const of: RuleDraft = shown ? JSON.parse(shown.key) : draft;
  return { answer: shown?.answer ?? null, isStale: shown !== null && shown.key !== key, of, more };
}

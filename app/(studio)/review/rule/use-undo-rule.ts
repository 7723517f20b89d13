"use client";
import { useState } from "react";
import { call } from "@/app/_client/api";

/** Undoes a rule as one and tells how that went. */
export function useUndoRule(ruleId: string, onUndone: () => void) {
  const [isBusy, setIsBusy] = useState(false);
  const [isUndone, setIsUndone] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const undo = async () => {
    setIsBusy(true);
    const answer = await call(`/api/rules/${ruleId}/undo`, { body: {} });
    setIsBusy(false);
    setFailure(answer.ok ? null : answer.sentence);
    setIsUndone(answer.ok);
    if (answer.ok) onUndone();
  };
  return { undo, isBusy, isUndone, failure };
}

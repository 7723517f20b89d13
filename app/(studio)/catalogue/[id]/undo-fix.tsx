"use client";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { call } from "@/app/_client/api";
import type { FixRecord } from "@/lib/flags/schema";

/** Takes a correction back: the value is what it was before. */
export function UndoFix({ fix, label }: { fix: FixRecord; label: string }) {
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, start] = useTransition();
  const undo = () =>
    start(async () => {
      const answer = await call(`/api/catalogue/fixes/${fix.id}/undo`, { body: {} });
      setFailure(answer.ok ? null : answer.sentence);
      if (answer.ok) router.refresh();
    });
  return (
    <>
      <button
        type="button"
        disabled={isBusy}
        onClick={undo}
        aria-label={`Undo the correction of ${label.toLowerCase()}`}
        className="min-h-6 rounded-sm font-medium text-accent underline-offset-4 hover:underline disabled:opacity-50"
      >
        {isBusy ? "Undoing" : "Undo"}
      </button>
      {failure && (
        <span role="alert" className="w-full text-alert">
          {failure}
        </span>
      )}
    </>
  );
}

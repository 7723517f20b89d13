"use client";
import { useCallback, useEffect, useState } from "react";
import { v4 as uuid } from "uuid";
import { useOutbox } from "@/app/_client/outbox-provider";
import type { MyLabel, PairReason, PairVerdict, Revision } from "@/lib/labels/schema";

export type Revised = { verdict: PairVerdict; reason: PairReason | null; note: string };

/** Puts a new answer in the place of an old one: shown at once, posted by the outbox like every answer. */
export function useRevise(onReplace: (labelId: string, change: Partial<MyLabel>) => void, onRefused: () => void) {
  const outbox = useOutbox();
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(
    () =>
      outbox?.listen({
        onRefused: ({ kind }, { sentence }) => {
          if (kind !== "revise") return;
          setRefusal(sentence);
          onRefused();
        },
      }),
    [outbox, onRefused],
  );
  const revise = useCallback(
    (label: MyLabel, { verdict, reason, note }: Revised) => {
      const id = uuid();
      const body: Revision = {
        id,
        labelId: label.id,
        verdict,
        reason: reason ?? undefined,
        note: note.trim() || undefined,
      };
      outbox?.add({ id, kind: "revise", path: "/api/labels/revise", body });
      onReplace(label.id, { id, verdict, reason, note: note.trim() || null, savedAt: new Date().toISOString() });
    },
    [outbox, onReplace],
  );
  return { revise, refusal, forgetRefusal: () => setRefusal(null) };
}

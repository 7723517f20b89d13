"use client";
import { useEffect, useState } from "react";
import { z } from "zod";
import type { GuideEntry } from "@/lib/labels/guide/schema";
import type { Head } from "@/lib/models/schema";

const Draft = z.object({ title: z.string(), markdown: z.string() });
type Draft = z.infer<typeof Draft>;

/** The guide as it is being written, kept on this device until it is published: a closed tab loses nothing. */
export function useDraft(head: Head, current: GuideEntry | null) {
  const inForce: Draft = { title: current?.title ?? "", markdown: current?.markdown ?? "" };
  const [draft, setDraft] = useState(inForce);
  const key = `toile.guide.${head}`;
  useEffect(() => {
    const kept = readDraft(key);
    if (kept) setDraft(kept);
  }, [key]);
  const isChanged = draft.title !== inForce.title || draft.markdown !== inForce.markdown;
  return {
    draft,
    isChanged,
    change: (part: Partial<Draft>) => {
      const next = { ...draft, ...part };
      setDraft(next);
      localStorage.setItem(key, JSON.stringify(next));
    },
    forget: () => {
      setDraft(inForce);
      localStorage.removeItem(key);
    },
  };
}

function readDraft(key: string): Draft | null {
  const text = localStorage.getItem(key);
  if (!text) return null;
  try {
    return Draft.parse(JSON.parse(text));
  } catch {
    // Written by another version of this page: no draft of ours.
    localStorage.removeItem(key);
    return null;
  }
}

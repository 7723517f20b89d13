"use client";
import type { ReactNode } from "react";
import { ModeSwitch } from "./mode-switch";

/** The question, the way to ask it, and what put the queue into its order. */
export function BenchHead({ title, guide, children }: { title: string; guide?: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 sm:gap-x-6">
      <h1 className="max-sm:text-lead [@media(max-height:50rem)]:text-lead">{title}</h1>
      <ModeSwitch />
      {guide}
      <div className="ml-auto text-small text-ink-soft">{children}</div>
    </div>
  );
}

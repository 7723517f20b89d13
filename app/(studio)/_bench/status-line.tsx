"use client";
import type { ReactNode } from "react";
import { useOutboxState } from "@/app/_client/outbox-provider";
import { count } from "@/app/_ui/figures";
import { Sparkline } from "@/app/_ui/sparkline";

const bins = 12;
const binMs = 10 * 60_000;

/** Answers in each of the last twelve ten-minute spans, oldest first. */
export function perTenMinutes(times: number[], now: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const at of times) {
    const index = bins - 1 - Math.floor((now - at) / binMs);
    if (index >= 0 && index < bins) counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

/** "today 148 ▁▂▅▇▅ · saved, 0 waiting"; what is not stored yet is kept on this device */
export function StatusLine({ today, times, children }: { today: number; times: number[]; children?: ReactNode }) {
  const { waiting } = useOutboxState();
  const lately = perTenMinutes(times, Date.now());
  return (
    <div className="tabular flex flex-wrap items-center gap-x-3 text-small text-ink-soft">
      <span>
        {/* As wide as a good day's number, so that nothing moves when it grows. */}
        today <span className="inline-block min-w-8 font-medium text-ink">{count(today)}</span>
      </span>
      <Sparkline values={lately} label="Your answers over the last two hours" />
      <span aria-hidden>·</span>
      <span data-waiting={waiting} className="min-w-32">
        {/* One text: its parts would move about when one of them grows. */}
        {`${waiting === 0 ? "saved" : "kept here"}, ${count(waiting)} waiting`}
      </span>
      {children}
    </div>
  );
}

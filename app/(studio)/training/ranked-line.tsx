"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { RankedBy } from "@/lib/queue/schema";

type Props = {
  /** The version that serves. */
  serving: number;
  /** By which the queue is ranked now; null before the first ranking. */
  ranked: RankedBy | null;
  now: number;
};

const lookEveryMs = 4_000;

/** Whose order people get now; after a promotion it stays the old one until the new one is whole. */
export function RankedLine({ serving, ranked, now }: Props) {
  const router = useRouter();
  const isBehind = ranked?.version !== serving;
  useEffect(() => {
    if (!isBehind) return;
    const timer = setInterval(() => router.refresh(), lookEveryMs);
    return () => clearInterval(timer);
  }, [isBehind, router]);
  const by = ranked?.version == null ? "in random order" : `ranked by v${ranked.version}`;
  return (
    <p role="status" className="mt-1 text-small text-ink-soft">
      {ranked ? (
        <>
          The queue is {by}, <TimeAgo at={ranked.at} now={now} />.
        </>
      ) : (
        "The queue has not been ranked yet."
      )}
      {isBehind && ` The order of v${serving} is being made; until it is whole, this one holds.`}
    </p>
  );
}

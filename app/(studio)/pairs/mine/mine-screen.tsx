"use client";
import Link from "next/link";
import { useState } from "react";
import { Button, buttonLook } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Notice } from "@/app/_ui/notice";
import { Loading, Skeleton } from "@/app/_ui/skeleton";
import { BenchFailure } from "../../_bench/bench-states";
import { BenchHead } from "../bench-head";
import { FilterBar } from "./filter-bar";
import { MineList } from "./mine-list";
import { useMine, type Wanted } from "./use-mine";
import { useRevise } from "./use-revise";

const all: Wanted = { q: "", verdict: null };

/** What this person has answered: found by words or verdict, and open to second thoughts. */
export function MineScreen() {
  const [wanted, setWanted] = useState<Wanted>(all);
  const { mine, more, replace, again } = useMine(wanted);
  const { revise, refusal, forgetRefusal } = useRevise(replace, again);
  const isFiltered = wanted.q.trim() !== "" || wanted.verdict !== null;
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pt-4 pb-16 sm:px-8 sm:pt-5">
      <BenchHead title="My answers" />
      <p className="mb-3">
        <Link href="/pairs/figures" className="text-ink-soft underline-offset-4 hover:text-ink hover:underline">
          How my answers compare
        </Link>
      </p>
      <FilterBar wanted={wanted} onChange={setWanted} />
      {refusal && <Notice action={<Button onClick={forgetRefusal}>Go on</Button>}>{refusal}</Notice>}
      {mine.phase === "loading" && <MineSkeleton />}
      {mine.phase === "failed" && mine.failure && <BenchFailure failure={mine.failure} onRetry={again} what="list" />}
      {mine.phase === "ready" && mine.labels.length === 0 && (
        <NothingFound isFiltered={isFiltered} onClear={() => setWanted(all)} />
      )}
      {mine.phase === "ready" && mine.labels.length > 0 && (
        <MineList
          labels={mine.labels}
          hasMore={mine.next !== null}
          isFetchingMore={mine.isFetchingMore}
          failure={mine.failure}
          onMore={more}
          onRevise={revise}
        />
      )}
    </div>
  );
}

function NothingFound({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (isFiltered)
    return (
      <EmptyState title="None of your answers is like that" action={<Button onClick={onClear}>Show all</Button>}>
        Try a shorter word, the number of a garment, or another verdict.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No answers yet"
      action={
        <Link href="/pairs" className={buttonLook("primary")}>
          Go to Pairs
        </Link>
      }
    >
      What you answer in Pairs and Complete is listed here, and can be revised.
    </EmptyState>
  );
}

const rows = ["one", "two", "three", "four", "five", "six"];

const MineSkeleton = () => (
  <Loading label="Loading your answers">
    {rows.map((row) => (
      <div key={row} className="flex h-24 items-center gap-4 border-b border-line">
        <Skeleton className="h-16 w-25" />
        <Skeleton className="h-5 w-1/2" />
      </div>
    ))}
  </Loading>
);

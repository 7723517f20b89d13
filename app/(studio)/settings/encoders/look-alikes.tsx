"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import type { StoreCard, StoreKind } from "@/lib/recommend/neighbours/pgvector/schema";

const facts: Record<StoreKind, string> = {
  memory: "In memory, by one process a machine: exact, and the quickest.",
  pgvector: "By this Postgres' pgvector: exact, slower, and without a copy in each machine's memory.",
};
const other: Record<StoreKind, { store: StoreKind; words: string }> = {
  memory: { store: "pgvector", words: "Search by pgvector" },
  pgvector: { store: "memory", words: "Search in memory" },
};

/** Where neighbours are searched, and the way to the other place where the server has it. */
export function LookAlikes({ store: { chosen, isThere, isMade } }: { store: StoreCard }) {
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  const isLacking = chosen === "pgvector" && !isMade;
  const choose = async (store: StoreKind) => {
    const answer = await call("/api/encoders/neighbours", { body: { store } });
    setFailure(answer.ok ? null : answer.sentence);
    router.refresh();
  };
  return (
    <section aria-labelledby="look-alikes">
      <h2 id="look-alikes" className="text-lead font-semibold">
        Search for look-alikes
      </h2>
      <p className="mt-1 max-w-prose text-small text-ink-soft">{facts[isLacking ? "memory" : chosen]}</p>
      {(failure || isLacking) && (
        <div className="mt-3">
          <Notice>
            {failure ?? "pgvector was chosen, but this database has not taken it; memory answers until it has."}
          </Notice>
        </div>
      )}
      {isThere || chosen === "pgvector" ? (
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <Button onClick={() => void choose(other[chosen].store)}>{other[chosen].words}</Button>
          {isLacking && isThere && <Button onClick={() => void choose("pgvector")}>Take pgvector here too</Button>}
          <p className="text-small text-ink-soft">What answers now goes on until the other has read the catalogue.</p>
        </div>
      ) : (
        <p className="mt-1 max-w-prose text-small text-ink-soft">
          This Postgres has no pgvector; where it has, searching by it can be chosen here.
        </p>
      )}
    </section>
  );
}

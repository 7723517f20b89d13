"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { counted } from "@/app/_ui/figures";
import type { AmbiguousPair } from "@/lib/flags/answers/schema";
import { MergeDialog } from "./merge-dialog";

/** Categories that reviewers keep calling the same: merge them, write the difference into the guide, or leave it, and
 *  the queue asks less between them by itself. */
export function AmbiguousList({ pairs }: { pairs: AmbiguousPair[] }) {
  const router = useRouter();
  const [merging, setMerging] = useState<AmbiguousPair | null>(null);
  if (pairs.length === 0) return null;
  return (
    <section className="mt-14">
      <h2 className="text-lead font-semibold">Called the same</h2>
      <p className="mt-1 text-ink-soft">
        Where two categories are one, merge them. Where they are not, say in the guide what tells them apart. Until then
        flags between them wait behind the others.
      </p>
      <ul className="mt-5 divide-y divide-line border-y border-line">
        {pairs.map((pair) => (
          <li
            key={`${pair.first.id}/${pair.second.id}`}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3"
          >
            <div className="min-w-0">
              <p className="text-pretty">
                <span className="font-medium">{pair.first.name}</span> and{" "}
                <span className="font-medium">{pair.second.name}</span> were called the same{" "}
                {counted(pair.ambiguous, "time")}
              </p>
              <p className="tabular text-small text-ink-soft">{restOf(pair)}</p>
            </div>
            <Button onClick={() => setMerging(pair)} aria-label={`Merge ${pair.first.name} and ${pair.second.name}`}>
              Merge…
            </Button>
          </li>
        ))}
      </ul>
      <MergeDialog
        pair={merging}
        onClose={(hasChanged) => {
          setMerging(null);
          if (hasChanged) router.refresh();
        }}
      />
    </section>
  );
}

function restOf({ kept, errors, weight }: AmbiguousPair): string {
  const asked = `${counted(kept, "other was kept", "others were kept")}, ${counted(errors, "was put right", "were put right")}`;
  return weight < 0.95 ? `${asked} · flags between them count ${weight.toFixed(1)} of the usual odds` : asked;
}

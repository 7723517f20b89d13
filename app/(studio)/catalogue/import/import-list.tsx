"use client";
import Link from "next/link";
import { count, counted } from "@/app/_ui/figures";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { ImportCard } from "@/lib/catalogue/import-jobs/schema";
import { kindWords, size, statusWords } from "./kind-words";

/** What was dropped before, the newest first. */
export function ImportList({ imports, now }: { imports: ImportCard[]; now: number }) {
  if (imports.length === 0) return null;
  return (
    <section aria-label="Earlier imports" className="mt-12">
      <h2 className="text-lead font-semibold">Earlier imports</h2>
      <ul className="mt-3">
        {imports.map((card) => (
          <li key={card.id} className="border-t border-line">
            <Link
              href={`/catalogue/import/${card.id}`}
              className="group grid gap-x-6 gap-y-0.5 py-3 sm:grid-cols-[minmax(0,1fr)_auto]"
            >
              <span className="min-w-0 truncate font-medium group-hover:underline group-hover:underline-offset-4">
                {card.fileName}
              </span>
              <span className="text-small text-ink-soft sm:text-right">
                <TimeAgo at={card.createdAt} now={now} />
                {card.by && `, ${card.by}`}
              </span>
              <span className="text-small text-ink-soft">
                {kindWords[card.kind].name} · {card.bytes === null ? "by the command line" : size(card.bytes)}
              </span>
              <span className="tabular text-small text-ink-soft sm:text-right">{resultWords(card)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function resultWords({ status, outcome }: ImportCard): string {
  if (!outcome) return statusWords[status];
  const parts = [`${count(outcome.added)} new`, `${count(outcome.changed)} changed`];
  if (outcome.delisted > 0) parts.push(`${count(outcome.delisted)} delisted`);
  if (outcome.refused > 0) parts.push(`${counted(outcome.refused, "row")} refused`);
  return parts.join(" · ");
}

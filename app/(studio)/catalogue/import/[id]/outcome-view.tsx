"use client";
import Link from "next/link";
import { buttonLook } from "@/app/_ui/button";
import { counted } from "@/app/_ui/figures";
import type { ImportCard, ImportOutcome } from "@/lib/catalogue/import-jobs/schema";
import { Figure, RefusedLink } from "./plan-view";

/** What came of it. */
export function OutcomeView({ card, outcome }: { card: ImportCard; outcome: ImportOutcome }) {
  const { rows, added, changed, unchanged, refused, delisted, delivered, contested, brokenPhotos } = outcome;
  return (
    <section aria-label="What was done" className="mt-8">
      <p className="text-lead">
        Brought in: {counted(rows, "row")} of {card.fileName}.
      </p>
      <dl className="mt-5 grid grid-cols-2 gap-x-8 gap-y-5 sm:grid-cols-5">
        <Figure name="New" n={added} />
        <Figure name="Changed" n={changed} />
        <Figure name="The same" n={unchanged} />
        <Figure name="Rows refused" n={refused} />
        {card.kind === "catalogue" && <Figure name="Delisted" n={delisted} />}
      </dl>
      <ul className="mt-5 space-y-1.5 text-ink-soft">
        {delivered > 0 && <li>{counted(delivered, "correction has", "corrections have")} arrived at the source.</li>}
        {contested > 0 && (
          <li>
            {counted(contested, "corrected value differs", "corrected values differ")} from what the source says now.
            The corrections hold, and{" "}
            <Link href="/review" className="text-accent underline underline-offset-4">
              Review
            </Link>{" "}
            asks about them.
          </li>
        )}
        {brokenPhotos > 0 && (
          <li>{counted(brokenPhotos, "photo")} could not be used; the list of refused rows says which and why.</li>
        )}
        {card.reason && <li className="border-l-2 border-alert pl-3 text-ink">{card.reason}</li>}
      </ul>
      <div className="mt-7 flex flex-wrap items-center gap-4">
        <Link href="/catalogue" className={buttonLook("primary")}>
          Open the catalogue
        </Link>
        <Link href="/catalogue/import" className={buttonLook("outline")}>
          Import another file
        </Link>
        {card.way === "sent" && refused + brokenPhotos > 0 && <RefusedLink id={card.id} />}
      </div>
    </section>
  );
}

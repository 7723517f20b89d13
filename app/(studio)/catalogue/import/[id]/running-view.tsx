"use client";
import { Button } from "@/app/_ui/button";
import { count, percent } from "@/app/_ui/figures";
import type { ImportCard } from "@/lib/catalogue/import-jobs/schema";
import { ShareBar } from "../share-bar";

/** What runs now, how far it is, and a way to stop it. */
export function RunningView({ card, onCancel }: { card: ImportCard; onCancel: () => void }) {
  const { status, progress } = card;
  const share = progress?.share ?? null;
  return (
    <section aria-label="Progress" className="appear mt-8">
      <div className="flex items-center justify-between gap-4">
        <p className="font-medium">
          {progress === null
            ? "Waiting for the worker"
            : status === "checking"
              ? "Looking at what would change"
              : "Bringing it in"}
        </p>
        <Button onClick={onCancel}>{status === "applying" ? "Stop" : "Cancel"}</Button>
      </div>
      <div className="mt-3">
        <ShareBar label="Progress of the import" share={share} />
      </div>
      <p role="status" className="tabular mt-2 min-h-5 text-small text-ink-soft">
        {progress && `${count(progress.rows)} rows${share === null ? "" : ` · ${percent(share)}`}`}
      </p>
      <p className="mt-1 text-small text-ink-soft">It goes on when you leave this page.</p>
    </section>
  );
}

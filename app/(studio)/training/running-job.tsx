"use client";
import { Button } from "@/app/_ui/button";
import { count, duration } from "@/app/_ui/figures";
import type { RunCard } from "@/lib/training/schema";
import { Curve } from "./curve";
import { starterOf } from "./run-history";

/** The run under way: phase, how far, how long, and its curve as it grows. */
export function RunningJob({ run, onCancel }: { run: RunCard; onCancel: () => void }) {
  const { progress, phase, curve, status } = run;
  const share = progress?.epochs && progress.epoch !== undefined ? progress.epoch / progress.epochs : null;
  const facts = [
    progress?.epochs ? `epoch ${progress.epoch ?? 0} of ${progress.epochs}` : null,
    progress?.itemsPerSecond ? `${count(Math.round(progress.itemsPerSecond))} a second` : null,
    progress?.secondsLeft === undefined ? null : `about ${duration(progress.secondsLeft)} left`,
    progress?.rssMb ? `${count(progress.rssMb)} MB` : null,
    progress?.backend ?? null,
    run.attempts > 1 ? `attempt ${run.attempts}` : null,
  ].filter(Boolean);
  return (
    <div className="appear mt-5" data-run={run.id} data-status={status}>
      <div className="flex items-center justify-between gap-4">
        <p>
          <span className="font-medium first-letter:uppercase">
            {status === "queued" ? "Waiting for the worker" : (phase ?? progress?.phase ?? "Starting")}
          </span>
          <span className="text-small text-ink-soft"> · started by {starterOf(run)}</span>
        </p>
        <Button onClick={onCancel} disabled={run.isCancelAsked}>
          {run.isCancelAsked ? "Cancelling" : "Cancel"}
        </Button>
      </div>
      <progress
        aria-label="Progress of the run"
        value={share ?? undefined}
        max={1}
        className="mt-3 block h-1 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[width]"
      />
      <p className="tabular mt-2 min-h-5 text-small text-ink-soft">{facts.join(" · ")}</p>
      <Curve points={curve} />
    </div>
  );
}

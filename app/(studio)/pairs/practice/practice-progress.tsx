import clsx from "clsx";
import type { PracticeStep } from "@/lib/labels/practice/schema";

const isAsAgreed = ({ answer }: PracticeStep) => answer !== null && answer.given === answer.agreed;

/** "8 of 20", with a mark for each pair: full where one agreed, hollow where not. */
export function PracticeProgress({ steps, at }: { steps: PracticeStep[]; at: number }) {
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1 text-small text-ink-soft">
      <span className="tabular">
        {Math.min(at + 1, steps.length)} of {steps.length}
      </span>
      <span aria-hidden className="flex flex-wrap gap-1">
        {steps.map((step, place) => (
          <span
            key={step.pairId}
            className={clsx(
              "size-2 rounded-full border",
              isAsAgreed(step) ? "border-accent bg-accent" : step.answer ? "border-accent" : "border-line bg-line",
              place === at && "outline-1 outline-offset-2 outline-edge",
            )}
          />
        ))}
      </span>
    </div>
  );
}

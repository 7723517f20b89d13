import { percent } from "@/app/_ui/figures";
import { costsOf } from "@/lib/queue/plan/rules";
import type { QueuePlan } from "@/lib/queue/schema";
import { partsOf } from "./plan-words";

/** What the plan costs: of all answers, how many go to what. Patterns beside colours, words beside both. */
export function CostBar({ plan }: { plan: QueuePlan }) {
  const parts = partsOf(plan);
  const { firstLooks } = costsOf(plan);
  return (
    <div>
      <div aria-hidden className="flex h-3 gap-px overflow-hidden rounded-sm">
        {parts.map(({ name, share, look }) => (
          <span key={name} className={look} style={{ width: `${share * 100}%` }} />
        ))}
      </div>
      <ul aria-label="Of all answers" className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-small">
        {parts.map(({ name, share, look }) => (
          <li key={name} className="flex items-center gap-2">
            <span aria-hidden className={`size-2.5 rounded-sm ${look}`} />
            <span className="tabular font-medium">{percent(share, 1)}</span>
            <span className="text-ink-soft">{name}</span>
          </li>
        ))}
      </ul>
      <p className="mt-3 max-w-prose text-small text-ink-soft">
        Checking costs {percent(1 - firstLooks, 1)} of all answers: of a thousand, {Math.round(1_000 * firstLooks)} are
        about pairs that nobody has judged before.
      </p>
    </div>
  );
}

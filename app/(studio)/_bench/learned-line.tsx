import { counted, decimal } from "@/app/_ui/figures";
import type { Learned } from "@/lib/insights/schema";

/** "quality .64 → .65 (± .02)", as far as it was measured. */
function qualityOf({ before, after }: Learned): string {
  if (!after) return "";
  const give = decimal((after.upper - after.lower) / 2);
  const value = before ? `${decimal(before.value)} → ${decimal(after.value)}` : decimal(after.value);
  return `; quality ${value} (± ${give})`;
}

const ownOf = ({ own }: Learned): string => (own === 0 ? "" : `, ${own === 1 ? "one" : own} of them yours`);

/** "v13 learned from 1,240 new answers, 100 of them yours; quality .64 → .65 (± .02)" */
export function LearnedLine({ learned }: { learned: Learned }) {
  return (
    <p className="tabular min-w-0 text-small text-pretty text-ink-soft">
      v{learned.version} learned from {counted(learned.answers, "new answer")}
      {ownOf(learned)}
      {qualityOf(learned)}
    </p>
  );
}

import { Notice } from "@/app/_ui/notice";
import { isStale } from "@/lib/insights/rollup/rules";

/** Said where figures are read off what a worker counts, while none does. */
export function NobodyCounts({ countedUntil, now }: { countedUntil: string | null; now: number }) {
  if (!isStale(countedUntil, now)) return null;
  return (
    <Notice>
      Nobody counts at the moment, so later answers are missing here. Nothing is lost: start a worker, and the figures
      catch up by themselves.
    </Notice>
  );
}

import clsx from "clsx";
import { count } from "@/app/_ui/figures";
import { type ErrorRate, leastLooks } from "@/lib/insights/schema";

type Props = { errorRate: ErrorRate | null; className?: string };

/** How much of the catalogue is filed wrongly, in one sentence with its interval; nothing before the first look. */
export function ErrorRateNote({ errorRate, className }: Props) {
  if (!errorRate) return null;
  return <p className={clsx("tabular text-small text-ink-soft", className)}>{wordsOf(errorRate)}</p>;
}

const oneDigit = (share: number) => (share * 100).toFixed(1);

function wordsOf({ rate, low, high, looks }: ErrorRate): string {
  if (looks < leastLooks)
    return `${count(looks)} of ${leastLooks} looks drawn at random: too few yet to say how much is misfiled.`;
  return `About ${oneDigit(rate)} % of products not yet reviewed are misfiled (${oneDigit(low)}–${oneDigit(high)} %), from ${count(looks)} looks drawn at random.`;
}

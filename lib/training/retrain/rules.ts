import type { HeadRetrain, RetrainRules, Since } from "./schema";

/** A worker that comes back later than this after the hour leaves the night's run to the next night. */
const nightHours = 6;
/** Fewer answers than this are no ground to say that training pays, nor enough to train again on. */
export const leastLearnt = 100;

const quarterMs = 15 * 60_000;
const minutesOfDay = 24 * 60;

/** Why a head is to be trained now, as a manager reads it; null while it is not. */
export function dueReason(head: HeadRetrain, { hour, timeZone }: RetrainRules, since: Since, now: Date): string | null {
  if (since.isActive) return null;
  const { labels, imports, learnt, lastRunAt } = since;
  if (head.everyLabels !== null && labels >= head.everyLabels) return `${counted(labels, "new answer")}`;
  if (head.whenItPays && labels >= leastLearnt && learnt && learnt.answers >= leastLearnt && learnt.lower > 0)
    return `${counted(learnt.answers, "answer")} since its training foretell others better than it does`;
  if (head.nightly && (labels > 0 || imports > 0)) {
    const night = latestNight(now, hour, timeZone);
    const isStill = now.getTime() - night.getTime() < nightHours * 3_600_000;
    if (isStill && (lastRunAt === null || lastRunAt < night)) return "every night";
  }
  return null;
}

const counted = (n: number, one: string) => `${new Intl.NumberFormat("en-GB").format(n)} ${n === 1 ? one : `${one}s`}`;

/** When it last turned that hour there. On the night that skips the hour it is the moment after the gap. */
export function latestNight(now: Date, hour: number, timeZone: string): Date {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const minuteAt = (at: number) => {
    const [h = 0, m = 0] = clock.format(at).split(":").map(Number);
    return h * 60 + m;
  };
  const wanted = hour * 60;
  let at = Math.floor(now.getTime() / quarterMs) * quarterMs;
  // Two days back at most: every one of them passes each hour, or the gap that holds it.
  for (let back = 0; back < 192; back++, at -= quarterMs) {
    const [before, after] = [minuteAt(at - quarterMs), minuteAt(at)];
    // Half a day apart is midnight; less is a clock that was set back, which passes no hour anew.
    const isMidnight = before - after > minutesOfDay / 2;
    if (isMidnight ? after >= wanted : before < wanted && after >= wanted) return new Date(at);
  }
  throw new RangeError(`no hour ${hour} in ${timeZone}`);
}

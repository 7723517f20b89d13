import { count, counted, percent } from "@/app/_ui/figures";
import { breakSeconds, perWorkHour, skipRate, undoRate } from "@/lib/insights/throughput/rules";
import type { Measures } from "@/lib/insights/throughput/schema";
import { Stat } from "../band";
import { hoursText, secondsText } from "./words";

/** The days shown in six figures, each with what it rests on. */
export function Figures({ total }: { total: Measures }) {
  const { labels, undone, revised, late, skipped, workSeconds, pace, between } = total;
  const hourly = perWorkHour(total);
  return (
    <>
      <dl className="grid gap-x-10 gap-y-6 sm:grid-cols-2 lg:grid-cols-3">
        <Stat name="Labels" value={count(labels)} note={extras({ revised, late })} />
        <Stat
          name="Labels an hour of work"
          value={hourly === null ? "not known yet" : count(Math.round(hourly))}
          note={hourly === null ? undefined : hoursText(workSeconds)}
        />
        <Stat
          name="Median time on an answer"
          value={pace ? secondsText(pace.median) : "not known yet"}
          note={pace ? `nine in ten within ${secondsText(pace.p90)}` : undefined}
        />
        <Stat
          name="From one answer to the next"
          value={between ? secondsText(between.median) : "not known yet"}
          note={between ? `nine in ten within ${secondsText(between.p90)}` : undefined}
        />
        <Stat name="Taken back" value={rate(undoRate(total))} note={counted(undone, "answer")} />
        <Stat name="Passed on" value={rate(skipRate(total))} note={counted(skipped, "skip")} />
      </dl>
      <p className="mt-5 max-w-prose text-small text-ink-soft">
        The time of a set or a page counts in equal parts for each of its answers. Pauses of more than{" "}
        {breakSeconds / 60} minutes are breaks and count for nothing. What a rule settled is nobody's label.
      </p>
    </>
  );
}

const rate = (share: number | null): string => (share === null ? "not known yet" : percent(share, 1));

function extras({ revised, late }: { revised: number; late: number }): string | undefined {
  const parts = [revised > 0 && `${count(revised)} revised`, late > 0 && `${count(late)} came late`].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : undefined;
}

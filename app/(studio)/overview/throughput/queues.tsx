import { count } from "@/app/_ui/figures";
import type { QueueLeft } from "@/lib/insights/throughput/schema";
import { Stat } from "../band";
import { daysText } from "./words";

const names = { compatibility: "Pairs", category: "Flags" } as const;

/** What waits in each queue, and how long it lasts at the pace of the last seven days, whatever days are shown. */
export function Queues({ queues }: { queues: QueueLeft[] }) {
  return (
    <section className="break-inside-avoid">
      <h2 className="border-t border-line pt-4 text-lead font-semibold">What is left</h2>
      <dl className="mt-5 grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {queues.map(({ head, open, leased, perDay, daysLeft }) => (
          <Stat
            key={head}
            name={`${names[head]} waiting${leased > 0 ? `, ${count(leased)} of them with someone` : ""}`}
            value={count(open)}
            note={
              daysLeft === null
                ? "nobody answered any in the last 7 days"
                : `${daysText(daysLeft)} at ${paceText(perDay)} a day, as in the last 7`
            }
          />
        ))}
      </dl>
      <p className="mt-5 max-w-prose text-small text-ink-soft">
        The pace counts every day of the week. Each new ranking brings in further pairs and flags, so a queue is a stock
        to draw on and not a debt.
      </p>
    </section>
  );
}

const paceText = (perDay: number) => (perDay < 10 ? perDay.toFixed(1) : count(Math.round(perDay)));

import type { Grain, Period } from "@/lib/insights/throughput/schema";
import { LazyLinesChart } from "./lazy-charts";
import { Section } from "./section";
import { columnsOf, PeriodTable } from "./tables";
import { grainWords } from "./words";

type Props = { periods: Period[]; per: Grain; file: string };

/** How deep the queues were at the end of each period; filters do not touch it. */
export function WaitingSection({ periods, per, file }: Props) {
  const title = `What waited, per ${grainWords[per]}`;
  const isKnown = periods.some(({ pairsWaiting, flagsWaiting }) => pairsWaiting !== null || flagsWaiting !== null);
  if (!isKnown)
    return (
      <p className="max-w-prose text-small text-ink-soft">
        How deep the queues are is noted once an hour while a worker runs. Nothing was noted in the days shown.
      </p>
    );
  return (
    <Section
      title={title}
      chart={
        <LazyLinesChart
          label={`Tasks that waited at the end of each ${grainWords[per]}. The table below holds each ${grainWords[per]}.`}
          unit="tasks"
          per={per}
          lines={[
            { name: "Pairs waiting", values: periods.map(({ pairsWaiting }) => pairsWaiting) },
            { name: "Flags waiting", values: periods.map(({ flagsWaiting }) => flagsWaiting) },
          ]}
          starts={periods.map(({ start }) => start)}
        />
      }
      table={<PeriodTable caption={title} periods={periods} per={per} columns={columnsOf.waiting} />}
      file={file}
      fileName="What waited"
    />
  );
}

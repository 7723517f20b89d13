import { counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import { searchOf, skipRate, undoRate } from "@/lib/insights/throughput/rules";
import type { Throughput, ThroughputQuery, ThroughputTable } from "@/lib/insights/throughput/schema";
import { NobodyCounts } from "../nobody-counts";
import { Figures } from "./figures";
import { FilterBar } from "./filter-bar";
import { LazyLabelsChart, LazyLinesChart } from "./lazy-charts";
import { drawnParts } from "./looks";
import { Queues } from "./queues";
import { Section } from "./section";
import { columnsOf, PartsTable, PeriodTable } from "./tables";
import { ThroughputHead } from "./throughput-head";
import { WaitingSection } from "./waiting-section";
import { grainWords, longDay, partName, secondsText, splitWords } from "./words";

type Props = { found: Throughput; query: ThroughputQuery; isMisread: boolean; now: number };

/** How much is answered, how fast, by what, and how long the queues last: each chart with its table and its file. */
export function ThroughputScreen({ found, query, isMisread, now }: Props) {
  const { from, to, per, total, parts, periods, queues } = found;
  const shown = `${longDay(from)} to ${longDay(to)}`;
  const file = (table: ThroughputTable) =>
    `/api/overview/throughput?${[`table=${table}`, searchOf(query)].filter(Boolean).join("&")}`;
  const chartOf = { starts: periods.map(({ start }) => start), per };
  const periodsOf = { periods, per };
  const each = grainWords[per];
  return (
    <div className="mx-auto w-full max-w-6xl space-y-12 px-4 py-8 sm:px-8">
      <ThroughputHead countedUntil={found.countedUntil} shown={shown} timeZone={found.timeZone} now={now} />
      {isMisread && <Notice>This address asks for something that is not there, so the usual view is shown.</Notice>}
      <NobodyCounts countedUntil={found.countedUntil} now={now} />
      <FilterBar query={query} from={from} to={to} groups={found.groups} people={found.people} today={found.today} />
      <Figures total={total} />
      <Section
        title={`Labels per ${each}`}
        chart={
          <LazyLabelsChart
            label={`${counted(total.labels, "label")}, ${shown}. The table below holds each ${each}.`}
            periods={periods.map(({ start, byPart }) => ({ start, byPart }))}
            parts={drawnParts(parts, partName)}
            per={per}
          />
        }
        table={<PeriodTable caption={`Labels per ${each}`} {...periodsOf} columns={columnsOf.labels(parts)} />}
        file={file("periods")}
        fileName={`Labels per ${each}`}
      />
      <Section
        title="Time on an answer"
        chart={
          <LazyLinesChart
            label={`Time on an answer per ${each}${total.pace ? `: median ${secondsText(total.pace.median)}, nine in ten within ${secondsText(total.pace.p90)}` : ""}. The table below holds each ${each}.`}
            unit="seconds"
            lines={[
              { name: "Median", values: periods.map(({ pace }) => pace?.median ?? null) },
              { name: "Nine in ten within", values: periods.map(({ pace }) => pace?.p90 ?? null) },
            ]}
            {...chartOf}
          />
        }
        table={<PeriodTable caption={`Time on an answer per ${each}`} {...periodsOf} columns={columnsOf.pace} />}
        file={file("periods")}
        fileName="Time on an answer"
      />
      <Section
        title="Taken back and passed on"
        chart={
          <LazyLinesChart
            label={`Share of answers taken back and of tasks passed on per ${each}. The table below holds each ${each}.`}
            unit="share"
            lines={[
              { name: "Taken back", values: periods.map(undoRate) },
              { name: "Passed on", values: periods.map(skipRate) },
            ]}
            {...chartOf}
          />
        }
        table={
          <PeriodTable caption={`Taken back and passed on per ${each}`} {...periodsOf} columns={columnsOf.rates} />
        }
        file={file("periods")}
        fileName="Taken back and passed on"
      />
      <Section
        title={`By ${splitWords[query.split].toLowerCase()}`}
        table={<PartsTable caption={`By ${splitWords[query.split].toLowerCase()}`} parts={parts} />}
        file={file("parts")}
        fileName={`By ${splitWords[query.split].toLowerCase()}`}
      />
      <Queues queues={queues} />
      <WaitingSection periods={periods} per={per} file={file("periods")} />
    </div>
  );
}

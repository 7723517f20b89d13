import { count, percent } from "@/app/_ui/figures";
import { type Column, Table } from "@/app/_ui/table";
import { perWorkHour, skipRate, undoRate } from "@/lib/insights/throughput/rules";
import type { Grain, Measures, Part, Period } from "@/lib/insights/throughput/schema";
import { longPeriod, partName, secondsText } from "./words";

type PeriodProps = { caption: string; periods: Period[]; per: Grain };
const none = "–";
const rate = (share: number | null) => (share === null ? none : percent(share, 1));
const number = <Row,>(title: string, cell: (row: Row) => string): Column<Row> => ({ title, cell, isNumber: true });

const periodColumn = (per: Grain): Column<Period> => ({
  title: per === "hour" ? "Hour" : per === "day" ? "Day" : "Week",
  cell: ({ start, isPartial }) => `${longPeriod(start, per)}${isPartial ? ", in part" : ""}`,
});

const newestFirst = (periods: Period[]) => [...periods].reverse();
const keyOf = ({ start }: Period) => start;

export const LabelsTable = ({ caption, periods, per, parts }: PeriodProps & { parts: Part[] }) => (
  <Table
    caption={caption}
    keyOf={keyOf}
    rows={newestFirst(periods)}
    columns={[
      periodColumn(per),
      ...parts.map((part) => number<Period>(partName(part), ({ byPart }) => count(byPart[part.key] ?? 0))),
      number<Period>("All", ({ labels }) => count(labels)),
    ]}
  />
);

export const PaceTable = ({ caption, periods, per }: PeriodProps) => (
  <Table
    caption={caption}
    keyOf={keyOf}
    rows={newestFirst(periods)}
    columns={[periodColumn(per), ...paceColumns<Period>(), number<Period>("Labels", ({ labels }) => count(labels))]}
  />
);

export const RatesTable = ({ caption, periods, per }: PeriodProps) => (
  <Table
    caption={caption}
    keyOf={keyOf}
    rows={newestFirst(periods)}
    columns={[
      periodColumn(per),
      ...rateColumns<Period>(),
      number<Period>("Taken back, n", ({ undone }) => count(undone)),
      number<Period>("Passed on, n", ({ skipped }) => count(skipped)),
    ]}
  />
);

const waiting = (tasks: number | null) => (tasks === null ? none : count(tasks));

export const WaitingTable = ({ caption, periods, per }: PeriodProps) => (
  <Table
    caption={caption}
    keyOf={keyOf}
    rows={newestFirst(periods)}
    columns={[
      periodColumn(per),
      number<Period>("Pairs waiting", ({ pairsWaiting }) => waiting(pairsWaiting)),
      number<Period>("Flags waiting", ({ flagsWaiting }) => waiting(flagsWaiting)),
    ]}
  />
);

export const PartsTable = ({ caption, parts }: { caption: string; parts: (Part & Measures)[] }) => (
  <Table
    caption={caption}
    keyOf={({ key }) => key}
    rows={parts}
    columns={[
      { title: "", cell: partName },
      number<Part & Measures>("Labels", ({ labels }) => count(labels)),
      number<Part & Measures>("An hour of work", (row) => {
        const hourly = perWorkHour(row);
        return hourly === null ? none : count(Math.round(hourly));
      }),
      ...paceColumns<Part & Measures>(),
      ...rateColumns<Part & Measures>(),
    ]}
  />
);

const paceColumns = <Row extends Measures>(): Column<Row>[] => [
  number("Median time", ({ pace }) => (pace ? secondsText(pace.median) : none)),
  number("Nine in ten within", ({ pace }) => (pace ? secondsText(pace.p90) : none)),
  number("To the next answer", ({ between }) => (between ? secondsText(between.median) : none)),
];

const rateColumns = <Row extends Measures>(): Column<Row>[] => [
  number("Taken back", (row) => rate(undoRate(row))),
  number("Passed on", (row) => rate(skipRate(row))),
];

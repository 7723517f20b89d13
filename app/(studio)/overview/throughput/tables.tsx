import { count, percent } from "@/app/_ui/figures";
import { type Column, Table } from "@/app/_ui/table";
import { perWorkHour, skipRate, undoRate } from "@/lib/insights/throughput/rules";
import type { Grain, Measures, Part, Period } from "@/lib/insights/throughput/schema";
import { longPeriod, partName, secondsText } from "./words";

const none = "–";
const rate = (share: number | null) => (share === null ? none : percent(share, 1));
const number = <Row,>(title: string, cell: (row: Row) => string): Column<Row> => ({ title, cell, isNumber: true });

const periodColumn = (per: Grain): Column<Period> => ({
  title: per === "hour" ? "Hour" : per === "day" ? "Day" : "Week",
  cell: ({ start, isPartial }) => `${longPeriod(start, per)}${isPartial ? ", in part" : ""}`,
});

type PeriodProps = { caption: string; periods: Period[]; per: Grain; columns: Column<Period>[] };

/** Figures of each period, the newest first. */
export const PeriodTable = ({ caption, periods, per, columns }: PeriodProps) => (
  <Table
    caption={caption}
    keyOf={({ start }) => start}
    rows={[...periods].reverse()}
    columns={[periodColumn(per), ...columns]}
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

const waiting = (tasks: number | null) => (tasks === null ? none : count(tasks));

/** What each table of periods tells. */
export const columnsOf = {
  labels: (parts: Part[]) => [
    ...parts.map((part) => number<Period>(partName(part), ({ byPart }) => count(byPart[part.key] ?? 0))),
    number<Period>("All", ({ labels }) => count(labels)),
  ],
  pace: [...paceColumns<Period>(), number<Period>("Labels", ({ labels }) => count(labels))],
  rates: [
    ...rateColumns<Period>(),
    number<Period>("Taken back, n", ({ undone }) => count(undone)),
    number<Period>("Passed on, n", ({ skipped }) => count(skipped)),
  ],
  waiting: [
    number<Period>("Pairs waiting", ({ pairsWaiting }) => waiting(pairsWaiting)),
    number<Period>("Flags waiting", ({ flagsWaiting }) => waiting(flagsWaiting)),
  ],
};

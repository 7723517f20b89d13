import { perWorkHour, skipRate, undoRate } from "@/lib/insights/throughput/rules";
import type { Measures, Throughput, ThroughputTable } from "@/lib/insights/throughput/schema";
import { type Cell, csvText, type Row, rounded } from "../csv-file";

/** One of the page's tables as CSV: shares from 0 to 1, times in seconds, days and hours on the house's clock. */
export const csvOf = (found: Throughput, table: ThroughputTable): string =>
  csvText(columnsOf(found, table), table === "periods" ? periodRows(found) : partRows(found));

const measureColumns = [
  "labels",
  "undone",
  "revised",
  "late",
  "skipped",
  "hours_of_work",
  "labels_per_hour_of_work",
  "seconds_median",
  "seconds_p90",
  "seconds_to_next_median",
  "undo_rate",
  "skip_rate",
] as const;

const columnsOf = ({ per, parts, split }: Throughput, table: ThroughputTable): string[] =>
  table === "periods"
    ? [
        per,
        "in_part",
        ...parts.map(({ name }) => `labels: ${name}`),
        ...measureColumns,
        "pairs_waiting",
        "flags_waiting",
      ]
    : [split, ...measureColumns];

const periodRows = ({ periods, parts, per }: Throughput): Row[] =>
  periods.map((period) => ({
    [per]: period.start,
    in_part: period.isPartial ? "yes" : "no",
    ...Object.fromEntries(parts.map(({ key, name }) => [`labels: ${name}`, period.byPart[key] ?? 0])),
    ...cellsOf(period),
    pairs_waiting: period.pairsWaiting,
    flags_waiting: period.flagsWaiting,
  }));

const partRows = ({ parts, split }: Throughput): Row[] =>
  parts.map((part) => ({ [split]: part.name, ...cellsOf(part) }));

const cellsOf = (measures: Measures): Record<(typeof measureColumns)[number], Cell> => ({
  labels: measures.labels,
  undone: measures.undone,
  revised: measures.revised,
  late: measures.late,
  skipped: measures.skipped,
  hours_of_work: rounded(measures.workSeconds / 3_600, 3),
  labels_per_hour_of_work: rounded(perWorkHour(measures), 1),
  seconds_median: rounded(measures.pace?.median, 2),
  seconds_p90: rounded(measures.pace?.p90, 2),
  seconds_to_next_median: rounded(measures.between?.median, 2),
  undo_rate: rounded(undoRate(measures), 4),
  skip_rate: rounded(skipRate(measures), 4),
});

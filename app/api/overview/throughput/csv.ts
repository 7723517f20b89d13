import { stringify } from "csv-stringify/sync";
import { perWorkHour, skipRate, undoRate } from "@/lib/insights/throughput/rules";
import type { Measures, Throughput, ThroughputTable } from "@/lib/insights/throughput/schema";

type Cell = string | number | null;
type Row = Record<string, Cell>;

const rounded = (value: number | null | undefined, digits: number): number | null =>
  value === null || value === undefined ? null : Number(value.toFixed(digits));

/** One of the page's tables as CSV: plain numbers, shares from 0 to 1, times in seconds, UTC. An empty cell is not known. */
export function csvOf(found: Throughput, table: ThroughputTable): string {
  const rows = table === "periods" ? periodRows(found) : partRows(found);
  return stringify(rows, { header: true, columns: columnsOf(found, table), escape_formulas: true });
}

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
    ? [per, "in_part", ...parts.map(({ name }) => `labels: ${name}`), ...measureColumns]
    : [split, ...measureColumns];

const periodRows = ({ periods, parts, per }: Throughput): Row[] =>
  periods.map((period) => ({
    [per]: per === "hour" ? period.start : period.start.slice(0, 10),
    in_part: period.isPartial ? "yes" : "no",
    ...Object.fromEntries(parts.map(({ key, name }) => [`labels: ${name}`, period.byPart[key] ?? 0])),
    ...cellsOf(period),
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

import { type Histogram, spreadOf } from "./rules";
import type { Measures } from "./schema";

/** What a row of the rollup, or a sum of some, holds. */
export type Tally = Pick<Measures, "labels" | "undone" | "revised" | "late" | "skipped"> & {
  workMs: number;
  pace: Histogram;
  between: Histogram;
};

const none: Tally = { labels: 0, undone: 0, revised: 0, late: 0, skipped: 0, workMs: 0, pace: 0n, between: 0n };

const add = (a: Tally, b: Tally): Tally => ({
  labels: a.labels + b.labels,
  undone: a.undone + b.undone,
  revised: a.revised + b.revised,
  late: a.late + b.late,
  skipped: a.skipped + b.skipped,
  workMs: a.workMs + b.workMs,
  pace: a.pace + b.pace,
  between: a.between + b.between,
});

/** Several tallies as one set of figures. */
export function measuresOf(tallies: readonly Tally[]): Measures {
  const { workMs, pace, between, ...counted } = tallies.reduce(add, none);
  return { ...counted, workSeconds: workMs / 1_000, pace: spreadOf(pace), between: spreadOf(between) };
}

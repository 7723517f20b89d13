import { type Bins, spreadOf } from "./rules";
import type { Measures } from "./schema";

type Counts = Pick<Measures, "labels" | "undone" | "revised" | "late" | "skipped"> & { workMs: number };
type BinArrays = { bins: readonly number[]; pace: readonly number[]; between: readonly number[] };

/** Rows of counts and of bins as one set of figures. */
export function measuresOf(counts: readonly Counts[], binned: readonly BinArrays[]): Measures {
  const sum = (of: (row: Counts) => number) => counts.reduce((total, row) => total + of(row), 0);
  return {
    labels: sum((row) => row.labels),
    undone: sum((row) => row.undone),
    revised: sum((row) => row.revised),
    late: sum((row) => row.late),
    skipped: sum((row) => row.skipped),
    workSeconds: sum((row) => row.workMs) / 1_000,
    pace: spreadOf(mergeBins(binned, (row) => row.pace)),
    between: spreadOf(mergeBins(binned, (row) => row.between)),
  };
}

function mergeBins(rows: readonly BinArrays[], countsOf: (row: BinArrays) => readonly number[]): Bins {
  const merged = new Map<number, number>();
  for (const row of rows) {
    const counts = countsOf(row);
    row.bins.forEach((bin, place) => {
      merged.set(bin, (merged.get(bin) ?? 0) + (counts[place] ?? 0));
    });
  }
  return merged;
}

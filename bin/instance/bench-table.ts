import type { Figure } from "./bench-types";

/** Figures as a table of value, target and ok. */
export function benchTable(figures: Figure[]): string {
  const rows = figures.map(({ name, value, unit, target, ok }) => [
    name,
    `${round(value)} ${unit}`,
    target === undefined ? "" : `${target}`,
    ok ? "ok" : "MISSED",
  ]);
  const all = [["figure", "value", "target", "ok"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Four significant digits say all that a bench knows. */
const round = (value: number): string => (Number.isInteger(value) ? `${value}` : `${Number(value.toPrecision(4))}`);

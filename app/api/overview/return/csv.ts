import type { Return, ReturnTable } from "@/lib/insights/return/schema";
import { csvText, figureCells, figureColumns, type Row, rounded } from "../csv-file";

/** One of the page's tables as CSV; figures with their 95 % interval and n. */
export const csvOf = (found: Return, table: ReturnTable): string => csvText(columnsOf[table], rowsOf[table](found));

const columnsOf: Record<ReturnTable, string[]> = {
  versions: ["version", "serves", "judged_pairs", "measured_on", ...figureColumns("quality")],
  curve: ["judged_pairs", "quality"],
  slices: ["about", "slice", ...figureColumns("telling"), ...figureColumns("bits")],
  weeks: ["week", ...figureColumns("misfiled"), "corrections", "corrections_so_far"],
};

const rowsOf: Record<ReturnTable, (found: Return) => Row[]> = {
  versions: ({ curve: { points, measuredOn } }) =>
    points.map(({ version, labels, quality, isChampion }) => ({
      version,
      serves: isChampion ? "yes" : "no",
      judged_pairs: labels,
      measured_on: measuredOn,
      ...figureCells("quality", quality),
    })),
  curve: ({ curve }) => curve.fitted.map(({ labels, value }) => ({ judged_pairs: labels, quality: rounded(value, 4) })),
  slices: ({ slices }) =>
    slices.map(({ head, slice, telling, bits }) => ({
      about: head === "compatibility" ? "pairs" : "flags",
      slice,
      ...figureCells("telling", telling),
      ...figureCells("bits", bits),
    })),
  weeks: ({ weeks }) =>
    weeks.map(({ week, errorRate, fixes, fixesSoFar }) => ({
      week,
      ...figureCells("misfiled", errorRate),
      corrections: fixes,
      corrections_so_far: fixesSoFar,
    })),
};

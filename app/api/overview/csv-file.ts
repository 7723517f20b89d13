import { stringify } from "csv-stringify/sync";
import type { Figure } from "@/lib/models/schema";

export type Cell = string | number | null;
export type Row = Record<string, Cell>;

export const rounded = (value: number | null | undefined, digits: number): number | null =>
  value === null || value === undefined ? null : Number(value.toFixed(digits));

/** Rows as CSV: plain numbers, an empty cell is not known, nothing is a formula to a spreadsheet. */
export const csvText = (columns: readonly string[], rows: Row[]): string =>
  stringify(rows, { header: true, columns: [...columns], escape_formulas: true });

/** The columns of a figure with its interval. */
export const figureColumns = (name: string): string[] => [name, `${name}_lower`, `${name}_upper`, `${name}_n`];
export const figureCells = (name: string, figure: Figure | null): Row => ({
  [name]: rounded(figure?.value, 4),
  [`${name}_lower`]: rounded(figure?.lower, 4),
  [`${name}_upper`]: rounded(figure?.upper, 4),
  [`${name}_n`]: figure?.n ?? null,
});

/** A file for the browser to keep. */
export const csvFile = (name: string, text: string): Response =>
  new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.csv"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });

import { fail, ok, type Result } from "../../result";
import type { CsvRow } from "./read-csv";

/** Column name → its place in a row. */
export type Header = Map<string, number>;

const delimiters = [",", ";", "\t", "|"];
const nameOf: Record<string, string> = { "\t": "a tab" };
const listedColumns = 20;

/** Compares the file's first row with the columns that are needed. "invalid" carries one sentence that says what to do;
 *  then no row of the file may be taken. `remedy` tells where the delimiter is set, e.g. "in the mapping". */
export function checkHeader(row: CsvRow | undefined, needed: string[], delimiter: string): Result<Header, "invalid"> {
  if (!row) return fail("invalid", "The file is empty: its first line should name the columns.");
  if (!row.isUtf8) return fail("invalid", `The first line is not UTF-8. ${encodingHint}`);
  if (row.cells.some((cell) => cell.includes("\0"))) {
    return fail(
      "invalid",
      'The file looks like UTF-16. Add "encoding": "utf-16le" to the mapping, or save it as UTF-8.',
    );
  }
  const missing = needed.filter((column) => !row.cells.includes(column));
  if (missing.length > 0) return fail("invalid", explainMissing(row.cells, missing, delimiter));
  const twice = needed.find((column) => row.cells.indexOf(column) !== row.cells.lastIndexOf(column));
  if (twice)
    return fail(
      "invalid",
      `The column ${quoted(twice)} stands twice in the first line, so it is not clear which one is meant.`,
    );
  return ok(new Map(row.cells.map((name, place) => [name, place])));
}

export const encodingHint =
  'If the file comes from a spreadsheet, add "encoding": "windows-1252" to the mapping, or save it as UTF-8.';

function explainMissing(cells: string[], missing: string[], delimiter: string): string {
  const other = delimiters.find((one) => one !== delimiter && cells.join(delimiter).split(one).length > 1);
  if (cells.length === 1 && other) {
    return `The columns are separated by ${named(other)}, not by ${named(delimiter)}. Add "delimiter": ${JSON.stringify(other)} to the mapping.`;
  }
  const there = cells.slice(0, listedColumns).map(quoted).join(", ");
  const more = cells.length > listedColumns ? ` and ${cells.length - listedColumns} more` : "";
  const which = missing.length === 1 ? "no column" : "no columns";
  return `The file has ${which} ${missing.map(quoted).join(", ")}; it has ${there}${more}.`;
}

const quoted = (name: string) => `"${name}"`;
const named = (delimiter: string) => nameOf[delimiter] ?? quoted(delimiter);

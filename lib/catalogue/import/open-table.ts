import { stat } from "node:fs/promises";
import { fail, ok, type Result } from "../../result";
import { checkHeader, type Header } from "./check-header";
import { type CsvRow, readCsv } from "./read-csv";

/** A CSV file whose first line was read and fits. share: how much of the file has been read, 0..1. */
export type Table = { header: Header; width: number; rows: AsyncGenerator<CsvRow>; share: () => number };
/** columnsIn: the columns that are needed, given those that are there. */
type Wanted = { delimiter: string; encoding: string; columnsIn: (there: string[]) => string[] };

/** Opens a CSV file for import. "not-found": there is no such file; "invalid": it does not hold the columns, with one
 *  sentence. Then the file is closed again. */
export async function openTable(
  file: string,
  { delimiter, encoding, columnsIn }: Wanted,
): Promise<Result<Table, "not-found" | "invalid">> {
  const facts = await stat(file).catch(() => null);
  if (!facts?.isFile()) return fail("not-found", `There is no file at ${file}.`);
  let bytes = 0;
  const onBytes = (read: number) => {
    bytes = read;
  };
  const rows = readCsv(file, { delimiter, encoding, onBytes });
  const first = await rows.next().catch(() => null);
  if (!first) return fail("invalid", "The first line of the file could not be read.");
  const row = first.done ? undefined : first.value;
  const header = checkHeader(row, columnsIn(row?.cells ?? []), delimiter);
  if (header.ok && row) {
    return ok({ header: header.value, width: row.cells.length, rows, share: () => bytes / Math.max(1, facts.size) });
  }
  await rows.return(undefined);
  return header.ok ? fail("invalid", "The file is empty.") : header;
}

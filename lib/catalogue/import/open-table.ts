import { stat } from "node:fs/promises";
import { fail, ok, type Result } from "../../result";
import type { TableFormat } from "../schema";
import { checkHeader, type Header } from "./check-header";
import { FileUnreadable } from "./line-decoder";
import { type CsvRow, readCsv } from "./read-csv";
import { readJsonl, readJsonTable } from "./read-jsonl";
import { readXlsx } from "./xlsx/read-xlsx";
import { WorkbookUnreadable } from "./xlsx/read-xml";

/** A table whose first line was read and fits. share: how much of the file has been read, 0..1; 0 where that is unknown. */
export type Table = { header: Header; width: number; rows: AsyncGenerator<CsvRow>; share: () => number };
/** columnsIn: the columns that are needed, given those that are there. */
type Wanted = {
  format?: TableFormat;
  delimiter: string;
  encoding: string;
  sheet?: string;
  /** How to read a file that is no table by itself. */
  read?: (file: string) => AsyncGenerator<CsvRow>;
  columnsIn: (there: string[]) => string[];
};

/** More columns than a spreadsheet can hold are no table. */
const mostColumns = 16_384;

const formatByEnding: Record<string, TableFormat> = {
  xlsx: "xlsx",
  xlsm: "xlsx",
  jsonl: "jsonl",
  ndjson: "jsonl",
  json: "json",
};

/** What a file holds by its name; CSV where the name says nothing. */
export const formatOf = (fileName: string): TableFormat =>
  formatByEnding[fileName.toLowerCase().split(".").at(-1) ?? ""] ?? "csv";

/** Opens a table for import. "not-found": there is no such file; "invalid": it does not hold the columns, with one
 *  sentence. Then the file is closed again. */
export async function openTable(file: string, wanted: Wanted): Promise<Result<Table, "not-found" | "invalid">> {
  const { delimiter, encoding, columnsIn, sheet, format = formatOf(file) } = wanted;
  const facts = await stat(file).catch(() => null);
  if (!facts?.isFile()) return fail("not-found", `There is no file at ${file}.`);
  let bytes = 0;
  const onBytes = (read: number) => {
    bytes = read;
  };
  const readers = {
    csv: () => readCsv(file, { delimiter, encoding, onBytes }),
    jsonl: () => readJsonl(file, onBytes),
    json: () => readJsonTable(file),
    xlsx: () => readXlsx(file, sheet),
  };
  const rows = wanted.read?.(file) ?? readers[format]();
  let first: IteratorResult<CsvRow>;
  try {
    first = await rows.next();
  } catch (error) {
    const isTold = error instanceof WorkbookUnreadable || error instanceof FileUnreadable;
    return fail("invalid", isTold ? error.message : "The first line of the file could not be read.");
  }
  const row = first.done ? undefined : first.value;
  const header = checkColumns(row) ?? checkHeader(row, columnsIn(row?.cells ?? []), delimiter);
  if (header.ok && row) {
    return ok({ header: header.value, width: row.cells.length, rows, share: () => bytes / Math.max(1, facts.size) });
  }
  await rows.return(undefined);
  return header.ok ? fail("invalid", "The file is empty.") : header;
}

function checkColumns(row: CsvRow | undefined): Result<Header, "invalid"> | null {
  if (row?.fault) return fail("invalid", `The first line can't be read. ${row.fault}`);
  if (!row || row.cells.length <= mostColumns) return null;
  return fail(
    "invalid",
    `The first line has ${row.cells.length.toLocaleString("en-GB")} columns; up to 16,384 are taken. Leave out what is not needed.`,
  );
}

import { fail, ok, type Result } from "../../result";
import { openTable } from "../import/open-table";
import { proposeMapping } from "../import/propose-mapping";
import { openWorkbook } from "../import/xlsx/open-workbook";
import { WorkbookUnreadable } from "../import/xlsx/read-xml";
import type { TableFormat } from "../schema";
import { type ImportSettings, shownValues, type TableSample } from "./schema";

type Read = Pick<ImportSettings, "delimiter" | "encoding" | "sheet">;

const sampledRows = 200;
const longestValue = 120;

/** A table's columns, each with a few different values of its first rows, and a first guess at the mapping. "invalid": it
 *  can't be read, with a sentence. */
export async function tableSample(
  file: string,
  format: TableFormat,
  read: Read,
): Promise<Result<TableSample, "not-found" | "invalid">> {
  const { delimiter = ",", encoding = "utf-8", sheet } = read;
  const sheets = format === "xlsx" ? await sheetsOf(file) : [];
  if (sheets === null)
    return fail("invalid", "The file is no XLSX workbook. Save it as XLSX or CSV and drop it again.");
  const table = await openTable(file, { delimiter, encoding, format, sheet, columnsIn: () => [] });
  if (!table.ok) return table;
  const names = [...table.value.header.keys()];
  const values = names.map(() => new Set<string>());
  let rows = 0;
  try {
    for await (const { cells } of table.value.rows) {
      for (const [place, found] of values.entries()) {
        const cell = cells[table.value.header.get(names[place]!)!]?.slice(0, longestValue);
        if (cell) found.add(cell);
      }
      if (++rows >= sampledRows) break;
    }
  } catch (error) {
    // The dry run names the line; what was read until there is a sample.
    if (rows === 0 && error instanceof Error) return fail("invalid", error.message);
  }
  const columns = names.map((name, place) => ({ name, values: [...values[place]!] }));
  return ok({
    delimiter: format === "csv" ? delimiter : null,
    encoding: format === "csv" ? encoding : null,
    sheet: format === "xlsx" ? (sheet ?? sheets[0] ?? null) : null,
    sheets,
    columns: columns.map((column) => ({ ...column, values: column.values.slice(0, shownValues) })),
    proposed: proposeMapping(columns),
  });
}

async function sheetsOf(file: string): Promise<string[] | null> {
  try {
    const { sheets, zip } = await openWorkbook(file);
    zip.close();
    return sheets.map(({ name }) => name);
  } catch (error) {
    if (error instanceof WorkbookUnreadable) return null;
    throw error;
  }
}

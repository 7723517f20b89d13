import type { CatalogueMapping } from "../schema";
import type { Tally } from "./import-report";
import type { Table } from "./open-table";
import type { CsvRow } from "./read-csv";
import { type ProductDraft, rowReader } from "./read-row";

/** Reads a table's rows as products; what is refused, and an id's second row, goes to the tally. named(): every id that
 *  the rows so far have named, also where the rest of the row was refused: such a product is not gone. */
export function productReader(table: Table, mapping: CatalogueMapping, tally: Tally) {
  const read = rowReader(mapping, table.header, table.width);
  const idPlace = table.header.get(mapping.id)!;
  const lineOf = new Map<string, number>();
  const refused = new Set<string>();
  return {
    named: () => [...lineOf.keys(), ...refused],
    next: (row: CsvRow): ProductDraft | null => {
      const draft = read(row);
      if ("kind" in draft) {
        refused.add(row.cells[idPlace] ?? "");
        tally.refuse(draft, row.cells);
        return null;
      }
      const line = lineOf.get(draft.id);
      if (line !== undefined) {
        const reason = `The id "${draft.id}" stands in line ${line} already.`;
        tally.refuse({ kind: "row", line: row.line, column: mapping.id, reason }, row.cells);
        return null;
      }
      lineOf.set(draft.id, row.line);
      return draft;
    },
  };
}

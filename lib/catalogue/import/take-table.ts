import { basename } from "node:path";
import { recordAudit } from "../../audit/record";
import { inTx, type Tx } from "../../db";
import { fail, type Result } from "../../result";
import { actorOf, userIdOf } from "../../users/allow";
import type { ImportReport, TableFormat } from "../schema";
import { encodingHint, type Header } from "./check-header";
import { Tally } from "./import-report";
import { isKnownEncoding, unknownEncoding } from "./line-decoder";
import { openTable } from "./open-table";
import { Pace } from "./pace";
import type { CsvRow } from "./read-csv";
import {
  batchesOf,
  closeImport,
  type Importer,
  type ImportOptions,
  type InBatch,
  type NewImport,
  openImport,
  takeRows,
} from "./run-import";

/** A table of few columns, found by their names unless they are named. */
export type NarrowTable = { file: string; format?: TableFormat; sheet?: string; delimiter?: string; encoding?: string };
export type Refuse = (column: string | null, reason: string) => null;
type Kind = NewImport["kind"];

/** How to take one: its columns, what a row says (null: refused), and the write of a batch. */
export type NarrowImport<Column extends string, Item> = {
  kind: Kind;
  source?: string;
  known: Record<Column, string[]>;
  named?: Partial<Record<NoInfer<Column>, string | undefined>>;
  /** Columns that the file may lack. */
  optional?: NoInfer<Column>[];
  read?: (file: string) => AsyncGenerator<CsvRow>;
  item: (cellOf: (column: Column) => string, refuse: Refuse, line: number) => Item | null;
  write: (tx: Tx, items: Item[], tally: Tally, importId: string) => Promise<void>;
  /** What can only be written once the whole file was seen. */
  finish?: (tally: Tally, inBatch: InBatch) => Promise<void>;
};

const rowsPerBatch = 2_000;

/** Imports a table of few columns in batches, each in one transaction; the file again changes nothing. "not-found" and
 *  "invalid" as importCatalogue(). */
export async function takeTable<Column extends string, Item>(
  by: Importer,
  given: NarrowTable,
  work: NarrowImport<Column, Item>,
  options: ImportOptions,
): Promise<Result<ImportReport, "not-found" | "invalid">> {
  const { file, format, sheet, delimiter = ",", encoding = "utf-8" } = given;
  if (!isKnownEncoding(encoding)) return fail("invalid", unknownEncoding(encoding));
  let columns = {} as Record<Column, string>;
  const columnsIn = (there: string[]) => {
    columns = pick(there, work);
    return keysOf(columns).flatMap((key) =>
      there.includes(columns[key]) || !work.optional?.includes(key) ? columns[key] : [],
    );
  };
  const table = await openTable(file, { delimiter, encoding, format, sheet, read: work.read, columnsIn });
  if (!table.ok) return table;
  const tally = new Tally(options.onRefusal);
  const data: NewImport = { kind: work.kind, fileName: basename(file), source: work.source, byId: userIdOf(by) };
  const importId = options.isDry
    ? ""
    : (options.underWay?.importId ?? (await inTx((tx) => beginNarrowImport(tx, by, data))));
  const inBatch = batchesOf(importId, data, options);
  const pace = new Pace();
  return closeImport(importId, tally, options, async () => {
    let items: Item[] = [];
    const flush = async () => {
      await pace.batchSize();
      if (items.length > 0) await inBatch((tx, id) => work.write(tx, items, tally, id));
      items = [];
      options.onProgress?.({ rows: tally.rows, share: table.value.share() });
      await pace.rest(options.signal);
    };
    await takeRows(table.value.rows, tally, options.signal, async (row) => {
      const item = readRow(row, table.value, columns, work.item, tally);
      if (item !== null) items.push(item);
      if (items.length >= rowsPerBatch) await flush();
    });
    await flush();
    await work.finish?.(tally, inBatch);
  });
}

/** The import's row and its audit row. */
export async function beginNarrowImport(tx: Tx, by: Importer, given: Omit<NewImport, "byId">): Promise<string> {
  const importId = await openImport(tx, { ...given, byId: userIdOf(by) });
  await recordAudit(tx, {
    actor: actorOf(by),
    action: "catalogue.imported",
    subject: "import",
    subjectId: importId,
    after: { file: given.fileName, kind: given.kind, ...(given.source ? { source: given.source } : {}) },
  });
  return importId;
}

const keysOf = <Column extends string>(record: Record<Column, unknown>) => Object.keys(record) as Column[];

function pick<Column extends string>(
  there: string[],
  { known, named = {} }: Pick<NarrowImport<Column, never>, "known" | "named">,
): Record<Column, string> {
  const lower = new Map(there.map((name) => [name.toLowerCase(), name]));
  const find = (key: Column) =>
    named[key] ??
    known[key].map((name) => lower.get(name.toLowerCase())).find((name) => name !== undefined) ??
    known[key][0]!;
  return Object.fromEntries(keysOf(known).map((key) => [key, find(key)])) as Record<Column, string>;
}

function readRow<Column extends string, Item>(
  { line, cells, isUtf8, fault }: CsvRow,
  { header, width }: { header: Header; width: number },
  columns: Record<Column, string>,
  read: NarrowImport<Column, Item>["item"],
  tally: Tally,
): Item | null {
  const refuse: Refuse = (column, reason) => {
    tally.refuse({ kind: "row", line, column, reason }, cells);
    return null;
  };
  if (fault) return refuse(null, fault);
  if (!isUtf8) return refuse(null, `The line is not UTF-8. ${encodingHint}`);
  if (cells.length !== width) return refuse(null, `The row has ${cells.length} cells, the first line ${width}.`);
  if (cells.some((cell) => cell.includes("\0"))) return refuse(null, "The row holds a NUL character.");
  return read((column) => cells[header.get(columns[column]) ?? -1] ?? "", refuse, line);
}

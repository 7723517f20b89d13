import { basename } from "node:path";
import { recordAudit } from "../audit/record";
import { db, inTx, type Tx } from "../db";
import { fail, type Result } from "../result";
import { actorOf, userIdOf } from "../users/allow";
import { encodingHint, type Header } from "./import/check-header";
import { Tally } from "./import/import-report";
import { isKnownEncoding, unknownEncoding } from "./import/line-decoder";
import { formatOf, openTable, type Table } from "./import/open-table";
import type { CsvRow } from "./import/read-csv";
import { readOutfitsJson } from "./import/read-outfits-json";
import {
  batchesOf,
  closeImport,
  type Importer,
  type ImportOptions,
  type NewImport,
  openImport,
  takeRows,
} from "./import/run-import";
import { type OutfitDraft, writeOutfits } from "./import/write-outfits";
import type { ImportReport, OutfitKind, TableFormat } from "./schema";

/** One row an item, or one an outfit with its items in one cell; or JSON: a list of sets with their items, as the public
 *  Polyvore data are. The columns are found by name when they are not given. kind: whose taste they follow. */
export type OutfitSource = {
  file: string;
  source: string;
  format?: TableFormat;
  sheet?: string;
  kind?: OutfitKind;
  outfitColumn?: string;
  productColumn?: string;
  delimiter?: string;
  encoding?: string;
};

const knownOutfitColumns = ["outfit_id", "outfit", "cod_outfit", "look_id", "set_id"];
const knownProductColumns = ["product_id", "product", "item_id", "cod_modelo_color", "sku"];
/** Columns that hold all items of an outfit. */
const knownListColumns = ["items", "products", "product_ids", "item_ids"];
const betweenItems = /[|;,\s]+/;
const outfitsPerBatch = 1_000;
const rowsPerLookUp = 5_000;
const longestId = 200;

/** Imports stylists' outfits of one source. An outfit is its items in the order of the file; one that is there already
 *  takes the file's items, so that the same file twice changes nothing. Unknown products are refused by line. "not-found"
 *  and "invalid" as importCatalogue(). */
export async function importOutfits(
  by: Importer,
  given: OutfitSource,
  options: ImportOptions = {},
): Promise<Result<ImportReport, "not-found" | "invalid">> {
  const { file, source, delimiter = ",", encoding = "utf-8" } = given;
  if (source.trim() === "" || source.length > longestId) {
    return fail("invalid", "Name the outfits' source, in up to 200 characters.");
  }
  if (!isKnownEncoding(encoding)) return fail("invalid", unknownEncoding(encoding));
  let columns: Columns = { outfit: "", product: "", isList: false };
  const columnsIn = (there: string[]) => {
    columns = pickColumns(there, given);
    return [columns.outfit, columns.product];
  };
  const { format = formatOf(file), sheet, kind = "curated" } = given;
  const read = format === "json" || format === "jsonl" ? readOutfitsJson(format) : undefined;
  const table = await openTable(file, { delimiter, encoding, format, sheet, read, columnsIn });
  if (!table.ok) return table;
  const tally = new Tally(options.onRefusal);
  const data: NewImport = { kind: "outfits", fileName: basename(file), source, byId: userIdOf(by) };
  const importId = options.isDry
    ? ""
    : (options.underWay?.importId ?? (await inTx((tx) => beginOutfitImport(tx, by, data.fileName, source))));
  const inBatch = batchesOf(importId, data, options);
  return closeImport(importId, tally, options, async () => {
    const outfits = await takeOutfits(table.value, columns, tally, options);
    for (let from = 0; from < outfits.length; from += outfitsPerBatch) {
      options.signal?.throwIfAborted();
      await inBatch((tx) => writeOutfits(tx, { source, kind }, outfits.slice(from, from + outfitsPerBatch), tally));
    }
  });
}

async function takeOutfits(
  table: Table,
  columns: Columns,
  tally: Tally,
  options: ImportOptions,
): Promise<OutfitDraft[]> {
  const read = itemReader(table.header, columns, table.width, tally);
  const outfits = new Map<string, OutfitDraft>();
  let waiting: Item[] = [];
  const look = async () => {
    await addKnown(outfits, waiting, columns.product, tally);
    waiting = [];
    options.onProgress?.({ rows: tally.rows, share: table.share() });
  };
  await takeRows(table.rows, tally, options.signal, async (row) => {
    waiting.push(...read(row));
    if (waiting.length >= rowsPerLookUp) await look();
  });
  await look();
  return [...outfits.values()];
}

type Columns = { outfit: string; product: string; isList: boolean };
type Item = { line: number; outfitId: string; productId: string };

function pickColumns(there: string[], { outfitColumn, productColumn }: OutfitSource): Columns {
  const find = (known: string[]) => known.find((name) => there.includes(name));
  const outfit = outfitColumn ?? find(knownOutfitColumns) ?? knownOutfitColumns[0]!;
  const single = productColumn ?? find(knownProductColumns);
  const list = find(knownListColumns);
  if (single === undefined && list !== undefined) return { outfit, product: list, isList: true };
  const product = single ?? knownProductColumns[0]!;
  return { outfit, product, isList: knownListColumns.includes(product) };
}

/** The import's row and its audit row. */
export async function beginOutfitImport(tx: Tx, by: Importer, fileName: string, source: string): Promise<string> {
  const importId = await openImport(tx, { kind: "outfits", fileName, source, byId: userIdOf(by) });
  await recordAudit(tx, {
    actor: actorOf(by),
    action: "catalogue.imported",
    subject: "import",
    subjectId: importId,
    after: { file: fileName, source },
  });
  return importId;
}

function itemReader(header: Header, columns: Columns, width: number, tally: Tally): (row: CsvRow) => Item[] {
  return ({ line, cells, isUtf8, fault }) => {
    const refuse = (column: string | null, reason: string) => {
      tally.refuse({ kind: "row", line, column, reason }, cells);
      return [];
    };
    if (fault) return refuse(null, fault);
    if (!isUtf8) return refuse(null, `The line is not UTF-8. ${encodingHint}`);
    if (cells.length !== width) return refuse(null, `The row has ${cells.length} cells, the first line ${width}.`);
    const outfitId = cells[header.get(columns.outfit)!]!;
    const cell = cells[header.get(columns.product)!]!;
    const productIds = columns.isList ? cell.split(betweenItems).filter((id) => id !== "") : [cell];
    for (const [column, id] of [
      [columns.outfit, outfitId],
      ...(productIds.length > 0 ? productIds : [""]).map((id) => [columns.product, id] as const),
    ] as const) {
      if (id === "") return refuse(column, "The cell is empty.");
      if (id.length > longestId || id.includes("\0")) return refuse(column, "That is no id.");
    }
    return productIds.map((productId) => ({ line, outfitId, productId }));
  };
}

async function addKnown(outfits: Map<string, OutfitDraft>, items: Item[], column: string, tally: Tally): Promise<void> {
  const ids = [...new Set(items.map((item) => item.productId))];
  const rows = await db().product.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const known = new Set(rows.map((row) => row.id));
  for (const { line, outfitId, productId } of items) {
    const outfit = outfits.get(outfitId) ?? { externalId: outfitId, productIds: new Set<string>() };
    const reason = !known.has(productId)
      ? `There is no product "${productId}" in the catalogue.`
      : outfit.productIds.has(productId)
        ? `"${productId}" stands in outfit "${outfitId}" already.`
        : null;
    if (reason) {
      tally.refuse({ kind: "row", line, column, reason });
      continue;
    }
    outfit.productIds.add(productId);
    outfits.set(outfitId, outfit);
  }
}

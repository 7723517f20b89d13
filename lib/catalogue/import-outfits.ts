import { basename } from "node:path";
import { recordAudit } from "../audit/record";
import { db, inTx } from "../db";
import { fail, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf, userIdOf } from "../users/allow";
import { encodingHint, type Header } from "./import/check-header";
import { Tally } from "./import/import-report";
import { isKnownEncoding } from "./import/line-decoder";
import { openTable, type Table } from "./import/open-table";
import type { CsvRow } from "./import/read-csv";
import { closeImport, type ImportOptions, openImport, takeRows } from "./import/run-import";
import { type OutfitDraft, writeOutfits } from "./import/write-outfits";
import type { ImportReport } from "./schema";

/** One row an item. The columns are found by name when they are not given. */
export type OutfitSource = {
  file: string;
  source: string;
  outfitColumn?: string;
  productColumn?: string;
  delimiter?: string;
  encoding?: string;
};

const knownOutfitColumns = ["outfit_id", "outfit", "cod_outfit", "look_id", "set_id"];
const knownProductColumns = ["product_id", "product", "item_id", "cod_modelo_color", "sku"];
const outfitsPerBatch = 1_000;
const rowsPerLookUp = 5_000;
const longestId = 200;

/** Imports stylists' outfits of one source. An outfit is its items in the order of the file; one that is there already
 *  takes the file's items, so that the same file twice changes nothing. Unknown products are refused by line. "not-found"
 *  and "invalid" as importCatalogue(). */
export async function importOutfits(
  by: Allowed<"administer"> | AsSystem,
  given: OutfitSource,
  options: ImportOptions = {},
): Promise<Result<ImportReport, "not-found" | "invalid">> {
  const { file, source, delimiter = ",", encoding = "utf-8" } = given;
  if (source.trim() === "" || source.length > longestId) {
    return fail("invalid", "Name the outfits' source, in up to 200 characters.");
  }
  if (!isKnownEncoding(encoding)) {
    return fail("invalid", `The encoding "${encoding}" is not known. Try utf-8 or windows-1252.`);
  }
  let columns: Columns = { outfit: "", product: "" };
  const columnsIn = (there: string[]) => {
    columns = pickColumns(there, given);
    return [columns.outfit, columns.product];
  };
  const table = await openTable(file, { delimiter, encoding, columnsIn });
  if (!table.ok) return table;
  const tally = new Tally();
  const importId = await begin(by, file, source);
  return closeImport(importId, tally, options, async () => {
    const outfits = await takeOutfits(table.value, columns, tally, options);
    for (let from = 0; from < outfits.length; from += outfitsPerBatch) {
      options.signal?.throwIfAborted();
      await writeOutfits(source, outfits.slice(from, from + outfitsPerBatch), tally);
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
    const item = read(row);
    if (item) waiting.push(item);
    if (waiting.length >= rowsPerLookUp) await look();
  });
  await look();
  return [...outfits.values()];
}

type Columns = { outfit: string; product: string };
type Item = { line: number; outfitId: string; productId: string };

function pickColumns(there: string[], { outfitColumn, productColumn }: OutfitSource): Columns {
  const find = (known: string[]) => known.find((name) => there.includes(name)) ?? known[0]!;
  return { outfit: outfitColumn ?? find(knownOutfitColumns), product: productColumn ?? find(knownProductColumns) };
}

function begin(by: Allowed<"administer"> | AsSystem, file: string, source: string): Promise<string> {
  return inTx(async (tx) => {
    const importId = await openImport(tx, { kind: "outfits", fileName: basename(file), byId: userIdOf(by) });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "catalogue.imported",
      subject: "import",
      subjectId: importId,
      after: { file: basename(file), source },
    });
    return importId;
  });
}

function itemReader(header: Header, columns: Columns, width: number, tally: Tally): (row: CsvRow) => Item | null {
  return ({ line, cells, isUtf8 }) => {
    const refuse = (column: string | null, reason: string) => {
      tally.refuse({ kind: "row", line, column, reason });
      return null;
    };
    if (!isUtf8) return refuse(null, `The line is not UTF-8. ${encodingHint}`);
    if (cells.length !== width) return refuse(null, `The row has ${cells.length} cells, the first line ${width}.`);
    const outfitId = cells[header.get(columns.outfit)!]!;
    const productId = cells[header.get(columns.product)!]!;
    for (const [column, id] of [
      [columns.outfit, outfitId],
      [columns.product, productId],
    ] as const) {
      if (id === "") return refuse(column, "The cell is empty.");
      if (id.length > longestId || id.includes("\0")) return refuse(column, "That is no id.");
    }
    return { line, outfitId, productId };
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

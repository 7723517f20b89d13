import { basename, dirname, resolve } from "node:path";
import type { Prisma } from "@/prisma/generated/client";
import { recordAudit, recordAudits } from "../audit/record";
import type { Actor } from "../audit/schema";
import { inTx, type Tx } from "../db";
import { send } from "../jobs/boss";
import { fail, ok, type Result } from "../result";
import { actorOf, userIdOf } from "../users/allow";
import { catalogueColumns, liveEncoder } from "./data";
import { Tally } from "./import/import-report";
import { openTable, type Table } from "./import/open-table";
import { Pace } from "./import/pace";
import { productReader } from "./import/product-reader";
import { columnsOf } from "./import/read-mapping";
import { folderPhotos, openImageFolder, type PhotoSource } from "./import/read-photos";
import type { ProductDraft } from "./import/read-row";
import { mayGoUnseen } from "./import/rules";
import { closeImport, type Importer, type ImportOptions, openImport, takeRows } from "./import/run-import";
import { countFeed, delist, goneFromFeed } from "./import/sql";
import { mergeColumns, Taxonomy } from "./import/taxonomy";
import { type BatchContext, writeBatch } from "./import/write-batch";
import type { CatalogueMapping, ImportReport, TableFormat } from "./schema";

const productsPerDelisting = 1_000;

/** file: the table. images: the folder that photo names start from; absent, the table's own folder. photos: where they
 *  come from instead. source: the feed that the file is of. isWhole: the file holds all of the feed, so that what it does
 *  not name any more is delisted. mayDelist: how many somebody has agreed to; without it up to a fifth of the feed. */
export type CatalogueSource = {
  file: string;
  mapping: CatalogueMapping;
  format?: TableFormat;
  sheet?: string;
  images?: string;
  photos?: PhotoSource;
  source?: string;
  isWhole?: boolean;
  mayDelist?: number;
};

/** Imports products and their photos, row by row with flat memory. Safe to repeat: equal rows count as unchanged, and
 *  corrections are never touched: where the source takes one over it is marked as delivered, where it says a third thing
 *  that becomes a flag. Rows that are not right are refused by line and the rest goes in. "not-found": no such file or
 *  folder; "invalid": the file does not fit the mapping, with a sentence; then nothing is changed. */
export async function importCatalogue(
  by: Importer,
  given: CatalogueSource,
  options: ImportOptions = {},
): Promise<Result<ImportReport, "not-found" | "invalid">> {
  const { file, mapping, source, isWhole } = given;
  if (isWhole && !source) return fail("invalid", "Name the feed that the file is the whole of.");
  const photos = await photosOf(given);
  if (!photos.ok) return photos;
  const table = await openTable(file, {
    delimiter: mapping.delimiter ?? ",",
    encoding: mapping.encoding ?? "utf-8",
    format: given.format,
    sheet: given.sheet,
    columnsIn: () => columnsOf(mapping),
  });
  if (!table.ok) return table;
  const tally = new Tally(options.onRefusal);
  Object.assign(tally, options.underWay?.doneCounts);
  const importId =
    options.underWay?.importId ??
    (await inTx((tx) => beginCatalogueImport(tx, by, { fileName: basename(file), mapping, source })));
  const taxonomy = await Taxonomy.open(mapping);
  const context = { importId, taxonomy, photos: photos.value, tally };
  const work = async () => {
    const named = await takeProducts(table.value, mapping, context, options);
    if (source && isWhole) await delistGone(by, { source, named, mayDelist: given.mayDelist }, context);
  };
  return closeImport(importId, tally, options, work, (tx) => sendOn(tx, importId, tally));
}

async function photosOf({
  file,
  mapping,
  images,
  photos,
}: CatalogueSource): Promise<Result<PhotoSource | null, "not-found">> {
  if (mapping.images.length === 0) return ok(null);
  if (photos) return ok(photos);
  const path = images ?? dirname(resolve(file));
  const folder = await openImageFolder(path);
  return folder ? ok(folderPhotos(folder)) : fail("not-found", `There is no image folder at ${path}.`);
}

/** Answers the ids that the file names, refused rows' too; null when it could not be read to its end. */
async function takeProducts(table: Table, mapping: CatalogueMapping, context: BatchContext, options: ImportOptions) {
  const { tally, taxonomy } = context;
  const { underWay } = options;
  const read = productReader(table, mapping, tally);
  const pace = new Pace();
  let batch: ProductDraft[] = [];
  let size = await pace.batchSize();
  const flush = async () => {
    const { rows } = tally;
    const isReplayed = rows <= (underWay?.doneRows ?? 0);
    await writeBatch(context, {
      drafts: batch,
      isReplayed,
      note: async (tx) => underWay?.note(tx, rows, tally.batchCounts),
    });
    batch = [];
    options.onProgress?.({ rows, share: table.share() });
    await pace.rest(options.signal);
    size = await pace.batchSize();
  };
  const isWhole = await takeRows(table.rows, tally, options.signal, async (row) => {
    const draft = read.next(row);
    if (draft) batch.push(draft);
    if (batch.length >= size || tally.rows === underWay?.doneRows) await flush();
  });
  await flush();
  await taxonomy.settle();
  return isWhole ? read.named() : null;
}

type Gone = { source: string; named: string[] | null; mayDelist?: number };

/** Takes off the list what the feed no longer names. Nothing goes when the file could not be read to its end, or when more
 *  would go than somebody has agreed to. */
async function delistGone(by: Importer, { source, named, mayDelist }: Gone, { importId, tally }: BatchContext) {
  if (named === null) {
    tally.notes.push("Nothing was delisted: the file could not be read to its end.");
    return;
  }
  const gone = await goneFromFeed(source, named);
  const most = mayDelist ?? mayGoUnseen(await countFeed(source));
  if (gone.length > most) {
    tally.notes.push(
      `Nothing was delisted: the file leaves out ${gone.length} products, more than the ${most} that may go without being looked at. Check the file and say how many may go.`,
    );
    return;
  }
  for (let from = 0; from < gone.length; from += productsPerDelisting) {
    const ids = gone.slice(from, from + productsPerDelisting).map(({ id }) => id);
    tally.delisted += await inTx(async (tx) => {
      const went = await delist(tx, ids);
      const changes = went.map((subjectId) => ({
        subjectId,
        before: { listed: true },
        after: { listed: false, importId },
      }));
      await recordAudits(tx, { actor: actorOf(by), action: "product.delisted", subject: "Product" }, changes);
      return went.length;
    });
  }
}

type Begun = { fileName: string; mapping: CatalogueMapping; source?: string };

/** The Import's row, its audit row and the workspace's columns, before the first product is written. */
export async function beginCatalogueImport(
  tx: Tx,
  by: Importer,
  { fileName, mapping, source }: Begun,
): Promise<string> {
  const importId = await openImport(tx, { kind: "catalogue", fileName, source, mapping, byId: userIdOf(by) });
  const actor = actorOf(by);
  await recordAudit(tx, {
    actor,
    action: "catalogue.imported",
    subject: "import",
    subjectId: importId,
    after: { file: fileName, ...(source ? { source } : {}) },
  });
  await saveColumns(tx, actor, mapping);
  return importId;
}

async function saveColumns(tx: Tx, actor: Actor, mapping: CatalogueMapping): Promise<void> {
  const key = "catalogue.columns";
  const before = await catalogueColumns();
  const after = mergeColumns(before, mapping);
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const value: Prisma.InputJsonValue = after;
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value, updatedAt: new Date() } });
  await recordAudit(tx, { actor, action: "settings.changed", subject: "setting", subjectId: key, before, after });
}

/** What went in meets the catalogue's rules, what the source contests becomes flags, and new photos are embedded by the
 *  worker: under the encoder that is live, else under the built-in one, so that a new house can begin. */
async function sendOn(tx: Tx, importId: string, tally: Tally): Promise<void> {
  if (tally.contested > 0) await send(tx, "raise-source-flags", { importId });
  // A delisted garment leaves the queue with the next ranking.
  if (tally.delisted > 0 && (await liveEncoder()) !== null) await send(tx, "rank", { head: "compatibility" });
  if (tally.added + tally.changed === 0) return;
  await send(tx, "apply-rules", { importId });
  await send(tx, "embed", {});
}

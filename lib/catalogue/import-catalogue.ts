import { basename, dirname, resolve } from "node:path";
import type { Prisma } from "@/prisma/generated/client";
import { recordAudit } from "../audit/record";
import type { Actor } from "../audit/schema";
import { inTx, type Tx } from "../db";
import { send } from "../jobs/boss";
import { fail, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf, userIdOf } from "../users/allow";
import { catalogueColumns, liveEncoder } from "./data";
import { Tally } from "./import/import-report";
import { openTable, type Table } from "./import/open-table";
import { columnsOf } from "./import/read-mapping";
import { openImageFolder } from "./import/read-photos";
import { type ProductDraft, rowReader } from "./import/read-row";
import { closeImport, type ImportOptions, openImport, takeRows } from "./import/run-import";
import { mergeColumns, Taxonomy } from "./import/taxonomy";
import { type BatchContext, writeBatch } from "./import/write-batch";
import type { CatalogueMapping, ImportReport } from "./schema";

/** file: the CSV. images: the folder that photo names start from; absent, the CSV's own folder. */
export type CatalogueSource = { file: string; mapping: CatalogueMapping; images?: string };

const productsPerBatch = 1_000;

/** Imports products and their photos, row by row with flat memory. Safe to repeat: equal rows count as unchanged, and
 *  corrections are never touched. Rows that are not right are refused by line and the rest goes in. "not-found": no such
 *  file or folder; "invalid": the file does not fit the mapping, with a sentence; then nothing is changed. */
export async function importCatalogue(
  by: Allowed<"administer"> | AsSystem,
  { file, mapping, images }: CatalogueSource,
  options: ImportOptions = {},
): Promise<Result<ImportReport, "not-found" | "invalid">> {
  const imagePath = images ?? dirname(resolve(file));
  const folder = mapping.images.length > 0 ? await openImageFolder(imagePath) : null;
  if (mapping.images.length > 0 && !folder) return fail("not-found", `There is no image folder at ${imagePath}.`);
  const table = await openTable(file, {
    delimiter: mapping.delimiter ?? ",",
    encoding: mapping.encoding ?? "utf-8",
    columnsIn: () => columnsOf(mapping),
  });
  if (!table.ok) return table;
  const tally = new Tally();
  const importId = await begin(by, file, mapping);
  const taxonomy = await Taxonomy.open(mapping);
  const work = () => takeProducts(table.value, mapping, { importId, taxonomy, folder, tally }, options);
  return closeImport(importId, tally, options, work, (tx) => sendOn(tx, importId, tally));
}

async function takeProducts(table: Table, mapping: CatalogueMapping, context: BatchContext, options: ImportOptions) {
  const { tally, taxonomy } = context;
  const read = rowReader(mapping, table.header, table.width);
  const lineOf = new Map<string, number>();
  let batch: ProductDraft[] = [];
  const flush = async () => {
    await writeBatch(context, batch);
    batch = [];
    options.onProgress?.({ rows: tally.rows, share: table.share() });
  };
  await takeRows(table.rows, tally, options.signal, async (row) => {
    const draft = read(row);
    if ("kind" in draft) return tally.refuse(draft);
    const line = lineOf.get(draft.id);
    if (line !== undefined) {
      const reason = `The id "${draft.id}" stands in line ${line} already.`;
      return tally.refuse({ kind: "row", line: row.line, column: mapping.id, reason });
    }
    lineOf.set(draft.id, row.line);
    batch.push(draft);
    if (batch.length >= productsPerBatch) await flush();
  });
  await flush();
  await taxonomy.settle();
}

/** The Import's row, its audit row and the workspace's columns, before the first product is written. */
function begin(by: Allowed<"administer"> | AsSystem, file: string, mapping: CatalogueMapping): Promise<string> {
  return inTx(async (tx) => {
    const importId = await openImport(tx, { kind: "catalogue", fileName: basename(file), mapping, byId: userIdOf(by) });
    const actor = actorOf(by);
    await recordAudit(tx, {
      actor,
      action: "catalogue.imported",
      subject: "import",
      subjectId: importId,
      after: { file: basename(file) },
    });
    await saveColumns(tx, actor, mapping);
    return importId;
  });
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

/** What went in meets the catalogue's rules, and new photos are embedded by the worker where an encoder is live; before
 *  that `embed` makes one live. */
async function sendOn(tx: Tx, importId: string, tally: Tally): Promise<void> {
  if (tally.added + tally.changed === 0) return;
  await send(tx, "apply-rules", { importId });
  if (await liveEncoder()) await send(tx, "embed", {});
}

import type { Prisma } from "@/prisma/generated/client";
import { db, inTx, type Tx } from "../../db";
import { ok, type Result } from "../../result";
import type { CatalogueMapping, ImportReport } from "../schema";
import { byLine, type Tally } from "./import-report";
import { FileUnreadable } from "./line-decoder";
import type { CsvRow } from "./read-csv";

/** share: how much of the file has been read, 0..1. */
export type ImportProgress = { rows: number; share: number };
export type ImportOptions = { onProgress?: (progress: ImportProgress) => void; signal?: AbortSignal };

type NewImport = { kind: "catalogue" | "outfits"; fileName: string; mapping?: CatalogueMapping; byId: string | null };

export async function openImport(tx: Tx, data: NewImport): Promise<string> {
  const row = await tx.import.create({ data, select: { id: true } });
  return row.id;
}

/** Gives each row after the header to `take`. A file that cannot be read to its end keeps what was read so far, and
 *  the report says from which line on nothing was. Throws the signal's reason when it is aborted. */
export async function takeRows(
  rows: AsyncGenerator<CsvRow>,
  tally: Tally,
  signal: AbortSignal | undefined,
  take: (row: CsvRow) => Promise<void> | void,
): Promise<void> {
  try {
    for await (const row of rows) {
      signal?.throwIfAborted();
      tally.rows++;
      await take(row);
    }
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error;
    tally.rows++;
    tally.refuse({ kind: "row", line: error.line, column: null, reason: error.message });
  }
}

/** Does the import and writes its report, with `after` in the same transaction; an import that throws is marked failed
 *  with what had gone in until then. */
export async function closeImport(
  importId: string,
  tally: Tally,
  { onProgress }: ImportOptions,
  work: () => Promise<void>,
  after: (tx: Tx, tally: Tally) => Promise<void> = async () => {},
): Promise<Result<ImportReport, never>> {
  const settle = (tx: Pick<Tx, "import">, status: "finished" | "failed") =>
    tx.import.update({
      where: { id: importId },
      data: {
        ...tally.counts,
        status,
        finishedAt: new Date(),
        refusals: byLine(tally.refusals) satisfies Prisma.InputJsonValue,
      },
    });
  try {
    await work();
  } catch (error) {
    await settle(db(), "failed");
    throw error;
  }
  await inTx(async (tx) => {
    await settle(tx, "finished");
    await after(tx, tally);
  });
  onProgress?.({ rows: tally.rows, share: 1 });
  return ok({ importId, ...tally.counts, brokenPhotos: tally.brokenPhotos, refusals: byLine(tally.refusals) });
}

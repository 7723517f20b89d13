import type { Prisma } from "@/prisma/generated/client";
import { db, inTx, type Tx } from "../../db";
import { ok, type Result } from "../../result";
import type { Allowed, AsSystem } from "../../users/allow";
import type { CatalogueMapping, ImportReport, RowRefusal } from "../schema";
import { type BatchCounts, byLine, type Tally } from "./import-report";
import { FileUnreadable } from "./line-decoder";
import type { CsvRow } from "./read-csv";

/** share: how much of the file has been read, 0..1. */
export type ImportProgress = { rows: number; share: number };
/** Who may bring data in. */
export type Importer = Allowed<"administer"> | Allowed<"import"> | AsSystem;

/** An import that was begun before: its row, how far its batches are written, and what they counted. */
export type ImportUnderWay = {
  importId: string;
  doneRows: number;
  doneCounts: BatchCounts | null;
  /** Notes how far it is, in the batch's own transaction. */
  note: (tx: Tx, doneRows: number, counts: BatchCounts) => Promise<void>;
};
export type ImportOptions = {
  onProgress?: (progress: ImportProgress) => void;
  signal?: AbortSignal;
  /** Hears of every refusal with the row's cells. */
  onRefusal?: (refusal: RowRefusal, cells: string[]) => void;
  underWay?: ImportUnderWay;
  /** A dry run: every batch is written and taken back, and no Import is left behind. */
  isDry?: boolean;
};

/** Runs the write of a batch with the id of its import. */
export type InBatch = (work: (tx: Tx, importId: string) => Promise<void>) => Promise<void>;

class TakenBack extends Error {}
const batchTimeoutMs = 120_000;

/** How batches of this import are written: for good, or in a dry run taken back. */
export function batchesOf(importId: string, data: NewImport, { isDry }: ImportOptions): InBatch {
  if (!isDry) return (work) => inTx((tx) => work(tx, importId), { timeoutMs: batchTimeoutMs });
  return (work) =>
    inTx(
      async (tx) => {
        await work(tx, await openImport(tx, data));
        throw new TakenBack();
      },
      { timeoutMs: batchTimeoutMs },
    ).catch((error) => {
      if (!(error instanceof TakenBack)) throw error;
    });
}

type ImportKind = "catalogue" | "outfits" | "stock" | "judgedPairs" | "behaviourPairs";
export type NewImport = {
  kind: ImportKind;
  fileName: string;
  source?: string | null;
  mapping?: CatalogueMapping;
  byId: string | null;
};

export async function openImport(tx: Tx, data: NewImport): Promise<string> {
  const row = await tx.import.create({ data, select: { id: true } });
  return row.id;
}

/** Gives each row after the header to `take`. A file that cannot be read to its end keeps what was read so far, and
 *  the report says from which line on nothing was. Answers whether all of it was read. Throws the signal's reason when
 *  it is aborted. */
export async function takeRows(
  rows: AsyncGenerator<CsvRow>,
  tally: Tally,
  signal: AbortSignal | undefined,
  take: (row: CsvRow) => Promise<void> | void,
): Promise<boolean> {
  try {
    for await (const row of rows) {
      signal?.throwIfAborted();
      tally.rows++;
      await take(row);
    }
    return true;
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error;
    tally.rows++;
    tally.refuse({ kind: "row", line: error.line, column: null, reason: error.message });
    return false;
  }
}

/** Does the import and writes its report, with `after` in the same transaction; an import that throws is marked failed
 *  with what had gone in until then, one that is aborted cancelled. */
export async function closeImport(
  importId: string,
  tally: Tally,
  { onProgress, signal, underWay, isDry }: ImportOptions,
  work: () => Promise<void>,
  after: (tx: Tx, tally: Tally) => Promise<void> = async () => {},
): Promise<Result<ImportReport, never>> {
  const settle = (tx: Pick<Tx, "import">, status: "finished" | "failed" | "cancelled") =>
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
    // One that can go on keeps its row open: whoever runs it says how it ended.
    if (!underWay && !isDry) await settle(db(), signal?.aborted ? "cancelled" : "failed");
    throw error;
  }
  if (!isDry) {
    await inTx(async (tx) => {
      await settle(tx, "finished");
      await after(tx, tally);
    });
  }
  onProgress?.({ rows: tally.rows, share: 1 });
  return ok({ importId, ...tally.counts, notes: tally.notes, refusals: byLine(tally.refusals) });
}

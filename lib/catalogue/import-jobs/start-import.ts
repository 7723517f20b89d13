import { inTx } from "../../db";
import { ok, type Result } from "../../result";
import type { Importer } from "../import/run-import";
import { checkImport } from "./check-import";
import { sendToWriting } from "./internal";
import { type NewTable, receiveTable } from "./receive-table";
import { checkSettings } from "./rules";
import type { ImportSettings, ImportStart } from "./schema";
import { markUnseen } from "./sql";

type SentTable = NewTable & { settings: Partial<ImportSettings>; start: ImportStart };

/** Takes a program's file with all that there is to know of it, and has the worker bring it in, look at what it would
 *  change, or wait for its photos. Answers the job's id. "invalid": the settings lack what its kind needs, or the file is
 *  empty; "too-large" and "disk-full" as receiveTable(); then nothing is kept. */
export async function startImport(
  by: Importer,
  { start, ...table }: SentTable,
): Promise<Result<{ id: string }, "invalid" | "too-large" | "disk-full">> {
  const sound = checkSettings(table.kind, table.settings);
  if (!sound.ok) return sound;
  const received = await receiveTable(by, table);
  if (!received.ok || start === "wait") return received;
  const { id } = received.value;
  if (start === "check") {
    const begun = await checkImport(by, { jobId: id });
    // Nobody else knows of the job yet, so nothing can have come between.
    if (!begun.ok) throw new Error(`a new import can't be looked at: ${begun.code}`);
    return begun;
  }
  return inTx(async (tx) => {
    await markUnseen(tx, id);
    await sendToWriting(tx, by, await tx.importJob.findUniqueOrThrow({ where: { id } }));
    return ok({ id });
  });
}

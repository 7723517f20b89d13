import { basename } from "node:path";
import type { ImportJob } from "@/prisma/generated/client";
import type { Tx } from "../../db";
import { send } from "../../jobs/boss";
import { userIdOf } from "../../users/allow";
import type { Importer } from "../import/run-import";
import { beginNarrowImport } from "../import/take-table";
import { beginCatalogueImport } from "../import-catalogue";
import { beginOutfitImport } from "../import-outfits";
import { ImportSettings } from "./schema";

/** Sends a job that was set to being written to the worker: its report's row and audit row first, or the one that it had
 *  when it was stopped. */
export async function sendToWriting(tx: Tx, by: Importer, job: ImportJob): Promise<void> {
  const { id, importId } = job;
  if (importId === null) {
    const begun = await begin(tx, by, job);
    await tx.importJob.update({ where: { id }, data: { importId: begun, byId: userIdOf(by) ?? job.byId } });
  } else {
    await tx.import.update({ where: { id: importId }, data: { status: "running", finishedAt: null } });
  }
  await send(tx, "apply-import", { importJobId: id });
}

function begin(tx: Tx, by: Importer, { kind, fileName: name, options }: ImportJob): Promise<string> {
  const { mapping, source } = ImportSettings.parse(options);
  const fileName = basename(name);
  if (kind === "catalogue") return beginCatalogueImport(tx, by, { fileName, mapping: mapping!, source });
  if (kind === "outfits") return beginOutfitImport(tx, by, fileName, source!);
  return beginNarrowImport(tx, by, { kind, fileName, source });
}

import { basename } from "node:path";
import { validate } from "uuid";
import { inTx, type Tx } from "../../db";
import { send } from "../../jobs/boss";
import { fail, ok, type Result } from "../../result";
import { userIdOf } from "../../users/allow";
import type { Importer } from "../import/run-import";
import { beginNarrowImport } from "../import/take-table";
import { beginCatalogueImport } from "../import-catalogue";
import { beginOutfitImport } from "../import-outfits";
import { ImportSettings } from "./schema";
import { markApplying } from "./sql";

/** Begins to bring a file in that was looked at, or goes on with one that was stopped or failed half-way: what is written
 *  already stays and is not counted twice. Its row and audit row name the person. Started twice at once, one of them
 *  begins it. "not-checked": the dry run has to come first; "import-underway": it runs already. */
export async function applyImport(
  by: Importer,
  { jobId }: { jobId: string },
): Promise<Result<{ id: string }, "not-found" | "not-checked" | "import-underway">> {
  if (!validate(jobId)) return fail("not-found");
  return inTx(async (tx) => {
    const began = await markApplying(tx, jobId);
    const job = await tx.importJob.findUnique({ where: { id: jobId } });
    if (!job) return fail("not-found");
    if (!began) {
      const isUnderWay = ["checking", "applying", "finished"].includes(job.status);
      return fail(isUnderWay ? "import-underway" : "not-checked");
    }
    if (job.importId === null) {
      const importId = await begin(tx, by, job);
      await tx.importJob.update({ where: { id: jobId }, data: { importId, byId: userIdOf(by) ?? job.byId } });
    } else {
      await tx.import.update({ where: { id: job.importId }, data: { status: "running", finishedAt: null } });
    }
    await send(tx, "apply-import", { importJobId: jobId });
    return ok({ id: jobId });
  });
}

type Job = {
  kind: "catalogue" | "outfits" | "stock" | "judgedPairs" | "behaviourPairs";
  fileName: string;
  options: unknown;
};

function begin(tx: Tx, by: Importer, { kind, fileName: name, options }: Job): Promise<string> {
  const { mapping, source } = ImportSettings.parse(options);
  const fileName = basename(name);
  if (kind === "catalogue") return beginCatalogueImport(tx, by, { fileName, mapping: mapping!, source });
  if (kind === "outfits") return beginOutfitImport(tx, by, fileName, source!);
  return beginNarrowImport(tx, by, { kind, fileName, source });
}

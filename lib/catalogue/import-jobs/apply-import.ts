import { validate } from "uuid";
import { inTx } from "../../db";
import { fail, ok, type Result } from "../../result";
import type { Importer } from "../import/run-import";
import { sendToWriting } from "./internal";
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
    await sendToWriting(tx, by, job);
    return ok({ id: jobId });
  });
}

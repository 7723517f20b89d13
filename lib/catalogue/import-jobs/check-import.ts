import { validate } from "uuid";
import { inTx } from "../../db";
import { send } from "../../jobs/boss";
import { fail, ok, type Result } from "../../result";
import type { Importer } from "../import/run-import";
import { checkSettings } from "./rules";
import { ImportSettings } from "./schema";
import { markChecking } from "./sql";

/** Begins the dry run of a dropped file with these settings, or those that it came with: a job that writes nothing of the
 *  file. Asked again with other settings it looks anew. "import-underway": it is being looked at or brought in already; "invalid": the settings lack
 *  what its kind needs, with a sentence. */
export async function checkImport(
  _by: Importer,
  { jobId, settings: given }: { jobId: string; settings?: ImportSettings },
): Promise<Result<{ id: string }, "not-found" | "invalid" | "import-underway">> {
  if (!validate(jobId)) return fail("not-found");
  return inTx(async (tx) => {
    const job = await tx.importJob.findUnique({ where: { id: jobId }, select: { kind: true, options: true } });
    if (!job) return fail("not-found");
    const settings = given ?? ImportSettings.parse(job.options);
    const sound = checkSettings(job.kind, settings);
    if (!sound.ok) return sound;
    if (!(await markChecking(tx, jobId, settings))) return fail("import-underway");
    await send(tx, "check-import", { importJobId: jobId });
    return ok({ id: jobId });
  });
}

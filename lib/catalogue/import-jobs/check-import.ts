import { validate } from "uuid";
import { inTx } from "../../db";
import { send } from "../../jobs/boss";
import { fail, ok, type Result } from "../../result";
import { checkMapping } from "../import/read-mapping";
import type { Importer } from "../import/run-import";
import type { ImportSettings } from "./schema";
import { markChecking } from "./sql";

/** Begins the dry run of a dropped file with these settings: a job that writes nothing of the file. Asked again with other
 *  settings it looks anew. "import-underway": it is being looked at or brought in already; "invalid": the settings lack
 *  what its kind needs, with a sentence. */
export async function checkImport(
  _by: Importer,
  { jobId, settings }: { jobId: string; settings: ImportSettings },
): Promise<Result<{ id: string }, "not-found" | "invalid" | "import-underway">> {
  if (!validate(jobId)) return fail("not-found");
  return inTx(async (tx) => {
    const job = await tx.importJob.findUnique({ where: { id: jobId }, select: { kind: true } });
    if (!job) return fail("not-found");
    const lack = lackOf(job.kind, settings);
    if (lack) return fail("invalid", lack);
    if (settings.mapping) {
      const mapping = checkMapping(settings.mapping);
      if (!mapping.ok) return mapping;
    }
    if (!(await markChecking(tx, jobId, settings))) return fail("import-underway");
    await send(tx, "check-import", { importJobId: jobId });
    return ok({ id: jobId });
  });
}

function lackOf(kind: string, { mapping, source, isWhole }: ImportSettings): string | null {
  if (kind === "catalogue" && !mapping) return "Say which column is what first.";
  if (kind === "catalogue" && isWhole && !source) return "Name the feed that the file is the whole of.";
  if (kind !== "catalogue" && kind !== "stock" && !source) return "Name where these come from.";
  return null;
}

import { validate } from "uuid";
import { inTx } from "../../db";
import { fail, ok, type Result } from "../../result";
import type { Importer } from "../import/run-import";
import { markCancelled } from "./sql";

/** Asks a dry run or an import to stop; within a second it does, and what is written until then stays. One that no worker
 *  has taken up yet is stopped at once. "not-found": there is nothing to stop. */
export async function cancelImport(
  _by: Importer,
  { jobId }: { jobId: string },
): Promise<Result<{ id: string }, "not-found">> {
  if (!validate(jobId)) return fail("not-found");
  return inTx(async (tx) => ((await markCancelled(tx, jobId)) ? ok({ id: jobId }) : fail("not-found")));
}

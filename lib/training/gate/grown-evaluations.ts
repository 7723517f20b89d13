import { inTx } from "../../db";
import { jobSender, send } from "../../jobs/boss";
import { newestReport } from "../../models/evaluation/data";
import { GateReport } from "../../models/evaluation/schema";
import { Head } from "../../models/schema";
import { hasGrown } from "./rules";
import { holdoutNow } from "./sql";

/** Asks for another look at each head's newest version where the gate could not tell and there is a good deal more to tell
 *  by since. Safe to run in every worker at once: a look that waits is not asked for twice. Answers the versions asked for. */
export async function askForGrownEvaluations(): Promise<string[]> {
  await jobSender();
  return inTx(async (tx) => {
    const asked: string[] = [];
    for (const head of Head.options) {
      const newest = await tx.modelVersion.findFirst({
        where: { head },
        orderBy: { number: "desc" },
        select: { id: true, evaluations: newestReport },
      });
      const report = newest?.evaluations[0];
      const champion = await tx.champion.findUnique({ where: { head } });
      if (!report?.gate || report.againstId === null || report.againstId !== champion?.versionId) continue;
      if (!hasGrown(head, GateReport.parse(report.gate), await holdoutNow(tx, head, report.createdAt))) continue;
      await send(tx, "evaluate", { versionId: newest!.id });
      asked.push(newest!.id);
    }
    return asked;
  });
}

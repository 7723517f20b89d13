import { addFlags } from "../flags/raise-flags";
import type { NewFlag } from "../flags/schema";
import { withdrawReports } from "../flags/withdraw-reports";
import { placeInFront } from "../queue/place-in-front";
import type { AsSystem } from "../users/allow";
import { newReports, type Report } from "./sql";

/** How likely a report is to be about a real error, before anyone has looked: a person with the garment before their eyes
 *  said so, and meant one of two products. */
const reportedProbability = 0.5;

/** Turns answers that say "photo or data wrong" into flags, and withdraws those whose answer was taken back and that
 *  nobody holds. Of the two products the one that is doubted already is meant; without such a hint both are asked about.
 *  The new tasks stand near the front of the live ranking. Safe to repeat. Answers how many flags were raised. */
export async function raiseReports(by: AsSystem): Promise<number> {
  await withdrawReports(by);
  const reports = await newReports();
  if (reports.length === 0) return 0;
  const { raised } = await addFlags(by, reports.flatMap(flagsOf));
  await placeInFront(by, "category");
  return raised;
}

function flagsOf({ labelId, productAId, productBId, doubtedA, doubtedB, reason }: Report): NewFlag[] {
  const isClear = doubtedA !== doubtedB;
  const products = [productAId, productBId];
  return products
    .filter((_, side) => !isClear || (side === 0 ? doubtedA : doubtedB))
    .map((productId) => ({
      kind: "report",
      productId,
      otherProductId: productId === productAId ? productBId : productAId,
      reportedByLabelId: labelId,
      modelVersionId: null,
      givenProbability: 1 - reportedProbability,
      proposedProbability: reportedProbability,
      score: reportedProbability,
      evidence: { reasons: [reason] },
    }));
}

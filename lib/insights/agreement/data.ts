import { weightOfNotChosen } from "../../labels/agreement/rules";
import { alphaOf, shareOf, sumOf } from "./rules";
import type { Agreement } from "./schema";
import { goldByPerson, leftOutAndClashing, openDisagreements, repeatsGiven, sharedPairs } from "./sql";

/** How far people agree, each figure with its interval: Wilson's for shares, the bootstrap over pairs for alpha. */
export async function agreement(): Promise<Agreement> {
  const [units, repeats, gold, leftOut, disagreements] = await Promise.all([
    sharedPairs(),
    repeatsGiven(),
    goldByPerson(),
    leftOutAndClashing(),
    openDisagreements(),
  ]);
  return {
    interAnnotator: alphaOf(units),
    selfConsistency: shareOf(sumOf(repeats)),
    gold: shareOf(sumOf(gold)),
    notChosen: {
      clashing: shareOf(leftOut),
      weight: weightOfNotChosen({ clashing: leftOut.k, judged: leftOut.n }),
    },
    disagreements,
  };
}

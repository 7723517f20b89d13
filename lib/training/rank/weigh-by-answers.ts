import { calibrateAnswers, errorProbability } from "@/ml/label-errors/answer-calibration";
import { pairAmbiguity, scaleOdds } from "@/ml/label-errors/pair-ambiguity";
import type { FlagFinding } from "../../flags/answers/schema";
import type { JudgedProduct } from "./judge-catalogue";

const clamp = (p: number) => Math.min(1, Math.max(0, p));

/** The products with their scores as reviewers' answers have taught to read them: the odds of an error, calibrated, and
 *  lower between categories that keep being called the same. What people see follows: the given category has the rest,
 *  the proposed one keeps its share of the doubt. `modelScore` is what the version itself said. */
export function weighByAnswers(products: readonly JudgedProduct[], findings: readonly FlagFinding[]): JudgedProduct[] {
  if (findings.length === 0) return [...products];
  const calibration = calibrateAnswers(
    findings.map(({ score, outcome }) => ({ score, wasError: outcome === "error" })),
  );
  const factorOf = pairAmbiguity(findings);
  return products.map((product) => {
    const { suspicion, given } = product;
    if (!suspicion || !given) return product;
    const calibrated = errorProbability(calibration, clamp(product.score));
    const score = scaleOdds(calibrated, factorOf(given.id, suspicion.proposed.id));
    const doubt = 1 - suspicion.givenProbability;
    const share = doubt > 0 ? Math.min(1, suspicion.proposedProbability / doubt) : 0;
    const shown = { givenProbability: 1 - score, proposedProbability: score * share };
    return { ...product, score, modelScore: product.score, suspicion: { ...suspicion, ...shown } };
  });
}

import type { NewFlag } from "../../flags/schema";
import type { JudgedProduct } from "./judge-catalogue";

/** More likely wrong than right is worth a look. */
const suspectFrom = 0.5;
/** A clean catalogue still shows its most doubtful products, so that a reviewer can see that it is clean. */
const leastShown = 30;
const shownFrom = 0.15;
/** Past this share of the catalogue the network is the more likely culprit. */
const largestShare = 0.15;

const clamp = (p: number) => Math.min(1, Math.max(0, p));

/** The products whose category is worth a reviewer's look, most suspect first, as flags of this version. Nothing of the
 *  holdout, nothing that has left the catalogue. */
export function flagsFrom(modelVersionId: string, products: readonly JudgedProduct[]): NewFlag[] {
  const candidates = products
    .filter((product) => product.suspicion && product.given && !product.isHoldout && !product.isDelisted)
    .sort((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1));
  const most = Math.max(leastShown, Math.floor(largestShare * products.length));
  return candidates
    .slice(0, most)
    .filter(({ score }, place) => score >= suspectFrom || (place < leastShown && score >= shownFrom))
    .map(({ productId, given, score, modelScore, suspicion }) => ({
      productId,
      modelVersionId,
      givenCategoryId: given!.id,
      proposedCategoryId: suspicion!.proposed.id,
      givenProbability: clamp(suspicion!.givenProbability),
      proposedProbability: clamp(suspicion!.proposedProbability),
      score: clamp(score),
      evidence: {
        reasons: suspicion!.reasons,
        neighbours: suspicion!.neighbours,
        modelScore: clamp(modelScore ?? score),
        top: [
          { categoryId: suspicion!.proposed.id, probability: clamp(suspicion!.proposedProbability) },
          { categoryId: given!.id, probability: clamp(suspicion!.givenProbability) },
        ].sort((a, b) => b.probability - a.probability),
      },
    }));
}

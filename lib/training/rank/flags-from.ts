import { kindColumns, type NewFlag } from "../../flags/schema";
import type { ProductDoubt } from "./doubt-catalogue";
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
    .filter((product) => isJudgeable(product) && !product.isHoldout)
    .sort((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1));
  const most = Math.max(leastShown, Math.floor(largestShare * products.length));
  return candidates
    .slice(0, most)
    .filter(({ score }, place) => score >= suspectFrom || (place < leastShown && score >= shownFrom))
    .map((product) => categoryFlag(modelVersionId, product));
}

/** On sale, with a category that no reviewer has settled. */
export const isJudgeable = ({ suspicion, given, isDelisted }: JudgedProduct): boolean =>
  suspicion !== null && given !== null && !isDelisted;

/** A judgeable product as a flag. Throws TypeError on one that is not. */
export function categoryFlag(
  modelVersionId: string,
  { productId, given, score, modelScore, suspicion }: JudgedProduct,
): Extract<NewFlag, { kind: "category" }> {
  if (!given || !suspicion) throw new TypeError(`product ${productId} has no category to doubt`);
  const { proposed, reasons, neighbours } = suspicion;
  const [givenProbability, proposedProbability] = [
    clamp(suspicion.givenProbability),
    clamp(suspicion.proposedProbability),
  ];
  return {
    kind: "category",
    productId,
    modelVersionId,
    givenCategoryId: given.id,
    proposedCategoryId: proposed.id,
    givenProbability,
    proposedProbability,
    score: clamp(score),
    evidence: {
      reasons,
      neighbours,
      modelScore: clamp(modelScore ?? score),
      top: [
        { categoryId: proposed.id, probability: proposedProbability },
        { categoryId: given.id, probability: givenProbability },
      ].sort((a, b) => b.probability - a.probability),
    },
  };
}

/** Doubts about attributes, photos and duplicates as flags of this version, surest first; of several suspected duplicates
 *  of one product the surest alone. Nothing of the holdout. */
export function otherFlagsFrom(
  modelVersionId: string,
  doubts: readonly ProductDoubt[],
  isHoldout: (productId: string) => boolean,
): NewFlag[] {
  const asked = new Set<string>();
  return doubts.flatMap((doubt): NewFlag[] => {
    const { productId, attribute, others } = doubt;
    if (isHoldout(productId)) return [];
    const score = clamp(doubt.score);
    const common = {
      productId,
      modelVersionId,
      score,
      givenProbability: clamp(doubt.givenProbability ?? 1 - score),
      proposedProbability: clamp(doubt.proposedProbability ?? score),
      evidence: { reasons: doubt.reasons },
    };
    if (attribute !== null) {
      // Such a column would take the place of the kind itself.
      if ((kindColumns as readonly string[]).includes(attribute)) return [];
      return [{ ...common, kind: "attribute", attribute, given: doubt.given ?? "", proposed: doubt.proposed ?? "" }];
    }
    if (doubt.fault !== null)
      return [{ ...common, kind: "photo", evidence: { reasons: doubt.reasons, fault: doubt.fault, others } }];
    if (asked.has(productId) || others[0] === undefined) return [];
    asked.add(productId);
    return [{ ...common, kind: "duplicate", otherProductId: others[0] }];
  });
}

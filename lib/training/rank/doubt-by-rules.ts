import type { JudgedProduct } from "./judge-catalogue";

/** As sure as the surest of the network: a person has said so. */
const ruleScore = 0.95;

/** The products that a rule says are never what they are filed as become suspects with the network's own proposal, and
 *  the rule is their first reason. One that the network has no doubt to word about (a reviewer has settled it) stays. */
export function doubtByRules(
  products: readonly JudgedProduct[],
  neverRight: ReadonlyMap<string, { name: string }>,
): JudgedProduct[] {
  return products.map((product) => {
    const rule = neverRight.get(product.productId);
    if (!rule || !product.suspicion) return product;
    const reasons = [`the rule “${rule.name}”`, ...product.suspicion.reasons];
    return { ...product, score: Math.max(product.score, ruleScore), suspicion: { ...product.suspicion, reasons } };
  });
}

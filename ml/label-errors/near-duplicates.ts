import type { Catalogue } from "@/ml/datasets/dataset";
import { type NearDuplicate, surestFirst } from "./catalogue-flag";
import { isSamePhoto, logDistance, type NearestOthers, robustSpread } from "./nearest-other";

/** Deviations below the usual distance to the nearest other model from which two photos are too alike. */
const TOO_NEAR = 4;

/** Fewer products than this do not say what is usual; then only the very same photo counts. */
const FEWEST = 20;

/** Pairs of products of different garment models whose photos are all but the same: nearer than the catalogue's own usual
 *  nearest distance by four robust deviations on a logarithmic scale, or the same by content. Each pair once, at its later
 *  product; score 1 for the same photo, .5 at the threshold. nearest: of all products (see nearestOthers). A photo that
 *  `shared` names (a placeholder) makes no pairs. */
export function nearDuplicates(
  { group }: Pick<Catalogue, "group">,
  nearest: NearestOthers,
  shared: ReadonlySet<number> = new Set(),
): NearDuplicate[] {
  const threshold = duplicateDistance(nearest);
  const same = logDistance(1);
  const flags = new Map<string, NearDuplicate>();
  nearest.products.forEach((i, r) => {
    for (let q = r * nearest.k; q < (r + 1) * nearest.k; q++) {
      const [j, cosine] = [nearest.index[q], nearest.cosine[q]];
      if (j < 0 || group[i] === group[j] || shared.has(i) || shared.has(j)) continue;
      const distance = logDistance(cosine);
      if (distance > threshold && !isSamePhoto(cosine)) continue;
      const [other, product] = [Math.min(i, j), Math.max(i, j)];
      const score = isSamePhoto(cosine) ? 1 : 0.5 + (0.5 * (threshold - distance)) / (threshold - same);
      const reason = isSamePhoto(cosine)
        ? "The same photo stands at a product of another garment model."
        : `The photo is ${(100 * cosine).toFixed(1)} % alike with one of another garment model.`;
      flags.set(`${other}/${product}`, { kind: "near-duplicate", product, other, cosine, score, reasons: [reason] });
    }
  });
  return surestFirst([...flags.values()]);
}

/** The logarithmic distance below which two photos are too alike to be two garments, learnt from each product's distance
 *  to its nearest product of another model. */
function duplicateDistance({ products, k, cosine, index }: NearestOthers): number {
  const first = Array.from(products, (_, r) => r * k).filter((at) => index[at] >= 0);
  if (first.length < FEWEST) return Number.NEGATIVE_INFINITY;
  const { median, deviation } = robustSpread(first.map((at) => logDistance(cosine[at])));
  return median - TOO_NEAR * deviation;
}

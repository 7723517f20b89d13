import { decodeSuspects } from "@/ml/label-errors/suspect-file";
import { lookThrough, type Reading } from "./read-by-champion";

type Category = { id: number; name: string };

/** One product as the category version sees it. score: how suspect the given category is, 0..1; 0 where a reviewer has
 *  settled it or none is given. predicted: the category that the evidence speaks for most; null where none is given. */
export type JudgedProduct = {
  productId: string;
  isHoldout: boolean;
  isDelisted: boolean;
  given: Category | null;
  predicted: Category | null;
  score: number;
  /** The score before reviewers' answers were weighed; absent where it is the same. */
  modelScore?: number;
  suspicion: Suspicion | null;
};
/** What speaks against the given category. */
export type Suspicion = {
  proposed: Category;
  givenProbability: number;
  proposedProbability: number;
  reasons: string[];
  neighbours: { productId: string; cosine: number }[];
};
export type JudgedCatalogue = {
  versionId: string;
  version: number;
  products: JudgedProduct[];
};

/** Judges the category of every product by the version that serves, its look-alikes and its attributes. */
export async function judgeCatalogue(reading: Reading, signal?: AbortSignal): Promise<JudgedCatalogue> {
  const bytes = await lookThrough("flag-labels", reading, signal);
  const { catalogue, model } = reading;
  const { productIds, categories, family, holdout, delisted } = catalogue;
  const suspects = new Map(decodeSuspects(bytes).suspects.map((suspect) => [suspect.product, suspect]));
  const products = productIds.map((productId, i): JudgedProduct => {
    const given = categories[family[i]!] ?? null;
    const suspect = suspects.get(i);
    const common = { productId, isHoldout: holdout[i] === 1, isDelisted: delisted[i] === 1, given };
    if (!suspect) return { ...common, predicted: given, score: 0, suspicion: null };
    const { givenProbability, proposedProbability, reasons } = suspect;
    const proposed = categories[suspect.proposed]!;
    const neighbours = suspect.neighbours.map(({ product, cosine }) => ({ productId: productIds[product]!, cosine }));
    return {
      ...common,
      predicted: proposedProbability > givenProbability ? proposed : given,
      score: suspect.score,
      suspicion: { proposed, givenProbability, proposedProbability, reasons, neighbours },
    };
  });
  return { versionId: model.versionId, version: model.number, products };
}

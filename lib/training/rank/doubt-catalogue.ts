import type { CatalogueFlag, CatalogueFlagKind } from "@/ml/label-errors/catalogue-flag";
import { decodeCatalogueFlags } from "@/ml/label-errors/catalogue-flag-file";
import type { PhotoFault } from "../../flags/schema";
import { lookThrough, type Reading } from "./read-by-champion";

/** A doubt about a product other than its category. score 0..1, surest first. attribute: the column it is about, with the
 *  value given (empty: none) and the one proposed. others: the products that the doubt rests on. */
export type ProductDoubt = {
  kind: CatalogueFlagKind;
  productId: string;
  score: number;
  attribute: string | null;
  /** What is wrong with the photo; null for the other kinds. */
  fault: PhotoFault | null;
  /** Probability of the given and of the proposed value; null where it is about no value. */
  givenProbability: number | null;
  proposedProbability: number | null;
  given: string | null;
  proposed: string | null;
  others: string[];
  reasons: string[];
};

/** Near-duplicates, photos that are missing, shared or out of place, attributes that are missing or contradicted, of every
 *  product on sale, by the category version that serves. */
export async function doubtCatalogue(reading: Reading, signal?: AbortSignal): Promise<ProductDoubt[]> {
  const bytes = await lookThrough("flag-catalogue", reading, signal);
  const { productIds, columns, delisted } = reading.catalogue;
  const isOnSale = (product: number) => delisted[product] === 0;
  const idOf = (product: number) => productIds[product]!;
  const valuesOf = (flag: CatalogueFlag) => {
    if (flag.kind !== "missing-attribute" && flag.kind !== "attribute-contradiction")
      return { attribute: null, given: null, proposed: null, givenProbability: null, proposedProbability: null };
    const { name, values } = columns[flag.column]!;
    const { proposedProbability } = flag;
    const [given, givenProbability] =
      flag.kind === "attribute-contradiction" ? [values[flag.given]!, flag.givenProbability] : ["", 0];
    return { attribute: name, given, proposed: values[flag.proposed]!, givenProbability, proposedProbability };
  };
  const othersOf = (flag: CatalogueFlag) =>
    flag.kind === "near-duplicate" ? [flag.other] : flag.kind === "photo-fault" ? flag.others : [];
  const { flags } = decodeCatalogueFlags(bytes);
  return flags
    .filter((flag) => isOnSale(flag.product) && (flag.kind !== "near-duplicate" || isOnSale(flag.other)))
    .map((flag) => ({
      kind: flag.kind,
      productId: idOf(flag.product),
      score: flag.score,
      fault: flag.kind === "photo-fault" ? flag.fault : null,
      ...valuesOf(flag),
      others: othersOf(flag).map(idOf),
      reasons: flag.reasons,
    }));
}

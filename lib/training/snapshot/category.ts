import type { CategoryDataset } from "@/ml/datasets/dataset";
import { db } from "../../db";
import type { CatalogueArrays } from "../../models/catalogue-arrays";
import { datasetSeed, sharedArrays } from "./compatibility";

/** The category dataset of this moment, with its counts. classes[c] is the category categoryIds[c]. */
export async function categoryDataset(
  catalogue: CatalogueArrays,
): Promise<{ dataset: CategoryDataset; categoryIds: number[]; counts: Record<string, number> }> {
  const { categories, family, productIds } = catalogue;
  const confirmed = await confirmedRows(catalogue);
  const dataset: CategoryDataset = {
    head: "category",
    seed: datasetSeed,
    ...sharedArrays(catalogue),
    classes: categories.map((category) => category.name),
    label: family,
    confirmed,
  };
  const counts = {
    products: productIds.length,
    categories: categories.length,
    "products without category": family.filter((place) => place < 0).length,
    "categories confirmed by a reviewer": confirmed.reduce((sum, one) => sum + one, 0),
  };
  return { dataset, categoryIds: categories.map((category) => category.id), counts };
}

/** [n] 1 where a reviewer's answer that still stands says what the product is now filed under. */
async function confirmedRows({ rowOf, productIds, categories, family }: CatalogueArrays): Promise<Uint8Array> {
  const labels = await db().label.findMany({
    where: { head: "category", supersededAt: null, isLate: false, verdict: { in: ["keep", "take", "other"] } },
    select: {
      verdict: true,
      chosenCategoryId: true,
      flag: { select: { productId: true, givenCategoryId: true, proposedCategoryId: true, attribute: true } },
    },
  });
  const confirmed = new Uint8Array(productIds.length);
  for (const { verdict, chosenCategoryId, flag } of labels) {
    const row = flag?.attribute === "category" ? rowOf.get(flag.productId) : undefined;
    if (!flag || row === undefined) continue;
    const said =
      verdict === "keep" ? flag.givenCategoryId : verdict === "take" ? flag.proposedCategoryId : chosenCategoryId;
    if (categories[family[row]!]?.id === said) confirmed[row] = 1;
  }
  return confirmed;
}

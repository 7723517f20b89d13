import { db } from "../db";
import { champion } from "../models/data";
import { relatedProducts } from "./related-products";
import type { Partners } from "./schema";

/** What goes best with a product by the compatibility version that serves, as the worker scored it with the last ranking.
 *  "none-serves": nothing is trained. "not-yet": the version that serves has not been asked about this product. */
export async function partnersOf(productId: string): Promise<Partners> {
  const [serving, row] = await Promise.all([
    champion("compatibility"),
    db().productPartners.findUnique({ where: { productId } }),
  ]);
  if (!serving) return { state: "none-serves" };
  if (row?.modelVersionId !== serving.versionId) return { state: "not-yet", version: serving.number };
  return { state: "scored", version: serving.number, partners: await relatedProducts(row.otherIds, row.scores) };
}

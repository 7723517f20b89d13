import { matrixOf, rowOf } from "@/ml/runtime/matrix";
import { topK } from "@/ml/similarity/exact";
import { fail, ok, type Result } from "../result";
import { liveEncoder, productCards, productEmbeddings } from "./data";
import type { ProductCard } from "./schema";

export type SimilarProduct = { product: ProductCard; cosine: number };

/** The k listed products that look most like this one under the live encoder, best first; itself is not among them.
 *  "not-found": there is no such product. "unavailable": nothing is embedded, or this product has no readable photo. */
export async function similarProducts(
  id: string,
  k: number,
): Promise<Result<SimilarProduct[], "not-found" | "unavailable">> {
  const [encoder, known] = await Promise.all([liveEncoder(), productCards([id])]);
  if (!known.has(id)) return fail("not-found", `There is no product ${id} in the catalogue.`);
  if (!encoder) return fail("unavailable", "No photo is embedded yet. Run: npm run toile -- embed");
  const [all, own] = await Promise.all([productEmbeddings(encoder.id), productEmbeddings(encoder.id, [id])]);
  const query = rowOf(own.matrix, 0);
  if (query.every((value) => value === 0)) return fail("unavailable", `${id} has no readable photo that is embedded.`);
  const allowed = Uint8Array.from(all.ids, (other) => (other === id ? 0 : 1));
  const found = topK(matrixOf(1, query.length, query), all.matrix, k, { allowed });
  const nearest = [...found.index].filter((place) => place >= 0).map((place) => all.ids[place]!);
  const cards = await productCards(nearest);
  return ok(
    nearest.flatMap((other, i) => {
      const product = cards.get(other);
      return product ? [{ product, cosine: found.score[i]! }] : [];
    }),
  );
}

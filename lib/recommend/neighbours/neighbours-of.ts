import type { RelatedProduct } from "../../catalogue/schema";
import { ok, type Result } from "../../result";
import { relatedProducts } from "../related-products";
import { NeighbourDesk } from "./answer-questions";
import { isServed, neighboursOfProduct } from "./ask-neighbours";
import { openNeighbours } from "./open-neighbours";
import type { ProductQuestion } from "./schema";

/** The nearest products of one, for a command: from this machine's search, or, where none runs, from an index that is
 *  opened for this one question. */
export async function neighboursOf(
  question: ProductQuestion,
): Promise<Result<RelatedProduct[], "not-found" | "unavailable">> {
  const answer = (await isServed())
    ? await neighboursOfProduct(question)
    : await new NeighbourDesk(await openNeighbours()).ofProduct(question);
  if (!answer.ok) return answer;
  const { found } = answer.value;
  return ok(
    await relatedProducts(
      found.map(({ id }) => id),
      found.map(({ score }) => score),
    ),
  );
}

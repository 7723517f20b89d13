import type { RelatedProduct } from "../../catalogue/schema";
import { ok, type Result } from "../../result";
import { relatedProducts } from "../related-products";
import { NeighbourDesk } from "./answer-questions";
import { isServed, neighboursOfProduct, neighboursOfProducts } from "./ask-neighbours";
import { openNeighbours } from "./open-neighbours";
import type { ProductQuestion } from "./schema";

export type Asker = { ofProduct: typeof neighboursOfProduct; ofProducts: typeof neighboursOfProducts };

/** This machine's search process. */
export const askSearch: Asker = { ofProduct: neighboursOfProduct, ofProducts: neighboursOfProducts };

/** How a command asks for neighbours: this machine's search, or, where none runs, an index that is opened in this process.
 *  Not for the web's process, which would stand still meanwhile. */
export async function openAsker(): Promise<Asker> {
  if (await isServed()) return askSearch;
  const desk = new NeighbourDesk(await openNeighbours());
  return { ofProduct: (question) => desk.ofProduct(question), ofProducts: (question) => desk.ofProducts(question) };
}

/** The nearest products of one, for a command. */
export async function neighboursOf(
  question: ProductQuestion,
): Promise<Result<RelatedProduct[], "not-found" | "unavailable">> {
  const { ofProduct } = await openAsker();
  const answer = await ofProduct(question);
  if (!answer.ok) return answer;
  const { found } = answer.value;
  return ok(
    await relatedProducts(
      found.map(({ id }) => id),
      found.map(({ score }) => score),
    ),
  );
}

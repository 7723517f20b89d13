import { encodeAttributes, encodeMoreValues } from "@/ml/datasets/attributes";
import type { Column } from "@/ml/datasets/dataset";
import type { Items } from "@/ml/siamese/items";
import { legsOf } from "@/ml/siamese/legs";
import { loadCompatibility } from "@/ml/siamese/model";
import { scorePairs as scoreRows } from "@/ml/siamese/score-pairs";
import { productEmbeddings } from "../catalogue/data";
import { descriptionVectors } from "../catalogue/descriptions/description-vectors";
import { db } from "../db";
import { type LoadedModel, loadChampion } from "../models/load-champion";
import { attributeValues, taxonomyLevels, valueFields } from "../models/product-values";
import { uncertaintyOf } from "../models/rules";
import { fail, ok, type Result } from "../result";
import type { PairQuestion, PairScore } from "./schema";

/** Pairs scored between two looks at the event loop: about a fifth of a second. */
const pairsAtOnce = 2_000;

/** How well the products of each pair go together, by the version that serves; in the order given. Any two products
 *  will do, of one category or unseen in training; a pair with an unknown one gets no score. "unavailable": there is no
 *  version yet. */
export async function scorePairs(questions: readonly PairQuestion[]): Promise<Result<PairScore[], "unavailable">> {
  const champion = await loadChampion("compatibility");
  if (!champion) return fail("unavailable", "No compatibility network has been trained yet.");
  const model = loadCompatibility(champion.bytes);
  const { rowOf, items } = await itemsOf(champion, model.columns, questions);
  const legs = legsOf(model, items);
  const name = `compatibility v${champion.number}`;
  const scores: PairScore[] = [];
  for (let start = 0; start < questions.length; start += pairsAtOnce) {
    const part = questions.slice(start, start + pairsAtOnce);
    const known = part.filter(({ a, b }) => rowOf.has(a) && rowOf.has(b));
    const pairs = Int32Array.from(known.flatMap(({ a, b }) => [rowOf.get(a)!, rowOf.get(b)!]));
    const { compatibility } = scoreRows(model, legs, pairs);
    let at = 0;
    for (const { a, b } of part) {
      const unknown = [a, b].filter((id) => !rowOf.has(id));
      const score = unknown.length > 0 ? null : compatibility[at++]!;
      scores.push({ a, b, score, uncertainty: score === null ? null : uncertaintyOf(score), model: name, unknown });
    }
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return ok(scores);
}

/** The known products of the questions, as the model reads them. */
async function itemsOf(
  champion: LoadedModel,
  columns: Column[],
  questions: readonly PairQuestion[],
): Promise<{ rowOf: Map<string, number>; items: Items }> {
  const asked = [...new Set(questions.flatMap(({ a, b }) => [a, b]))];
  const [rows, levels] = await Promise.all([
    db().product.findMany({ where: { id: { in: asked } }, select: { id: true, ...valueFields } }),
    taxonomyLevels(),
  ]);
  const values = rows.map((row) => ({ ...attributeValues(row), ...levels.of(row) }));
  // With the model's own encoders, also when others have been chosen since: two encoders never meet.
  const { matrix } = await productEmbeddings(
    champion.encoderId,
    rows.map((row) => row.id),
  );
  return {
    rowOf: new Map(rows.map((row, i) => [row.id, i])),
    items: {
      embedding: matrix,
      attributes: encodeAttributes(columns, values),
      moreValues: encodeMoreValues(columns, values),
      description: await descriptionVectors(
        champion.descriptionEncoderId,
        rows.map((row) => row.description),
      ),
    },
  };
}

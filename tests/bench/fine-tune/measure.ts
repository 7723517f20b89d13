import { type Labelled, NEAREST, type Question, type Worth, worthOf } from "@/ml/category/fine-tuning/worth";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, rowOf, takeRows } from "@/ml/runtime/matrix";
import { topK } from "@/ml/similarity/exact";

/** Worth and, for each photo asked, the average precision of its category among the other photos asked, and the share of
 *  the ten nearest among the photos taught that have it. Photos of one sender never meet. */
export type Measured = Worth & { ranked: number[]; nearTaught: number[] };

/** embedding [photos, d], unit length. */
export async function measure(
  tf: TensorFlow,
  photos: Labelled,
  question: Question,
  embedding: Matrix,
  seed: number,
): Promise<Measured> {
  const worth = await worthOf(tf, photos, question, embedding, { config: {}, seed });
  const { asked, taught } = question;
  const ranked = Array.from(asked, (i) => averagePrecision(hitsOf(photos, embedding, i, asked)));
  const groups = { query: asked.map((i) => photos.group[i]!), base: taught.map((i) => photos.group[i]!) };
  const { index } = topK(takeRows(embedding, asked), takeRows(embedding, taught), NEAREST, { excludeGroup: groups });
  const nearTaught = Array.from(asked, (i, q) => {
    const near = index.subarray(q * NEAREST, (q + 1) * NEAREST);
    return near.filter((at) => photos.label[taught[at]!] === photos.label[i]).length / NEAREST;
  });
  return { ...worth, ranked, nearTaught };
}

/** Whether each photo of the base has the category of photo i, the nearest first. */
function hitsOf({ label, group }: Labelled, embedding: Matrix, i: number, base: Int32Array): boolean[] {
  const own = rowOf(embedding, i);
  const others = Array.from(base.filter((j) => group[j] !== group[i]));
  const score = new Map(others.map((j) => [j, dot(own, rowOf(embedding, j))]));
  return others.sort((a, b) => score.get(b)! - score.get(a)!).map((j) => label[j] === label[i]);
}

function averagePrecision(hits: boolean[]): number {
  let found = 0;
  let sum = 0;
  hits.forEach((isHit, at) => {
    if (!isHit) return;
    found += 1;
    sum += found / (at + 1);
  });
  return found > 0 ? sum / found : 0;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

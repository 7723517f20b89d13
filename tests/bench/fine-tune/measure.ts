import { predictCategoriesInBulk } from "@/ml/category/predict-bulk";
import { largestOf } from "@/ml/category/softmax";
import { trainCategoryNetwork } from "@/ml/category/train";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, rowOf, takeRows } from "@/ml/runtime/matrix";
import type { ClothingPhotos, Question } from "./photos";

/** What an embedding is worth for each photo asked: 1 where the category network is right, the share of its ten nearest
 *  others that have its category, and the average precision of all others; among the photos asked, which nobody learnt
 *  from, and against those taught. */
export type Worth = { right: number[]; near: number[]; ranked: number[]; nearTaught: number[]; rankedTaught: number[] };

const NEAREST = 10;

/** embedding [photos, d], unit length. */
export async function worthOf(
  tf: TensorFlow,
  photos: ClothingPhotos,
  question: Question,
  embedding: Matrix,
  seed: number,
): Promise<Worth> {
  const among = ranking(photos.label, embedding, question.asked, question.asked);
  const against = ranking(photos.label, embedding, question.asked, question.taught);
  return {
    right: await rightOf(tf, photos, question, embedding, seed),
    near: among.near,
    ranked: among.ranked,
    nearTaught: against.near,
    rankedTaught: against.ranked,
  };
}

/** The product's own category network, trained on the photos taught alone. */
async function rightOf(
  tf: TensorFlow,
  { files, classes, label, sender }: ClothingPhotos,
  { taught, asked }: Question,
  embedding: Matrix,
  seed: number,
): Promise<number[]> {
  const rows = Int32Array.from([...taught, ...asked]);
  const dataset = {
    head: "category" as const,
    seed,
    columns: [],
    attributes: new Int32Array(0),
    encoder: { name: "clothing", version: "1", dimension: embedding.columns },
    productIds: Array.from(rows, (i) => files[i]!.key),
    embedding: takeRows(embedding, rows),
    group: Int32Array.from(rows, (i) => sender[i]!),
    holdout: Uint8Array.from(rows, (_, at) => (at < taught.length ? 0 : 1)),
    classes,
    label: Int32Array.from(rows, (i) => label[i]!),
    confirmed: new Uint8Array(rows.length),
  };
  const { model } = await trainCategoryNetwork(tf, dataset, {}, seed, () => {});
  const fresh = predictCategoriesInBulk(tf, model, takeRows(embedding, asked), new Int32Array(0));
  const k = classes.length;
  return Array.from(asked, (i, at) => (largestOf(fresh.data, at * k, k) === label[i] ? 1 : 0));
}

/** Ranks the base for each photo asked by cosine, leaving itself out. */
function ranking(label: Int32Array, embedding: Matrix, asked: Int32Array, base: Int32Array) {
  const [near, ranked]: [number[], number[]] = [[], []];
  for (const i of asked) {
    const own = rowOf(embedding, i);
    const others = Array.from(base.filter((j) => j !== i));
    const score = new Map(others.map((j) => [j, dot(own, rowOf(embedding, j))]));
    others.sort((a, b) => score.get(b)! - score.get(a)!);
    let hits = 0;
    let precision = 0;
    let first = 0;
    others.forEach((j, at) => {
      if (label[j] !== label[i]) return;
      hits += 1;
      precision += hits / (at + 1);
      if (at < NEAREST) first += 1;
    });
    near.push(first / NEAREST);
    ranked.push(hits > 0 ? precision / hits : 0);
  }
  return { near, ranked };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

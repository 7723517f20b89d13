import type { CategoryDataset, CompatibilityDataset } from "@/ml/datasets/dataset";
import { matrixOf } from "@/ml/runtime/matrix";
import { drawIndex, drawNormal, rngOf } from "@/ml/runtime/seed";

export const TONES = ["warm", "cold", "dark"];
const d = 16;

/** The rule of the house: warm goes with cold, dark with dark. Alike is not the same as fitting. */
export const fits = (one: number, other: number) => (one + other) % 3 === 1;

/** A house with a rule that is known: products of different families fit by their tones. The tone shows in the
 *  embedding alone, under noise; the family in the embedding and in an attribute; season and finish mean nothing. */
export function plantedHouse(
  seed: number,
  n = 240,
): { pairs: CompatibilityDataset; categories: CategoryDataset; tone: Int32Array } {
  const rng = rngOf(seed);
  const group = Int32Array.from({ length: n }, (_, i) => i >> 1);
  const family = group.map((model) => model % 3);
  const tone = Int32Array.from({ length: n }, () => drawIndex(rng, TONES.length));
  const embedding = matrixOf(n, d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) embedding.data[i * d + j] = 0.35 * drawNormal(rng);
    embedding.data[i * d + tone[i]] += 1;
    embedding.data[i * d + 4 + family[i]] += 1;
  }
  const season = Int32Array.from({ length: n }, () => drawIndex(rng, 2));
  const holdout = Uint8Array.from(group, (model) => (model % 8 === 0 ? 1 : 0));
  const shared = {
    seed,
    group,
    holdout,
    embedding,
    encoder: { name: "planted", version: "1", dimension: d },
    productIds: Array.from({ length: n }, (_, i) => `p${i}`),
  };
  const finish = Int32Array.from({ length: n }, () => drawIndex(rng, 4));
  const positives = drawOutfitPairs(rng, family, tone, 4 * n);
  const none = { judged: new Int32Array(0), judgedY: new Float32Array(0), judgedWeight: new Float32Array(0) };
  const pairs: CompatibilityDataset = {
    ...shared,
    head: "compatibility",
    family,
    season,
    positives,
    ...none,
    columns: [
      { name: "family", values: ["", "tops", "skirts", "shoes"] },
      { name: "finish", values: ["", "a", "b", "c"] },
    ],
    attributes: Int32Array.from({ length: 2 * n }, (_, at) => (at % 2 ? finish[at >> 1] : family[at >> 1] + 1)),
    positiveWeight: new Float32Array(positives.length / 2).fill(1),
    outfit: Int32Array.from({ length: positives.length / 2 }, (_, p) => p),
    holdoutJudged: new Int32Array(0),
    holdoutJudgedY: new Float32Array(0),
  };
  const categories: CategoryDataset = {
    ...shared,
    head: "category",
    classes: ["tops", "skirts", "shoes"],
    label: family.slice(),
    confirmed: new Uint8Array(n),
    columns: [{ name: "finish", values: ["", "a", "b", "c"] }],
    attributes: finish,
  };
  return { pairs, categories, tone };
}

function drawOutfitPairs(rng: () => number, family: Int32Array, tone: Int32Array, count: number): Int32Array {
  const found = new Map<string, [number, number]>();
  for (let attempt = 0; attempt < 60 * count && found.size < count; attempt++) {
    const [i, j] = [drawIndex(rng, family.length), drawIndex(rng, family.length)];
    if (family[i] !== family[j] && fits(tone[i], tone[j])) found.set(`${Math.min(i, j)}/${Math.max(i, j)}`, [i, j]);
  }
  return Int32Array.from([...found.values()].flat());
}

/** A small network that learns the planted rule in seconds. */
export const SMALL = {
  members: 2,
  components: 8,
  attributeWidth: 4,
  fusionWidth: 24,
  legWidth: 12,
  headWidth: 16,
  batch: 128,
  epochs: 8,
  fewestSteps: 160,
  learningRate: 4e-3,
  dropout: 0.1,
  validationShare: 0.12,
};

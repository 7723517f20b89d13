import type { CategoryDataset, Column, CompatibilityDataset } from "@/ml/datasets/dataset";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { drawIndex, drawNormal, type Rng, rngOf, seedFor } from "@/ml/runtime/seed";

/** A made-up catalogue of stated size with a rule that can be learnt: each garment has a style and a shape; two of
 *  different families fit when their styles agree, the embedding shows both in noise, some attributes repeat them. */
export type PlantedHouse = { compatibility: CompatibilityDataset; category: CategoryDataset };

export type HouseSize = { products: number; dimension: number; outfitPairs: number; labels: number };

const FAMILIES = 24;
const SEASONS = 4;
const COLUMNS = 6;
const VALUES = 12;
/** Numbers that describe a garment's style and those that describe its family's shape. */
const [STYLE, SHAPE] = [8, 24];
/** One answer of ten is wrong, as the house's own simulated people are. */
const WRONG = 0.1;

type Garments = { family: Int32Array; season: Int32Array; group: Int32Array; holdout: Uint8Array; style: Matrix };

/** Same size and seed, same house. Pairs touch no holdout product unless they are judged for evaluation. */
export function plantHouse(size: HouseSize, seed: number): PlantedHouse {
  const rng = rngOf(seedFor(seed, "house"));
  const garments = drawGarments(rng, size.products);
  const columns: Column[] = Array.from({ length: COLUMNS }, (_, a) => ({
    name: `column ${a + 1}`,
    values: ["", ...Array.from({ length: VALUES }, (_, v) => `value ${v + 1}`)],
  }));
  const shared = {
    seed,
    columns,
    encoder: { name: "made up", version: "1", dimension: size.dimension },
    productIds: Array.from({ length: size.products }, (_, i) => `p${i}`),
    embedding: drawEmbeddings(rng, garments, size.dimension),
    attributes: drawAttributes(rng, garments),
    group: garments.group,
    holdout: garments.holdout,
  };
  return {
    compatibility: { head: "compatibility", ...shared, ...garments, ...drawPairs(rng, garments, size) },
    category: {
      head: "category",
      ...shared,
      classes: Array.from({ length: FAMILIES }, (_, f) => `family ${f + 1}`),
      label: garments.family,
      confirmed: new Uint8Array(size.products),
    },
  };
}

function drawGarments(rng: Rng, n: number): Garments {
  const group = Int32Array.from({ length: n }, (_, i) => i >> 1);
  const style = matrixOf(n, STYLE);
  for (let i = 0; i < n; i++) {
    // Colours of one model share most of their style.
    const row = rowOf(style, i);
    if (i % 2 === 0) for (let s = 0; s < STYLE; s++) row[s] = drawNormal(rng);
    else for (let s = 0; s < STYLE; s++) row[s] = 0.8 * rowOf(style, i - 1)[s] + 0.6 * drawNormal(rng);
  }
  return {
    group,
    style,
    family: group.map((g) => g % FAMILIES),
    season: group.map((g) => Math.floor(g / FAMILIES) % SEASONS),
    holdout: Uint8Array.from(group, (g) => (g % 10 === 9 ? 1 : 0)),
  };
}

function drawEmbeddings(rng: Rng, { family, style }: Garments, dimension: number): Matrix {
  const normal = (rows: number, columns: number) =>
    matrixOf(
      rows,
      columns,
      Float32Array.from({ length: rows * columns }, () => drawNormal(rng)),
    );
  const [shapes, shown] = [normal(FAMILIES, SHAPE), normal(STYLE + SHAPE, dimension)];
  const out = matrixOf(family.length, dimension);
  for (let i = 0; i < out.rows; i++) {
    const row = rowOf(out, i);
    for (let j = 0; j < dimension; j++) row[j] = 2 * drawNormal(rng);
    const seen = [...rowOf(style, i), ...rowOf(shapes, family[i]).map((value) => value + drawNormal(rng))];
    seen.forEach((value, s) => {
      const direction = rowOf(shown, s);
      for (let j = 0; j < dimension; j++) row[j] += value * direction[j];
    });
  }
  return out;
}

/** The first two columns repeat a number of the style in steps, the third the family with errors; the rest are noise. */
function drawAttributes(rng: Rng, { family, style }: Garments): Int32Array {
  const code = (i: number, a: number) => {
    if (rng() < 0.1) return 0;
    if (a < 2) return 1 + Math.max(0, Math.min(VALUES - 1, Math.floor(VALUES / 2 + 2.5 * rowOf(style, i)[a])));
    return 1 + (a === 2 && rng() < 0.7 ? family[i] % VALUES : drawIndex(rng, VALUES));
  };
  return Int32Array.from({ length: family.length * COLUMNS }, (_, at) => code(Math.floor(at / COLUMNS), at % COLUMNS));
}

function drawPairs(rng: Rng, garments: Garments, { outfitPairs, labels }: HouseSize) {
  const visible = Int32Array.from(garments.holdout.keys()).filter((i) => garments.holdout[i] === 0);
  const positives = new Int32Array(2 * outfitPairs);
  for (let p = 0; p < outfitPairs; ) {
    const [a, b] = drawWearable(rng, garments, visible);
    if (fits(garments, a, b)) positives.set([a, b], 2 * p++);
  }
  const judged = new Int32Array(2 * labels);
  const judgedY = new Float32Array(labels);
  for (let j = 0; j < labels; j++) {
    const [a, b] = drawWearable(rng, garments, visible);
    judged.set([a, b], 2 * j);
    judgedY[j] = fits(garments, a, b) !== rng() < WRONG ? 1 : 0;
  }
  return {
    positives,
    positiveWeight: new Float32Array(outfitPairs).fill(1),
    outfit: Int32Array.from({ length: outfitPairs }, (_, p) => p),
    judged,
    judgedY,
    judgedWeight: new Float32Array(labels).fill(1),
    holdoutJudged: new Int32Array(0),
    holdoutJudgedY: new Float32Array(0),
  };
}

function drawWearable(rng: Rng, { family }: Garments, pool: Int32Array): [number, number] {
  for (;;) {
    const [a, b] = [pool[drawIndex(rng, pool.length)], pool[drawIndex(rng, pool.length)]];
    if (family[a] !== family[b]) return [a, b];
  }
}

/** The planted rule: styles point the same way. */
export function fits({ style }: { style: Matrix }, a: number, b: number): boolean {
  const [x, y] = [rowOf(style, a), rowOf(style, b)];
  let dot = 0;
  for (let s = 0; s < STYLE; s++) dot += x[s] * y[s];
  return dot > 0;
}

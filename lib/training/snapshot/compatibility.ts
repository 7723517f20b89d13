import { tellOtherColours } from "@/ml/acquisition/other-colours";
import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import type { Source } from "@/ml/datasets/sources";
import { db } from "../../db";
import type { CatalogueArrays } from "../../models/catalogue-arrays";
import { withBehaviour } from "./behaviour";
import { withImported } from "./imported-judgements";
import { judgedPairs } from "./judged-pairs";

type Counts = Record<string, number>;
export type OutfitPairs = {
  /** Keys of pairs that are positives or gold already: pairKeyOf(). */
  seen: Set<number>;
  positives: Int32Array;
  outfit: Int32Array;
  sources: Source[];
  positiveSource: Int32Array;
  counts: Counts;
};

// One constant, so that equal data make an equal snapshot; the run's own seed goes with the plan.
export const datasetSeed = 1;

type CountedDataset = { dataset: CompatibilityDataset; counts: Counts };

/** The compatibility dataset of this moment as training reads it: with what explained clashes tell of the same garment
 *  models in other colours. */
export async function trainingDataset(catalogue: CatalogueArrays): Promise<CountedDataset> {
  const { dataset, counts, explained } = await readDataset(catalogue);
  const { judged, judgedY, judgedWeight, positives } = dataset;
  const told = tellOtherColours({ pairs: judged, target: judgedY, holdsForModels: explained }, dataset, positives);
  return {
    dataset: {
      ...dataset,
      judged: Int32Array.from([...judged, ...told.pairs]),
      judgedY: Float32Array.from([...judgedY, ...told.target]),
      judgedWeight: Float32Array.from([...judgedWeight, ...told.weight]),
    },
    counts: { ...counts, "pairs told of other colours": told.target.length },
  };
}

/** The compatibility dataset of this moment as people judged it, with its counts by source. */
export async function compatibilityDataset(catalogue: CatalogueArrays): Promise<CountedDataset> {
  const { dataset, counts } = await readDataset(catalogue);
  return { dataset, counts };
}

async function readDataset(catalogue: CatalogueArrays): Promise<CountedDataset & { explained: Uint8Array }> {
  const [{ positives, positiveWeight, outfit, counts, ...sources }, judgements] = await Promise.all([
    outfitPairs(catalogue).then((worn) => withBehaviour(worn, catalogue)),
    judgedPairs(catalogue).then((judged) => withImported(judged, catalogue)),
  ]);
  const dataset: CompatibilityDataset = {
    head: "compatibility",
    seed: datasetSeed,
    ...sharedArrays(catalogue),
    ...catalogue.compatibility(),
    family: catalogue.family,
    season: catalogue.season,
    positives,
    positiveWeight,
    outfit,
    ...sources,
    ...judgements.arrays,
  };
  return {
    dataset,
    counts: { products: catalogue.productIds.length, ...counts, ...judgements.counts },
    explained: judgements.explained,
  };
}

/** What the datasets of both heads have in common. */
export const sharedArrays = ({
  encoder,
  columns,
  productIds,
  embedding,
  attributes,
  group,
  holdout,
}: CatalogueArrays) => ({
  encoder,
  columns,
  productIds,
  embedding,
  attributes,
  group,
  holdout,
});

/** Every two products of one outfit, each pair once (with the first outfit that has it), gold left out → [p, 2]. */
export async function outfitPairs(catalogue: CatalogueArrays): Promise<OutfitPairs> {
  const outfits = await db().outfit.findMany({
    orderBy: [{ source: "asc" }, { externalId: "asc" }],
    select: { source: true, kind: true, items: { select: { productId: true }, orderBy: { position: "asc" } } },
  });
  const keyOf = pairKeyOf(catalogue);
  const seen = await goldKeys(catalogue, keyOf);
  const positives: number[] = [];
  const outfitOf: number[] = [];
  const kindOf = new Map(outfits.map(({ source, kind }) => [source, kind]));
  const sources: Source[] = [...kindOf].map(([name, kind]) => ({
    name,
    kind: kind === "imported" ? "imported" : "outfits",
  }));
  const sourceOf: number[] = [];
  const counts: Counts = {};
  const isHeldOut = (row: number) => catalogue.holdout[row] === 1;
  outfits.forEach(({ source, kind, items }, place) => {
    const rows = items.flatMap(({ productId }) => catalogue.rowOf.get(productId) ?? []);
    counts[`outfits: ${source}`] = (counts[`outfits: ${source}`] ?? 0) + 1;
    for (const [a, b] of pairsOf(rows)) {
      const key = keyOf(a, b);
      if (seen.has(key)) continue;
      // A version is measured on what the house's own stylists combine.
      if (kind === "imported" && (isHeldOut(a) || isHeldOut(b))) continue;
      seen.add(key);
      positives.push(a, b);
      outfitOf.push(place);
      sourceOf.push(sources.findIndex(({ name }) => name === source));
    }
  });
  counts["outfit pairs"] = outfitOf.length;
  return {
    seen,
    positives: Int32Array.from(positives),
    outfit: Int32Array.from(outfitOf),
    sources,
    positiveSource: Int32Array.from(sourceOf),
    counts,
  };
}

/** One number for an unordered pair of rows. */
export const pairKeyOf =
  ({ productIds }: CatalogueArrays) =>
  (a: number, b: number): number =>
    Math.min(a, b) * productIds.length + Math.max(a, b);

function* pairsOf(rows: number[]): Generator<[number, number]> {
  for (let i = 0; i < rows.length; i++) for (let j = i + 1; j < rows.length; j++) yield [rows[i]!, rows[j]!];
}

/** Gold pairs that stand: they measure people, so the network must not know them. */
async function goldKeys({ rowOf }: CatalogueArrays, keyOf: (a: number, b: number) => number): Promise<Set<number>> {
  const gold = await db().goldPair.findMany({
    where: { retiredAt: null },
    select: { pair: { select: { productAId: true, productBId: true } } },
  });
  return new Set(
    gold.flatMap(({ pair }) => {
      const [a, b] = [rowOf.get(pair.productAId), rowOf.get(pair.productBId)];
      return a === undefined || b === undefined ? [] : [keyOf(a, b)];
    }),
  );
}

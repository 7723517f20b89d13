import { tellOtherColours } from "@/ml/acquisition/other-colours";
import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import type { Source } from "@/ml/datasets/sources";
import { db } from "../../db";
import type { CatalogueArrays } from "../../models/catalogue-arrays";
import { holdsForModels, labelWeight, meanJudgement } from "../rules";

type Counts = Record<string, number>;
export type OutfitPairs = {
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
  const { positives, outfit, counts, ...sources } = await outfitPairs(catalogue);
  const judgements = await judgedPairs(catalogue);
  const dataset: CompatibilityDataset = {
    head: "compatibility",
    seed: datasetSeed,
    ...sharedArrays(catalogue),
    ...catalogue.compatibility(),
    family: catalogue.family,
    season: catalogue.season,
    positives,
    positiveWeight: new Float32Array(positives.length / 2).fill(1),
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

/** Every two products of one outfit, each pair once (with the first outfit that has it) → [p, 2]. */
export async function outfitPairs(catalogue: CatalogueArrays): Promise<OutfitPairs> {
  const outfits = await db().outfit.findMany({
    orderBy: [{ source: "asc" }, { externalId: "asc" }],
    select: { source: true, items: { select: { productId: true }, orderBy: { position: "asc" } } },
  });
  const seen = new Set<number>();
  const positives: number[] = [];
  const outfitOf: number[] = [];
  const sources: Source[] = [...new Set(outfits.map(({ source }) => source))].map((name) => ({
    name,
    kind: "outfits",
  }));
  const sourceOf: number[] = [];
  const counts: Counts = {};
  outfits.forEach(({ source, items }, place) => {
    const rows = items.flatMap(({ productId }) => catalogue.rowOf.get(productId) ?? []);
    counts[`outfits: ${source}`] = (counts[`outfits: ${source}`] ?? 0) + 1;
    for (const [a, b] of pairsOf(rows)) {
      const key = Math.min(a, b) * catalogue.productIds.length + Math.max(a, b);
      if (seen.has(key)) continue;
      seen.add(key);
      positives.push(a, b);
      outfitOf.push(place);
      sourceOf.push(sources.findIndex(({ name }) => name === source));
    }
  });
  counts["outfit pairs"] = outfitOf.length;
  return {
    positives: Int32Array.from(positives),
    outfit: Int32Array.from(outfitOf),
    sources,
    positiveSource: Int32Array.from(sourceOf),
    counts,
  };
}

function* pairsOf(rows: number[]): Generator<[number, number]> {
  for (let i = 0; i < rows.length; i++) for (let j = i + 1; j < rows.length; j++) yield [rows[i]!, rows[j]!];
}

type Judgements = Pick<
  CompatibilityDataset,
  "judged" | "judgedY" | "judgedWeight" | "holdoutJudged" | "holdoutJudgedY"
>;

/** Judged pairs, several judgements of one averaged. A pair with a holdout end is evaluation only, and only when its
 *  slice was drawn uniformly; late answers count, superseded and unsure ones do not. explained [j]: 1 where the answer
 *  holds for the garment models in every colour. */
async function judgedPairs({ rowOf, holdout }: CatalogueArrays): Promise<{
  arrays: Judgements;
  counts: Counts;
  explained: Uint8Array;
}> {
  const pairs = await db().pair.findMany({
    where: { labels: { some: { supersededAt: null } } },
    select: {
      productAId: true,
      productBId: true,
      labels: {
        where: { supersededAt: null },
        select: { verdict: true, reason: true, slice: true },
        orderBy: { id: "asc" },
      },
    },
  });
  pairs.sort((p, q) =>
    p.productAId === q.productAId ? compare(p.productBId, q.productBId) : compare(p.productAId, q.productAId),
  );
  const judged: number[] = [],
    judgedY: number[] = [],
    judgedWeight: number[] = [],
    explained: number[] = [];
  const holdoutJudged: number[] = [],
    holdoutJudgedY: number[] = [];
  const counts: Counts = { "labels: fits": 0, "labels: clashes": 0 };
  for (const pair of pairs) {
    const a = rowOf.get(pair.productAId);
    const b = rowOf.get(pair.productBId);
    if (a === undefined || b === undefined) continue;
    const isHoldout = holdout[a] === 1 || holdout[b] === 1;
    const usable = pair.labels.filter(({ slice }) => slice !== "gold" && (!isHoldout || slice === "uniform"));
    const mean = meanJudgement(usable.map(({ verdict }) => ({ verdict, weight: labelWeight })));
    if (!mean) continue;
    for (const { verdict } of usable) if (`labels: ${verdict}` in counts) counts[`labels: ${verdict}`]! += 1;
    if (isHoldout) {
      holdoutJudged.push(a, b);
      holdoutJudgedY.push(mean.y);
    } else {
      judged.push(a, b);
      judgedY.push(mean.y);
      judgedWeight.push(mean.weight);
      explained.push(holdsForModels(usable) ? 1 : 0);
    }
  }
  counts["judged pairs"] = judgedY.length;
  counts["holdout judgements"] = holdoutJudgedY.length;
  const arrays = {
    judged: Int32Array.from(judged),
    judgedY: Float32Array.from(judgedY),
    judgedWeight: Float32Array.from(judgedWeight),
    holdoutJudged: Int32Array.from(holdoutJudged),
    holdoutJudgedY: Float32Array.from(holdoutJudgedY),
  };
  return { arrays, counts, explained: Uint8Array.from(explained) };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

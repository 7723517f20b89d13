import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { db } from "../../db";
import { notChosenWeight, reliability } from "../../labels/agreement/data";
import type { CatalogueArrays } from "../../models/catalogue-arrays";
import { holdsForModels, meanJudgement, weighed } from "../rules";

type Judgements = Pick<
  CompatibilityDataset,
  "judged" | "judgedY" | "judgedWeight" | "holdoutJudged" | "holdoutJudgedY"
>;
type Counts = Record<string, number>;

const countedVerdicts: Record<string, string> = {
  fits: "labels: fits",
  clashes: "labels: clashes",
  notChosen: "labels: not chosen",
};

/** Judged pairs, several judgements of one averaged, one person counting once, as
 *  much as their agreement with others says; where a disagreement was settled, the
 *  settled verdict alone. Left out of a set is a negative of its own measured weight. A pair with a holdout end is
 *  evaluation only, and only when its slice was drawn uniformly; gold is in neither; late answers count, superseded and
 *  unsure ones do not. explained [j]: 1 where the answer holds for the garment models in every colour. */
export async function judgedPairs({ rowOf, holdout }: CatalogueArrays): Promise<{
  arrays: Judgements;
  counts: Counts;
  explained: Uint8Array;
}> {
  const [pairs, notChosen, reliable] = await Promise.all([readPairs(), notChosenWeight(), reliability()]);
  const judged: number[] = [],
    judgedY: number[] = [],
    judgedWeight: number[] = [],
    explained: number[] = [];
  const holdoutJudged: number[] = [],
    holdoutJudgedY: number[] = [];
  const counts: Counts = Object.fromEntries(Object.values(countedVerdicts).map((name) => [name, 0]));
  let settled = 0;
  for (const pair of pairs) {
    const a = rowOf.get(pair.productAId);
    const b = rowOf.get(pair.productBId);
    if (a === undefined || b === undefined) continue;
    const isHoldout = holdout[a] === 1 || holdout[b] === 1;
    const usable = pair.labels.filter(
      ({ slice, verdict }) => slice !== "gold" && (!isHoldout || (slice === "uniform" && verdict !== "notChosen")),
    );
    const adjudicated = pair.adjudications[0]?.verdict;
    const weights = weighed(usable, notChosen.weight, reliable);
    const mean = meanJudgement(adjudicated ? weights.map((one) => ({ ...one, verdict: adjudicated })) : weights);
    if (!mean) continue;
    if (adjudicated) settled += 1;
    for (const { verdict } of usable) if (verdict in countedVerdicts) counts[countedVerdicts[verdict]!]! += 1;
    if (isHoldout) {
      holdoutJudged.push(a, b);
      holdoutJudgedY.push(mean.y);
    } else {
      judged.push(a, b);
      judgedY.push(mean.y);
      judgedWeight.push(mean.weight);
      const told = adjudicated ? usable.filter(({ verdict }) => verdict === adjudicated) : usable;
      explained.push(holdsForModels(told) ? 1 : 0);
    }
  }
  counts["judged pairs"] = judgedY.length;
  counts["holdout judgements"] = holdoutJudgedY.length;
  counts["disagreements settled"] = settled;
  counts["weight of not chosen, %"] = Math.round(100 * notChosen.weight);
  counts["not chosen and judged alone"] = notChosen.clashing?.n ?? 0;
  if (reliable.size > 0) {
    counts["people weighed by agreement"] = reliable.size;
    counts["least weight of a person, %"] = Math.round(100 * Math.min(...reliable.values()));
    counts["largest weight of a person, %"] = Math.round(100 * Math.max(...reliable.values()));
  }
  const arrays = {
    judged: Int32Array.from(judged),
    judgedY: Float32Array.from(judgedY),
    judgedWeight: Float32Array.from(judgedWeight),
    holdoutJudged: Int32Array.from(holdoutJudged),
    holdoutJudgedY: Float32Array.from(holdoutJudgedY),
  };
  return { arrays, counts, explained: Uint8Array.from(explained) };
}

async function readPairs() {
  const pairs = await db().pair.findMany({
    where: { labels: { some: { supersededAt: null } }, OR: [{ gold: null }, { gold: { retiredAt: { not: null } } }] },
    select: {
      productAId: true,
      productBId: true,
      adjudications: { where: { supersededAt: null }, select: { verdict: true } },
      labels: {
        where: { supersededAt: null },
        select: { verdict: true, reason: true, slice: true, userId: true },
        orderBy: { id: "asc" },
      },
    },
  });
  return pairs.sort((p, q) =>
    p.productAId === q.productAId ? compare(p.productBId, q.productBId) : compare(p.productAId, q.productAId),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

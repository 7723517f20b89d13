import { clusterRows } from "@/ml/acquisition/k-means";
import { typicalRows } from "@/ml/acquisition/typical-rows";
import { rngOf, seedFor } from "@/ml/runtime/seed";
import { examplesShown, type NewFlag } from "../../flags/schema";
import type { CatalogueArrays } from "../../models/catalogue-arrays";
import { contradictingValues } from "./contradicting-values";

/** Flags of one group are laid out by what they look like: about so many to a cluster, at most so many clusters. */
const perCluster = 6;
const mostClusters = 12;

/** Adds what a reviewer compares with: typical products of the given and of the proposed value (never a suspect, never of
 *  the product's own model), and the visual cluster within the group of flags that say the same. */
export function addEvidence(flags: readonly NewFlag[], catalogue: CatalogueArrays, seed: number): NewFlag[] {
  const suspects = new Set(flags.filter(({ slice }) => slice !== "uniform").map(({ productId }) => productId));
  const examples = exampleFinder(catalogue, suspects, seed);
  const contradictions = contradictingValues(catalogue, suspects);
  const clusters = clustersOf(flags, catalogue, seed);
  return flags.map((flag, i) => ({
    ...flag,
    evidence: {
      ...flag.evidence,
      reasons: [...(flag.evidence.reasons ?? []), ...contradictions(flag)],
      cluster: clusters[i]!,
      givenExamples: examples(flag, "given"),
      proposedExamples: examples(flag, "proposed"),
    },
  }));
}

type Side = "given" | "proposed";

function exampleFinder(catalogue: CatalogueArrays, suspects: ReadonlySet<string>, seed: number) {
  const { embedding, group, productIds, rowOf, delisted, categories, family, columns, attributes } = catalogue;
  const found = new Map<string, Int32Array>();
  const isFit = (row: number) => delisted[row] === 0 && !suspects.has(productIds[row]!);
  const typical = (key: string, isOf: (row: number) => boolean) => {
    const known = found.get(key);
    if (known) return known;
    const rows = Int32Array.from(productIds.keys()).filter((row) => isOf(row) && isFit(row));
    // One more than is shown: the product's own model is left out.
    const chosen = typicalRows(embedding, rows, group, examplesShown + 1, rngOf(seedFor(seed, key)));
    found.set(key, chosen);
    return chosen;
  };
  const rowsOf = (flag: NewFlag, side: Side): Int32Array => {
    if (flag.kind === "category") {
      const id = side === "given" ? flag.givenCategoryId : flag.proposedCategoryId;
      const place = categories.findIndex((category) => category.id === id);
      return typical(`category ${id}`, (row) => family[row] === place);
    }
    if (flag.kind !== "attribute" || flag[side] === "") return new Int32Array(0);
    const column = columns.findIndex(({ name }) => name === flag.attribute);
    const code = columns[column]?.values.indexOf(flag[side]) ?? -1;
    if (code < 1) return new Int32Array(0);
    // A linen blouse says little about linen trousers.
    const own = family[rowOf.get(flag.productId) ?? -1];
    const isOf = (row: number) => attributes[row * columns.length + column] === code && family[row] === own;
    return typical(`${flag.attribute} ${code} ${own}`, isOf);
  };
  return (flag: NewFlag, side: Side): string[] => {
    const own = group[rowOf.get(flag.productId) ?? -1];
    return Array.from(rowsOf(flag, side))
      .filter((row) => group[row] !== own)
      .slice(0, examplesShown)
      .map((row) => productIds[row]!);
  };
}

/** Each flag's cluster among those that say the same, the most doubtful cluster first → [flags]. */
function clustersOf(flags: readonly NewFlag[], { embedding, rowOf }: CatalogueArrays, seed: number): number[] {
  const groups = new Map<string, number[]>();
  for (const [i, flag] of flags.entries()) groups.set(groupOf(flag), [...(groups.get(groupOf(flag)) ?? []), i]);
  const clusters = flags.map(() => 0);
  for (const [key, members] of groups) {
    const known = members.filter((i) => rowOf.has(flags[i]!.productId));
    const count = Math.min(mostClusters, Math.ceil(known.length / perCluster));
    if (count < 2) continue;
    const rows = Int32Array.from(known, (i) => rowOf.get(flags[i]!.productId)!);
    const found = clusterRows(embedding, rows, count, rngOf(seedFor(seed, key)));
    const places = placesByDoubt(found, (at) => flags[known[at]!]!.score);
    for (const [at, i] of known.entries()) clusters[i] = places.get(found[at]!)!;
  }
  return clusters;
}

function groupOf(flag: NewFlag): string {
  if (flag.kind === "category") return `category ${flag.givenCategoryId} ${flag.proposedCategoryId}`;
  if (flag.kind === "attribute") return JSON.stringify([flag.attribute, flag.given, flag.proposed]);
  return `${flag.kind} ${flag.evidence.fault ?? ""}`;
}

function placesByDoubt(clusters: Int32Array, scoreOf: (at: number) => number): Map<number, number> {
  const sums = new Map<number, { sum: number; n: number }>();
  for (const [at, cluster] of clusters.entries()) {
    const { sum, n } = sums.get(cluster) ?? { sum: 0, n: 0 };
    sums.set(cluster, { sum: sum + scoreOf(at), n: n + 1 });
  }
  const order = [...sums].sort(([, a], [, b]) => b.sum / b.n - a.sum / a.n).map(([cluster]) => cluster);
  return new Map(order.map((cluster, place) => [cluster, place]));
}

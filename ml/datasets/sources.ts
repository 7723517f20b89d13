import type { CompatibilityDataset } from "./dataset";
import { pairKey } from "./pairs";

/** Outfits made by the house's stylists, sets from elsewhere, and what shoppers did (next click, basket, session). */
export type SourceKind = "outfits" | "imported" | "behaviour";
export type Source = { name: string; kind: SourceKind };

/** Share of a source's pairs that judges call clashing. rate is what training uses; lower and upper are the 95 % interval
 *  of the judged pairs alone, over `judged` of them. */
export type SourceNoise = { name: string; rate: number; lower: number; upper: number; judged: number };

/** Noise taken for granted until judged pairs say more. Stylists' outfits are the definition of what fits; sets from
 *  elsewhere follow another house's taste; of what is looked at or bought together a good part is not worn together. */
export const DEFAULT_NOISE: Record<SourceKind, number> = { outfits: 0.02, imported: 0.15, behaviour: 0.4 };

/** The default counts as this many judged pairs, so that a handful of answers can't silence a source. */
const PRIOR = 20;

/** Estimates each source's noise rate where its pairs were judged too, outside the holdout. */
export function sourceNoise(dataset: CompatibilityDataset): SourceNoise[] {
  const { positives, productIds } = dataset;
  const { sources, positiveSource } = sourcesOf(dataset);
  const verdicts = judgedVerdicts(dataset);
  const [judged, clashes] = [new Float64Array(sources.length), new Float64Array(sources.length)];
  for (let p = 0; p < positives.length / 2; p++) {
    const verdict = verdicts.get(pairKey(positives[2 * p], positives[2 * p + 1], productIds.length));
    if (verdict === undefined) continue;
    judged[positiveSource[p]] += 1;
    clashes[positiveSource[p]] += 1 - verdict;
  }
  return sources.map(({ name, kind }, s) => ({
    name,
    rate: (clashes[s] + PRIOR * DEFAULT_NOISE[kind]) / (judged[s] + PRIOR),
    ...wilsonInterval(clashes[s], judged[s]),
    judged: judged[s],
  }));
}

/** The dataset's sources; one of curated outfits where it names none. */
export function sourcesOf(dataset: CompatibilityDataset): { sources: Source[]; positiveSource: Int32Array } {
  const { sources, positiveSource, positives } = dataset;
  if (sources && positiveSource) return { sources, positiveSource };
  return { sources: [{ name: "outfits", kind: "outfits" }], positiveSource: new Int32Array(positives.length / 2) };
}

function judgedVerdicts({ judged, judgedY, productIds }: CompatibilityDataset): Map<number, number> {
  return new Map(
    Array.from(judgedY, (y, j) => [pairKey(judged[2 * j], judged[2 * j + 1], productIds.length), y] as const),
  );
}

/** 95 % interval of a share k of n (Wilson 1927); 0..1 for n = 0. */
export function wilsonInterval(k: number, n: number): { lower: number; upper: number } {
  if (n === 0) return { lower: 0, upper: 1 };
  const z = 1.959964;
  const centre = (k + (z * z) / 2) / (n + z * z);
  const half = (z / (n + z * z)) * Math.sqrt((k * (n - k)) / n + (z * z) / 4);
  return { lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
}

import { mostAttempts } from "../jobs/rules";

/** A run is tried once, and again after its process was lost. */
export const mayTryAgain = (attempts: number): boolean => attempts < mostAttempts;

/** What a manager reads when a run is given up. */
export const givenUp = (lastReason: string): string =>
  `Tried ${mostAttempts} times from the same data, without success. Last time: ${lastReason}`;

/** Seeds are positive and fit Postgres' integer. */
export const largestSeed = 2 ** 31 - 1;

export const cancelled = "Cancelled before it was done; nothing was stored.";
export const lostWorker = "The worker that trained it stopped without a word.";

/** Least material for a training that means something; below it, startTraining refuses with a sentence. */
export const leastMaterial = { pairs: 50, products: 50, categories: 2 } as const;

type Judged = { verdict: string; weight: number };

/** Verdicts that say something about a pair; "not chosen" says the same as "clashes", with a weight of its own. */
const targetOf: Record<string, number> = { fits: 1, clashes: 0, notChosen: 0 };

/** Several judgements of one pair as one target: y is the weighted share of "fits", weight the sum of weights.
 *  null when nobody was sure. */
export function meanJudgement(judgements: Judged[]): { y: number; weight: number } | null {
  const telling = judgements.filter(({ verdict }) => verdict in targetOf);
  const weight = telling.reduce((sum, judgement) => sum + judgement.weight, 0);
  if (weight <= 0) return null;
  const fits = telling.reduce((sum, judgement) => sum + targetOf[judgement.verdict]! * judgement.weight, 0);
  return { y: fits / weight, weight };
}

type Given = { verdict: string; userId: string };

/** The weight of each judgement of one pair: one person counts once, however often they looked, as much as they have
 *  proved reliable, and a pair left out of a set counts `notChosen` of that. Who is not in `reliability` counts 1. */
export function weighed<J extends Given>(
  judgements: readonly J[],
  notChosen: number,
  reliability: ReadonlyMap<string, number> = new Map(),
): (J & { weight: number })[] {
  const telling = judgements.filter(({ verdict }) => verdict in targetOf);
  return telling.map((judgement) => {
    const looks = telling.filter(({ userId }) => userId === judgement.userId).length;
    const own = labelWeight * (reliability.get(judgement.userId) ?? 1);
    return { ...judgement, weight: (judgement.verdict === "notChosen" ? notChosen * own : own) / looks };
  });
}

type Explained = { verdict: string; reason: string | null };

/** Clashes for these reasons have nothing to do with the colours that were shown. */
const reasonsOfModels = new Set(["proportion", "occasion", "season", "style", "fabric", "price-tier"]);

/** Whether the judgements of a pair hold for its two garment models in every colour: all that were given alone say that it
 *  clashes, and somebody said why, for a reason that other colours share. */
export function holdsForModels(judgements: Explained[]): boolean {
  const sure = judgements.filter(({ verdict }) => verdict === "fits" || verdict === "clashes");
  const reasons = sure.flatMap(({ reason }) => reason ?? []);
  return (
    sure.every(({ verdict }) => verdict === "clashes") &&
    reasons.length > 0 &&
    reasons.every((reason) => reasonsOfModels.has(reason))
  );
}

/** Weight of the judgement of a person as reliable as the house. */
export const labelWeight = 1;

/** Points of the stored curve: one for each epoch seen. */
export type EpochPoint = { epoch: number; loss: number; validation?: number };

/** The curve with a progress message added; a repeated epoch replaces its point, an earlier one (a new ensemble
 *  member) goes on counting after the last. */
export function withPoint(
  curve: EpochPoint[],
  epoch: number,
  loss: number | null,
  validation: number | null,
): EpochPoint[] {
  if (loss === null) return curve;
  const point = { epoch, loss, ...(validation === null ? {} : { validation }) };
  const kept = curve.filter((other) => other.epoch !== epoch);
  return [...kept, point].sort((a, b) => a.epoch - b.epoch);
}

export type Material = {
  outfitPairs: number;
  judgedPairs: number;
  embedded: number;
  products: number;
  categories: number;
};

/** What is missing before a head can be trained, as a sentence; null when there is enough to begin. */
export function lackOf(head: "compatibility" | "category", has: Material): string | null {
  if (has.embedded === 0) return "No photo has been embedded yet. That begins by itself after the first import.";
  if (head === "compatibility") {
    const pairs = has.outfitPairs + has.judgedPairs;
    if (pairs >= leastMaterial.pairs) return null;
    return `${pairs} pairs from outfits and judgements; ${leastMaterial.pairs} are needed. Import outfits or judge pairs.`;
  }
  if (has.categories < leastMaterial.categories) return "The catalogue needs at least two categories.";
  if (has.products >= leastMaterial.products) return null;
  return `${has.products} products have a category; ${leastMaterial.products} are needed.`;
}

/** Pairs of shoppers' behaviour that one training reads, the most frequent first: more would drown the outfits. */
export const mostBehaviourPairs = 200_000;

/** How much a pair that shoppers brought together so many times counts against one worn in an outfit, before its source's
 *  noise: once may be chance, .5; three times .875. */
export const behaviourWeight = (count: number): number => 1 - 0.5 ** Math.min(count, 30);

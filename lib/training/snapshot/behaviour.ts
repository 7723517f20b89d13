import { db } from "../../db";
import type { CatalogueArrays } from "../../models/catalogue-arrays";
import { behaviourWeight, mostBehaviourPairs } from "../rules";
import { type OutfitPairs, pairKeyOf } from "./compatibility";

type Weighed = Omit<OutfitPairs, "seen"> & { positiveWeight: Float32Array };

/** Adds what shoppers brought together to the outfits' pairs: weak positives, each source and kind a source of its own
 *  whose noise training estimates. A pair that is worn together already, or is gold, stays as it is; one with a holdout
 *  end is left out: a version is measured on what stylists said alone. */
export async function withBehaviour({ seen, ...worn }: OutfitPairs, catalogue: CatalogueArrays): Promise<Weighed> {
  const rows = await db().behaviourPair.findMany({
    orderBy: [{ count: "desc" }, { source: "asc" }, { kind: "asc" }, { productAId: "asc" }, { productBId: "asc" }],
    take: mostBehaviourPairs,
  });
  const keyOf = pairKeyOf(catalogue);
  const taken = new Set(seen);
  const sources = [...worn.sources];
  const placeOf = new Map<string, number>();
  const [positives, weights, sourceOf]: [number[], number[], number[]] = [[], [], []];
  for (const { source, kind, productAId, productBId, count } of rows) {
    const [a, b] = [catalogue.rowOf.get(productAId), catalogue.rowOf.get(productBId)];
    if (a === undefined || b === undefined || taken.has(keyOf(a, b))) continue;
    if (catalogue.holdout[a] === 1 || catalogue.holdout[b] === 1) continue;
    taken.add(keyOf(a, b));
    const name = `${source}: ${kind}`;
    if (!placeOf.has(name)) placeOf.set(name, sources.push({ name, kind: "behaviour" }) - 1);
    positives.push(a, b);
    weights.push(behaviourWeight(count));
    sourceOf.push(placeOf.get(name)!);
  }
  // No outfit holds such a pair: each stands by itself, so that none is split between training and its check.
  const free = worn.outfit.reduce((highest, one) => Math.max(highest, one), -1) + 1;
  return {
    positives: Int32Array.from([...worn.positives, ...positives]),
    positiveWeight: Float32Array.from([...new Float32Array(worn.positives.length / 2).fill(1), ...weights]),
    outfit: Int32Array.from([...worn.outfit, ...weights.map((_, place) => free + place)]),
    sources,
    positiveSource: Int32Array.from([...worn.positiveSource, ...sourceOf]),
    counts: { ...worn.counts, ...(weights.length > 0 ? { "behaviour pairs": weights.length } : {}) },
  };
}

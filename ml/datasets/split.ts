import { permutation, type Rng, rngOf, seedFor } from "@/ml/runtime/seed";

/** Part of each product: 0 training, 1 validation, 2 holdout. */
export const PART = { training: 0, validation: 1, holdout: 2 } as const;

/** Splits products so that all of one garment model land on one side. Holdout products keep to themselves; of the other
 *  models, `share` (at least one when there are two) go to validation. Same seed, same split. group, holdout [n] → [n]. */
export function splitByGroup(group: Int32Array, holdout: Uint8Array, share: number, seed: number): Uint8Array {
  const free = [...new Set(Array.from(group).filter((_, i) => holdout[i] === 0))].sort((a, b) => a - b);
  const order = permutation(rngOf(seedFor(seed, "split")), free.length);
  const count = free.length < 2 ? 0 : Math.max(1, Math.round(free.length * share));
  const validation = new Set(Array.from(order.subarray(0, count), (i) => free[i]));
  return Uint8Array.from(group, (g, i) =>
    holdout[i] ? PART.holdout : validation.has(g) ? PART.validation : PART.training,
  );
}

/** Assigns each garment model to one of k folds of nearly equal numbers of products. group [n] → fold [n].
 *  Throws RangeError when there are fewer models than folds. */
export function foldsByGroup(group: Int32Array, k: number, seed: number): Int32Array {
  const sizes = new Map<number, number>();
  for (const g of group) sizes.set(g, (sizes.get(g) ?? 0) + 1);
  if (sizes.size < k) throw new RangeError(`${k} folds need as many garment models, there are ${sizes.size}`);
  const rng = rngOf(seedFor(seed, "folds"));
  const models = shuffled(
    [...sizes.keys()].sort((a, b) => a - b),
    rng,
  ).sort((a, b) => sizes.get(b)! - sizes.get(a)!);
  const load = new Array<number>(k).fill(0);
  const foldOf = new Map<number, number>();
  for (const g of models) {
    const lightest = load.indexOf(Math.min(...load));
    foldOf.set(g, lightest);
    load[lightest] += sizes.get(g)!;
  }
  return Int32Array.from(group, (g) => foldOf.get(g)!);
}

function shuffled<T>(values: T[], rng: Rng): T[] {
  return Array.from(permutation(rng, values.length), (i) => values[i]);
}

import { takeRows } from "@/ml/runtime/matrix";
import { permutation, type Rng } from "@/ml/runtime/seed";
import { topK } from "@/ml/similarity/exact";
import type { CandidateInputs } from "./candidates";
import type { PairRates } from "./pair-rates";
import type { PairSet } from "./pair-set";

const neighboursPerItem = 8;

/** For outfit pairs (i, j) in random order: a look-alike of i with j, and i with a look-alike of j. Adds up to `count`. */
export function outfitNeighbours(
  inputs: CandidateInputs,
  rates: PairRates,
  pool: PairSet,
  count: number,
  rng: Rng,
): void {
  const { positives, holdout } = inputs;
  const lookAlikes = lookAlikesWithin(inputs, rates);
  const until = pool.size + count;
  const order = permutation(rng, positives.length / 2);
  for (let round = 0; round < neighboursPerItem && pool.size < until; round++) {
    for (const p of order) {
      if (pool.size >= until) return;
      const [i, j] = rng() < 0.5 ? [positives[2 * p], positives[2 * p + 1]] : [positives[2 * p + 1], positives[2 * p]];
      if (holdout[i] || holdout[j] || !pool.hasRoom(j)) continue;
      const alike = lookAlikes(i)[round];
      if (alike !== undefined) pool.add(alike, j, "outfit-neighbour");
    }
  }
}

/** Nearest items of the same category, found for a whole category when it is first asked for. */
function lookAlikesWithin(
  { embedding, family, holdout }: CandidateInputs,
  rates: PairRates,
): (item: number) => number[] {
  const found = new Map<number, number[]>();
  const done = new Set<number>();
  return (item) => {
    const category = family[item];
    if (category < 0) return [];
    if (!done.has(category)) {
      done.add(category);
      const members = rates.membersOf(category).filter((i) => !holdout[i]);
      const rows = takeRows(embedding, members);
      // One more than wanted: each item is its own nearest.
      const { index, k } = topK(rows, rows, neighboursPerItem + 1);
      members.forEach((member, q) => {
        const near = [...index.subarray(q * k, (q + 1) * k)].filter((at) => at >= 0 && at !== q);
        found.set(
          member,
          near.slice(0, neighboursPerItem).map((at) => members[at]),
        );
      });
    }
    return found.get(item) ?? [];
  };
}

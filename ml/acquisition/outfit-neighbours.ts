import { normaliseRows, takeRows } from "@/ml/runtime/matrix";
import { permutation, type Rng } from "@/ml/runtime/seed";
import { topK } from "@/ml/similarity/exact";
import type { CandidateInputs } from "./candidates";
import type { PairRates } from "./pair-rates";
import type { PairSet } from "./pair-set";

const neighboursPerItem = 8;

/** Outfit pairs looked at together, for each candidate that is still wanted: some are refused. */
const pairsPerCandidate = 1.25;
const fewestPairs = 256;

/** For outfit pairs (i, j) in random order: a look-alike of i with j, and i with a look-alike of j. Adds up to `count`. */
export function outfitNeighbours(
  inputs: CandidateInputs,
  rates: PairRates,
  pool: PairSet,
  count: number,
  rng: Rng,
): void {
  const { positives, holdout } = inputs;
  const lookAlikes = new LookAlikes(inputs, rates);
  const until = pool.size + count;
  const order = permutation(rng, positives.length / 2);
  for (let round = 0; round < neighboursPerItem; round++) {
    for (let start = 0; start < order.length && pool.size < until; ) {
      const end = start + Math.max(fewestPairs, Math.ceil(pairsPerCandidate * (until - pool.size)));
      const asked = Array.from(order.subarray(start, end), (p) => {
        const [i, j] = [positives[2 * p], positives[2 * p + 1]];
        return rng() < 0.5 ? [i, j] : [j, i];
      }).filter(([i, j]) => !holdout[i] && !holdout[j] && pool.hasRoom(j));
      lookAlikes.find(asked.map(([i]) => i));
      for (const [i, j] of asked) {
        if (pool.size >= until) return;
        const alike = lookAlikes.of(i)[round];
        if (alike !== undefined) pool.add(alike, j, "outfit-neighbour");
      }
      start = end;
    }
  }
}

/** Nearest items of the same category, nearest first, found for the items that are asked about alone: a pool that is
 *  nearly full asks about few. */
class LookAlikes {
  readonly #found = new Map<number, number[]>();

  constructor(
    private readonly inputs: CandidateInputs,
    private readonly rates: PairRates,
  ) {}

  find(items: number[]): void {
    const wanted = new Map<number, Set<number>>();
    for (const item of items) {
      const category = this.inputs.family[item];
      if (category < 0 || this.#found.has(item)) continue;
      wanted.set(category, (wanted.get(category) ?? new Set()).add(item));
    }
    for (const [category, asked] of wanted) this.#findWithin(category, [...asked]);
  }

  of(item: number): number[] {
    return this.#found.get(item) ?? [];
  }

  #findWithin(category: number, asked: number[]): void {
    const { embedding, holdout } = this.inputs;
    const members = this.rates.membersOf(category).filter((i) => !holdout[i]);
    const unit = (rows: number[]) => normaliseRows(takeRows(embedding, rows));
    // One more than wanted: each item is its own nearest.
    const { index, k } = topK(unit(asked), unit(members), neighboursPerItem + 1);
    asked.forEach((item, q) => {
      const near = [...index.subarray(q * k, (q + 1) * k)].flatMap((at) => (at < 0 ? [] : members[at]));
      this.#found.set(item, near.filter((other) => other !== item).slice(0, neighboursPerItem));
    });
  }
}

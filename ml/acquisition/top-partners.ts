import { permutation, type Rng } from "@/ml/runtime/seed";
import type { CandidateInputs } from "./candidates";
import type { PairRates } from "./pair-rates";
import type { PairSet } from "./pair-set";

/** Partners drawn an item before the best are kept: enough for the top to be well above the middle. */
const drawnPerItem = 24;

/** Items whose partners are looked for at a time, for each pair that is still wanted: a cap or a known pair refuses some.
 *  Scoring is most of the work, so a pool that is nearly full asks about few items and not about the whole catalogue. */
const itemsPerPair = 1.25;
const fewestItems = 256;

/** For items in random order: the partners that the live model scores highest among some drawn from the categories
 *  they are worn with. Before there is a model, the drawn ones themselves. Adds up to `count`. */
export async function topPartners(
  inputs: CandidateInputs,
  rates: PairRates,
  pool: PairSet,
  count: number,
  rng: Rng,
): Promise<void> {
  const until = pool.size + count;
  const items = permutation(rng, inputs.embedding.rows);
  for (let start = 0; start < items.length && pool.size < until; ) {
    const end = start + Math.max(fewestItems, Math.ceil(itemsPerPair * (until - pool.size)));
    const pairs = drawPartners(inputs, rates, pool, items.subarray(start, end), rng);
    const score = await inputs.score?.(pairs);
    const order = score ? byRankWithinItem(pairs, score) : permutation(rng, pairs.length / 2);
    for (const p of order) {
      if (pool.size >= until) return;
      pool.add(pairs[2 * p], pairs[2 * p + 1], "top-partner");
    }
    start = end;
  }
}

/** Drawn partners, those of one item in a row → [p, 2]. */
function drawPartners(
  { family, holdout }: CandidateInputs,
  rates: PairRates,
  pool: PairSet,
  items: Int32Array,
  rng: Rng,
): Int32Array {
  const pairs: number[] = [];
  for (const item of items) {
    if (holdout[item] || family[item] < 0 || !pool.hasRoom(item)) continue;
    const partners = rates.partnersOf(family[item]);
    const total = partners.reduce((sum, { rate }) => sum + rate, 0);
    for (let draw = 0; draw < drawnPerItem && total > 0; draw++) {
      let left = rng() * total;
      const partner =
        partners.find(({ rate }) => {
          left -= rate;
          return left < 0;
        }) ?? partners[partners.length - 1];
      const members = rates.membersOf(partner.family);
      const other = members[Math.floor(rng() * members.length)];
      if (pool.mayTake(item, other, "top-partner")) pairs.push(item, other);
    }
  }
  return Int32Array.from(pairs);
}

/** All items' best partners first, then their second best, and so on: no item takes the places of another. */
function byRankWithinItem(pairs: Int32Array, score: Float32Array): number[] {
  const lists: number[][] = [];
  for (let p = 0; p < score.length; p++) {
    if (p > 0 && pairs[2 * p] === pairs[2 * p - 2]) lists[lists.length - 1].push(p);
    else lists.push([p]);
  }
  for (const list of lists) list.sort((a, b) => score[b] - score[a]);
  const deepest = lists.reduce((most, list) => Math.max(most, list.length), 0);
  const order: number[] = [];
  for (let rank = 0; rank < deepest; rank++) {
    for (const list of lists) if (rank < list.length) order.push(list[rank]);
  }
  return order;
}

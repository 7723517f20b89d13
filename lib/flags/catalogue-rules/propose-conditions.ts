/** Products that meet the same of the candidate conditions. mask: bit i is set where they meet condition i. group: flagged
 *  like the one in question; target: filed under the proposed category, outside the group. */
export type Pattern = { mask: number; products: number; group: number; target: number };

/** One condition's worth. precision: share of those that meet it in group or target; lift: the same over all products'
 *  share; coverage: share of the group that meets it. */
export type ConditionWorth = { products: number; precision: number; lift: number; coverage: number };

/** A rule that speaks for less than this of the group is about something else. */
const leastCoverage = 0.3;
/** One that is more often wrong than right is nobody's proposal. */
const leastBound = 0.5;
/** A further condition must be worth its words. */
const leastGain = 0.01;
const mostChosen = 3;
const z = 1.645;

/** Worth of each of k conditions, and the few that together say best what the group has in common and the rest has not:
 *  greedy on the lower bound (95 %, one-sided, Wilson) of the share that is right, so that a rare word never beats a
 *  common one by luck, times the root of the share of the group that it speaks for. chosen: indices, best first; empty
 *  when nothing is more often right than wrong. Throws RangeError past 30 conditions. */
export function proposeConditions(
  patterns: readonly Pattern[],
  k: number,
): { worth: ConditionWorth[]; chosen: number[] } {
  if (k > 30) throw new RangeError(`${k} conditions do not fit a mask of 30 bits`);
  const all = tally(patterns, 0);
  const base = all.products > 0 ? all.right / all.products : 0;
  const worth = Array.from({ length: k }, (_, i) => {
    const { products, right, group } = tally(patterns, 1 << i);
    const precision = products > 0 ? right / products : 0;
    return {
      products,
      precision,
      lift: base > 0 ? precision / base : 0,
      coverage: all.group > 0 ? group / all.group : 0,
    };
  });
  return { worth, chosen: all.group > 0 ? choose(patterns, k, all.group) : [] };
}

function choose(patterns: readonly Pattern[], k: number, groupSize: number): number[] {
  const chosen: number[] = [];
  let mask = 0;
  let reached = { bound: 0, value: 0 };
  while (chosen.length < mostChosen) {
    const found = bestOf(patterns, k, mask, groupSize);
    if (!found || (chosen.length > 0 && found.value < reached.value + leastGain)) break;
    chosen.push(found.index);
    mask |= 1 << found.index;
    reached = found;
  }
  return reached.bound >= leastBound ? chosen : [];
}

function bestOf(patterns: readonly Pattern[], k: number, mask: number, groupSize: number) {
  let best: { index: number; bound: number; value: number } | null = null;
  for (let index = 0; index < k; index++) {
    if (mask & (1 << index)) continue;
    const { products, right, group } = tally(patterns, mask | (1 << index));
    if (group < leastCoverage * groupSize) continue;
    const bound = lowerBound(right, products);
    const value = bound * Math.sqrt(group / groupSize);
    if (!best || value > best.value) best = { index, bound, value };
  }
  return best;
}

function tally(patterns: readonly Pattern[], mask: number) {
  const sum = { products: 0, right: 0, group: 0 };
  for (const pattern of patterns) {
    if ((pattern.mask & mask) !== mask) continue;
    sum.products += pattern.products;
    sum.right += pattern.group + pattern.target;
    sum.group += pattern.group;
  }
  return sum;
}

function lowerBound(right: number, of: number): number {
  if (of === 0) return 0;
  const p = right / of;
  const spread = z * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2));
  return (p + z ** 2 / (2 * of) - spread) / (1 + z ** 2 / of);
}

import type { Rng } from "@/ml/runtime/seed";

/** An allowed pair of categories with its share of all outfit pairs. A pair inside one category has twice the same list. */
export type RateCell = { rate: number; membersA: number[]; membersB: number[] };

/** Which categories are worn together, and how often. */
export type PairRates = {
  cells: RateCell[];
  /** A cell by its rate; undefined when no categories are ever combined. */
  draw(rng: Rng): RateCell | undefined;
  /** Categories that go with this one, each with the rate. */
  partnersOf(family: number): { family: number; rate: number }[];
  membersOf(family: number): number[];
};

/** A combination seen once may be a slip of the pen. */
const leastSeen = 2;

/** Learns the allowed category pairs and their rates from outfit pairs between items outside the holdout.
 *  family [n], positives [p, 2], holdout [n]. */
export function pairRates(family: Int32Array, positives: Int32Array, holdout: Uint8Array): PairRates {
  const members = membersByFamily(family);
  const counts = countPairs(family, positives, holdout);
  const allowed = [...counts].filter(([, count]) => count >= Math.min(leastSeen, Math.max(...counts.values())));
  const total = allowed.reduce((sum, [, count]) => sum + count, 0);
  const keyed = allowed.map(([key, count]) => {
    const [a, b] = key.split("/").map(Number);
    return { a, b, cell: { rate: count / total, membersA: members.get(a) ?? [], membersB: members.get(b) ?? [] } };
  });
  const cells = keyed.map(({ cell }) => cell);
  const partners = new Map<number, { family: number; rate: number }[]>();
  return {
    cells,
    draw: (rng) => drawByRate(cells, rng()),
    partnersOf: (wanted) => {
      const known = partners.get(wanted);
      if (known) return known;
      const found = keyed.flatMap(({ a, b, cell }) => {
        if (a !== wanted && b !== wanted) return [];
        return [{ family: a === wanted ? b : a, rate: cell.rate }];
      });
      partners.set(wanted, found);
      return found;
    },
    membersOf: (wanted) => members.get(wanted) ?? [],
  };
}

function membersByFamily(family: Int32Array): Map<number, number[]> {
  const members = new Map<number, number[]>();
  family.forEach((category, i) => {
    if (category < 0) return;
    const list = members.get(category);
    if (list) list.push(i);
    else members.set(category, [i]);
  });
  return members;
}

function countPairs(family: Int32Array, positives: Int32Array, holdout: Uint8Array): Map<string, number> {
  const counts = new Map<string, number>();
  for (let p = 0; p < positives.length; p += 2) {
    const [i, j] = [positives[p], positives[p + 1]];
    if (holdout[i] || holdout[j] || family[i] < 0 || family[j] < 0) continue;
    const key = `${Math.min(family[i], family[j])}/${Math.max(family[i], family[j])}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function drawByRate(cells: RateCell[], uniform: number): RateCell | undefined {
  let left = uniform;
  for (const cell of cells) {
    left -= cell.rate;
    if (left < 0) return cell;
  }
  return cells.at(-1);
}

import { weightedMean } from "@/ml/evaluation/bootstrap";
import { countedBootstrapFigure } from "@/ml/evaluation/counted-bootstrap";
import { krippendorffAlpha } from "@/ml/evaluation/krippendorff";
import { wilsonFigure } from "@/ml/evaluation/wilson";
import type { Figure } from "../../models/schema";

/** So many pairs of several opinions with so many fits and clashes. */
export type Units = { fits: number; clashes: number; n: number };

const seed = 1;

/** k of n. */
export type Counted = { k: number; n: number };

export const sumOf = (parts: readonly Counted[]): Counted =>
  parts.reduce((sum, { k, n }) => ({ k: sum.k + k, n: sum.n + n }), { k: 0, n: 0 });
export const shareOf = ({ k, n }: Counted): Figure | null => (n > 0 ? wilsonFigure(k, n) : null);

/** Sums by what they share; kinds in a fixed order, so that the same pairs give the same interval. */
function kindsOf(units: readonly Units[]): Units[] {
  const byKind = new Map<string, Units>();
  for (const { fits, clashes, n } of units) {
    const key = `${fits} ${clashes}`;
    byKind.set(key, { fits, clashes, n: n + (byKind.get(key)?.n ?? 0) });
  }
  return [...byKind.values()].sort((a, b) => a.fits - b.fits || a.clashes - b.clashes);
}

/** Krippendorff's alpha with its interval by the bootstrap over pairs; null where there is too little to tell. */
export function alphaOf(units: readonly Units[]): Figure | null {
  const kinds = kindsOf(units);
  const codes = kinds.map(({ fits, clashes }) => [...Array(fits).fill(0), ...Array(clashes).fill(1)]);
  const figure = countedBootstrapFigure(
    kinds.map(({ n }) => n),
    krippendorffAlpha(codes),
    seed,
  );
  // Too few, or all of one verdict: there is nothing to agree about yet.
  return [figure.value, figure.lower, figure.upper].every(Number.isFinite) ? figure : null;
}

/** Two opinions of one pair, drawn at random without putting back: the chance that they are the same. */
export function sameOpinion({ fits, clashes }: { fits: number; clashes: number }): number {
  const all = fits + clashes;
  return (fits * (fits - 1) + clashes * (clashes - 1)) / (all * (all - 1));
}

/** The chance that two people say the same of a pair, with its interval by the bootstrap over pairs; where all agree, or
 *  none, draws would all be the same, so it is Wilson's. */
export function pairwiseOf(units: readonly Units[]): Figure | null {
  if (units.length === 0) return null;
  const kinds = kindsOf(units);
  const same = kinds.map(sameOpinion);
  const pairs = kinds.reduce((sum, { n }) => sum + n, 0);
  if (same.every((share) => share === 1)) return wilsonFigure(pairs, pairs);
  if (same.every((share) => share === 0)) return wilsonFigure(0, pairs);
  return countedBootstrapFigure(
    kinds.map(({ n }) => n),
    weightedMean(same),
    seed,
  );
}

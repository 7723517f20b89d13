import type { Suspect } from "./suspects";

/** A reviewer's answer to one flag. "error": the category was wrong; "keep": it was right; "ambiguous": either would do. */
export type PairAnswer = { given: number; proposed: number; outcome: "error" | "keep" | "ambiguous" };

/** Answers' worth of the average pair behind every pair: three kept flags in a row are still chance. */
const PRIOR_ANSWERS = 6;

/** A pair is never silenced altogether: a plain mistake between two look-alikes is still a mistake. */
const LOWEST = 0.1;

/** How much less often a flag between two categories proves an error than flags do on the whole, from past answers →
 *  a factor from 0.1 to 1 for the odds of a suspect. The two categories have no order; pairs without answers have 1. */
export function pairAmbiguity(answers: readonly PairAnswer[]): (given: number, proposed: number) => number {
  const byPair = new Map<string, { errors: number; of: number }>();
  let errors = 0;
  for (const { given, proposed, outcome } of answers) {
    const pair = byPair.get(keyOf(given, proposed)) ?? { errors: 0, of: 0 };
    const error = outcome === "error" ? 1 : 0;
    byPair.set(keyOf(given, proposed), { errors: pair.errors + error, of: pair.of + 1 });
    errors += error;
  }
  // One of each kind added, so that a house whose every answer was "keep" has odds too.
  const overall = (errors + 1) / (answers.length + 2);
  return (given, proposed) => {
    const pair = byPair.get(keyOf(given, proposed));
    if (!pair) return 1;
    const share = (pair.errors + PRIOR_ANSWERS * overall) / (pair.of + PRIOR_ANSWERS);
    const factor = oddsOf(share) / oddsOf(overall);
    return Math.min(1, Math.max(LOWEST, factor));
  };
}

/** The suspects with their odds multiplied by their pair's factor, worst first again. */
export function lowerAmbiguousPairs(
  suspects: readonly Suspect[],
  factorOf: (given: number, proposed: number) => number,
): Suspect[] {
  return suspects
    .map((suspect) => ({ ...suspect, score: scaleOdds(suspect.score, factorOf(suspect.given, suspect.proposed)) }))
    .sort((a, b) => b.score - a.score || a.product - b.product);
}

const keyOf = (a: number, b: number) => `${Math.min(a, b)}/${Math.max(a, b)}`;
const oddsOf = (p: number) => p / (1 - p);

/** The probability whose odds are those of p times the factor. */
export function scaleOdds(p: number, factor: number): number {
  return (factor * p) / (factor * p + 1 - p);
}

/** Two opinions of one pair, drawn at random without putting back: the chance that they are the same. */
export function sameOpinion({ fits, clashes }: { fits: number; clashes: number }): number {
  const all = fits + clashes;
  return (fits * (fits - 1) + clashes * (clashes - 1)) / (all * (all - 1));
}

/** Fewer pairs than this make no case against a guide. */
export const leastCases = 5;
const most = 12;

type Measured = { differing: { lower: number; value: number; n: number } };

/** Where people differ surely, first: by the lower end of the interval, so that three of four is no headline. */
export const unclearestFirst = <T extends Measured>(cases: readonly T[]): T[] =>
  cases
    .filter(({ differing }) => differing.n >= leastCases && differing.value > 0)
    .sort((a, b) => b.differing.lower - a.differing.lower)
    .slice(0, most);

const dayMs = 86_400_000;

/** Whether a change of the setting is news to somebody who was here before it. */
export const isToldOf = (changedAt: Date, memberSince: Date, now: Date, days: number): boolean =>
  memberSince < changedAt && now.getTime() - changedAt.getTime() < days * dayMs;

/** The weight while nothing was measured, and how many measured pairs it is worth. Left out of a set says that three
 *  others went better, not that it clashes; the figure is a guess until pairs are judged both ways. */
export const assumedWeight = 0.3;
const assumedPairs = 10;

/** Weight of a "not chosen" as a negative: the share of such pairs that clash when they are judged alone, drawn towards
 *  the assumed weight while few were. clashing: how many of `judged` pairs. */
export const weightOfNotChosen = ({ clashing, judged }: { clashing: number; judged: number }): number =>
  (clashing + assumedWeight * assumedPairs) / (judged + assumedPairs);

/** Of the pairs that a person judged beside others, blind: how many (`n`), and how many of the others' opinions they shared,
 *  a pair counting by the share of its others (`same`). */
export type SharedOpinions = { userId: string; same: number; n: number };

/** A person's own agreement counts as much as the house's once they have shared so many pairs. */
const trustedAfter = 20;
/** With fewer shared opinions in all, or hardly more agreement than by tossing coins, nobody is weighed. */
const leastShared = 40;
const leastAgreement = 0.55;
const [leastWeight, mostWeight] = [0.2, 1.5];

/** How much each person's judgement weighs, where 1 is the house's usual. Two people of accuracies a and b agree about
 *  yes and no with chance ab + (1 − a)(1 − b), so that 2r − 1 of one's agreement r with the others, over the same of the
 *  house, is how much further from chance they are than most (the one-coin model of Dawid & Skene 1979, by moments). Who
 *  shared few pairs is drawn towards 1. Speed is no part of it. */
export function reliabilityOf(shared: readonly SharedOpinions[]): Map<string, number> {
  const total = shared.reduce((sum, { n }) => sum + n, 0);
  const house = shared.reduce((sum, { same }) => sum + same, 0) / total;
  if (total < leastShared || house < leastAgreement) return new Map();
  return new Map(
    shared.map(({ userId, same, n }) => {
      const own = (same + trustedAfter * house) / (n + trustedAfter);
      const weight = (2 * own - 1) / (2 * house - 1);
      return [userId, Math.min(mostWeight, Math.max(leastWeight, weight))];
    }),
  );
}

/** The weight while nothing was measured, and how many measured pairs it is worth. Left out of a set says that three
 *  others went better, not that it clashes; the figure is a guess until pairs are judged both ways. */
export const assumedWeight = 0.3;
const assumedPairs = 10;

/** Weight of a "not chosen" as a negative: the share of such pairs that clash when they are judged alone, drawn towards
 *  the assumed weight while few were. clashing: how many of `judged` pairs. */
export const weightOfNotChosen = ({ clashing, judged }: { clashing: number; judged: number }): number =>
  (clashing + assumedWeight * assumedPairs) / (judged + assumedPairs);

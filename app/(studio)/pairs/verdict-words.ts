import type { PairVerdict, pairLabelVerdicts } from "@/lib/labels/schema";

export const verdictWords: Record<PairVerdict, string> = { fits: "Fits", clashes: "Clashes", unsure: "Not sure" };

export type PairLabelVerdict = (typeof pairLabelVerdicts)[number];
/** With what was left out of a set. */
export const labelWords: Record<PairLabelVerdict, string> = { ...verdictWords, notChosen: "Left out" };

/** Each verdict's colour; never alone, always with its word or shape. */
export const verdictTints: Record<PairLabelVerdict, string> = {
  fits: "text-fits",
  clashes: "text-clashes",
  unsure: "text-unsure",
  notChosen: "text-ink-soft",
};

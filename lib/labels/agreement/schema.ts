import type { Figure } from "../../models/schema";

/** What it says about a pair to be left out of a set. */
export type NotChosen = {
  /** Share that clash, of pairs that were left out of a set and judged alone too; null while there are none. */
  clashing: Figure | null;
  /** The weight of such a label in training, beside 1 for a pair judged alone. */
  weight: number;
};

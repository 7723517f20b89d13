import type { Figure } from "../../models/schema";

/** How far people agree with each other, with themselves and with the house; null where nothing was measured yet. */
export type Agreement = {
  /** Krippendorff's alpha over pairs with several blind, sure first looks; n pairs. */
  interAnnotator: Figure | null;
  /** Share of repeats answered as the first time; n repeats. */
  selfConsistency: Figure | null;
  /** Share of gold answered as agreed; n answers. */
  gold: Figure | null;
  notChosen: NotChosen;
};

/** What it says about a pair to be left out of a set. */
export type NotChosen = {
  /** Share that clash, of pairs that were left out of a set and judged alone too; null while there are none. */
  clashing: Figure | null;
  /** The weight of such a label in training, beside 1 for a pair judged alone. */
  weight: number;
};

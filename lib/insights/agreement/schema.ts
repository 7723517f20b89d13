import type { NotChosen } from "../../labels/agreement/schema";
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
  /** Pairs that people differ about and nobody has settled. */
  disagreements: number;
};

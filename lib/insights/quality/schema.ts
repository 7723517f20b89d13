import { z } from "zod";
import type { PairReason } from "../../labels/schema";
import type { Figure } from "../../models/schema";

/** Whether managers see figures by name (Setting "insights.namedFigures"). Off until an admin turns it on. */
export const NamedFigures = z.object({ isOn: z.boolean() });
export type NamedFigures = z.infer<typeof NamedFigures>;
export const namedFiguresKey = "insights.namedFigures";

/** A change is told to everybody for so many days. */
export const toldDays = 14;

/** One person's or the house's agreement; null where nothing was measured. */
export type AgreementFigures = {
  /** Share of the others' blind opinions about the same pairs that were the same; n pairs. */
  withOthers: Figure | null;
  /** Share answered as the settled verdict, or as most of the others where none was settled; n pairs. */
  withConsensus: Figure | null;
  /** Share of repeats, sides swapped, answered as the first time; n repeats. */
  withOneself: Figure | null;
  /** Share of gold answered as agreed; n answers. */
  withGold: Figure | null;
};

export type PersonFigures = AgreementFigures & {
  userId: string;
  name: string;
  /** Weight of the person's judgements in training, where 1 is the house's usual. */
  weight: number;
};

/** Pairs of two categories that several people judged blind. */
export type UnclearCategories = { names: [string, string]; differing: Figure };
/** Clashes that gave this reason, where others judged the pair too: the share of those others who said that it fits. */
export type UnclearReason = { reason: PairReason; differing: Figure };

/** A week (its Monday) of answers; null where there were none. */
export type QualityWeek = {
  week: string;
  /** Share of opinions about one pair that are the same. */
  agreement: Figure | null;
  selfConsistency: Figure | null;
  /** Share of "fits" among sure answers to pairs that were drawn at random. */
  fits: Figure | null;
};

/** The page's tables, as files; people only where they are named. */
export const qualityTables = ["weeks", "categories", "reasons", "people"] as const;
export const QualityFile = z.object({ table: z.enum(qualityTables).default("weeks") });
export type QualityTable = (typeof qualityTables)[number];

export type Quality = {
  /** Until when answers are in these figures; null before the first count. */
  countedUntil: string | null;
  alpha: Figure | null;
  /** Chance that two people say the same of a pair; interval by bootstrap over pairs. */
  pairwise: Figure | null;
  selfConsistency: Figure | null;
  gold: Figure | null;
  disagreements: number;
  categories: UnclearCategories[];
  reasons: UnclearReason[];
  weeks: QualityWeek[];
  /** How far people's weights in training lie apart; null while nobody's agreement is known well enough. */
  weights: { people: number; least: number; most: number } | null;
  named: { isOn: boolean; since: string | null };
  /** By name, in the order of names; null while named figures are off. */
  people: PersonFigures[] | null;
};

/** One person's own figures beside the house's. */
export type OwnFigures = {
  own: AgreementFigures;
  house: AgreementFigures;
  weight: number;
  categories: UnclearCategories[];
  named: { isOn: boolean; since: string | null };
};

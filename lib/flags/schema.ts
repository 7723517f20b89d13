import { z } from "zod";
import type { ProductCard } from "../catalogue/schema";

export const Probability = z.number().min(0).max(1);

/** What a model found, as stored in Flag.evidence. */
export const StoredEvidence = z.object({
  /** Why it was raised, in words: "classifier", "neighbours", … */
  reasons: z.array(z.string()).default([]),
  /** Look-alikes of other garment models, nearest first. */
  neighbours: z.array(z.object({ productId: z.string(), cosine: z.number() })).default([]),
  /** The most probable categories, calibrated. */
  top: z.array(z.object({ categoryId: z.int(), probability: Probability })).default([]),
  /** How suspect the version's own evidence made it, before reviewers' answers were weighed. */
  modelScore: Probability.optional(),
  /** The rule that raised it. */
  ruleId: z.uuid().optional(),
});
export type StoredEvidence = z.infer<typeof StoredEvidence>;

/** A suspected error for the queue. `slice` and `propensity` are those of its task: ranked unless a uniform draw took it. */
export const NewFlag = z.object({
  productId: z.string(),
  modelVersionId: z.uuid(),
  givenCategoryId: z.int(),
  proposedCategoryId: z.int(),
  givenProbability: Probability,
  proposedProbability: Probability,
  /** How suspect the given category is, 0..1. */
  score: Probability,
  evidence: StoredEvidence,
  slice: z.enum(["ranked", "uniform"]).default("ranked"),
  propensity: Probability.nullable().default(null),
});
export type NewFlag = z.input<typeof NewFlag>;

export type RaiseReport = {
  raised: number;
  /** Open already with the same proposal: figures and evidence renewed, the task kept. */
  renewed: number;
  withdrawn: number;
  /** Not raised: a reviewer has decided about this proposal before, the category has changed since it was scored,
   *  a holdout product outside the uniform slice, or someone is at it now. */
  left: number;
};

type CategoryName = { id: number; name: string };

export type FlagEvidence = {
  reasons: string[];
  neighbours: { product: ProductCard; cosine: number }[];
  /** The most probable categories, calibrated. */
  top: { category: CategoryName; probability: number }[];
  /** Other colour-ways of the same garment model and what they are filed under. */
  sameModel: ProductCard[];
};

/** A flag with all that a reviewer sees of it. */
export type FlagCard = {
  flagId: string;
  product: ProductCard;
  given: CategoryName;
  proposed: CategoryName;
  proposedProbability: number;
  evidence: FlagEvidence;
};

/** How many other colour-ways are shown as evidence. */
export const sameModelShown = 8;

/** How a product was filed before or after a fix, as stored in Fix. fixId: the fix that stood then. */
export const FixState = z.object({
  categoryId: z.int().nullable(),
  correctedCategoryId: z.int().nullable(),
  fixId: z.uuid().nullable(),
});
export type FixState = z.infer<typeof FixState>;

/** A correction with its story. before and after: category names or attribute values, none where it was empty. */
export type FixRecord = {
  id: string;
  attribute: string;
  before: string[];
  after: string[];
  at: string;
  by: string | null;
  /** The answer behind it; null where a rule is. */
  verdict: string | null;
  note: string | null;
  rule: string | null;
  isStanding: boolean;
  /** Who undid it; null while it stands, or when a later correction took its place. */
  takenBack: { by: string; at: string } | null;
};

import { z } from "zod";
import { ProductCard } from "../catalogue/schema";

export const Probability = z.number().min(0).max(1);

/** What a flag is about: the category, an attribute's value, the photo, a second product that may be the same one, or
 *  what a stylist reported while judging a pair. */
export const flagKinds = ["category", "attribute", "photo", "duplicate", "report"] as const;
export const FlagKind = z.enum(flagKinds);
export type FlagKind = z.infer<typeof FlagKind>;

/** Flag.attribute of the kinds that are about no attribute. An attribute of such a name raises no flag. */
export const kindColumns = ["category", "photo", "duplicate", "report"] as const;

export const PhotoFault = z.enum(["missing", "unreadable", "shared", "out-of-place"]);
export type PhotoFault = z.infer<typeof PhotoFault>;

/** How many typical products of the given and of the proposed value are shown. */
export const examplesShown = 6;

/** What a model found, as stored in Flag.evidence. */
export const StoredEvidence = z.object({
  /** Why it was raised, in words: "classifier 81 % Leggings", … */
  reasons: z.array(z.string()).default([]),
  /** Look-alikes of other garment models, nearest first. */
  neighbours: z.array(z.object({ productId: z.string(), cosine: z.number() })).default([]),
  /** The most probable categories, calibrated. */
  top: z.array(z.object({ categoryId: z.int(), probability: Probability })).default([]),
  /** How suspect the version's own evidence made it, before reviewers' answers were weighed. */
  modelScore: Probability.optional(),
  /** The rule that raised it. */
  ruleId: z.uuid().optional(),
  /** Typical products of the given and of the proposed value, of other garment models. */
  givenExamples: z.array(z.string()).default([]),
  proposedExamples: z.array(z.string()).default([]),
  /** Which of the group's visual clusters it is in, the most doubtful cluster first. */
  cluster: z.int().default(0),
  /** What is wrong with the photo; kind photo alone. */
  fault: PhotoFault.optional(),
  /** Products that share the photo, or are nearest to it. */
  others: z.array(z.string()).default([]),
});
export type StoredEvidence = z.infer<typeof StoredEvidence>;

const common = {
  productId: z.string(),
  /** Null when no model raised it: a person or a rule did. */
  modelVersionId: z.uuid().nullable(),
  givenProbability: Probability,
  proposedProbability: Probability,
  /** How suspect it is, 0..1. */
  score: Probability,
  evidence: StoredEvidence,
  /** Those of its task: ranked unless a uniform draw took it. */
  slice: z.enum(["ranked", "uniform"]).default("ranked"),
  propensity: Probability.nullable().default(null),
};

/** A suspected error for the queue. */
export const NewFlag = z.discriminatedUnion("kind", [
  z.object({ ...common, kind: z.literal("category"), givenCategoryId: z.int(), proposedCategoryId: z.int() }),
  /** given: the product's first value, empty for none. */
  z.object({ ...common, kind: z.literal("attribute"), attribute: z.string(), given: z.string(), proposed: z.string() }),
  z.object({ ...common, kind: z.literal("photo") }),
  z.object({ ...common, kind: z.literal("duplicate"), otherProductId: z.string() }),
  z.object({ ...common, kind: z.literal("report"), otherProductId: z.string(), reportedByLabelId: z.uuid() }),
]);
export type NewFlag = z.input<typeof NewFlag>;

export type RaiseReport = {
  raised: number;
  /** Open already with the same proposal: figures and evidence renewed, the task kept. */
  renewed: number;
  withdrawn: number;
  /** Not raised: a reviewer has decided about this proposal before, the product has changed since it was scored,
   *  a holdout product outside the uniform slice, or someone is at it now. */
  left: number;
};

/** What a product is corrected to: another category, or other values of an attribute. */
export type Correction = { categoryId: number } | { attribute: string; values: string[] };

export const CategoryName = z.object({ id: z.int(), name: z.string() });
export type CategoryName = z.infer<typeof CategoryName>;

export const FlagEvidence = z.object({
  reasons: z.array(z.string()),
  neighbours: z.array(z.object({ product: ProductCard, cosine: z.number() })),
  /** The most probable categories, calibrated. */
  top: z.array(z.object({ category: CategoryName, probability: z.number() })),
  /** Other colour-ways of the same garment model and what they are filed under. */
  sameModel: z.array(ProductCard),
  givenExamples: z.array(ProductCard),
  proposedExamples: z.array(ProductCard),
});
export type FlagEvidence = z.infer<typeof FlagEvidence>;

const card = { flagId: z.uuid(), product: ProductCard, evidence: FlagEvidence };
const probabilities = { givenProbability: z.number(), proposedProbability: z.number() };

const CategoryFlag = z.object({
  ...card,
  ...probabilities,
  kind: z.literal("category"),
  given: CategoryName,
  proposed: CategoryName,
});
export type CategoryFlag = z.infer<typeof CategoryFlag>;
/** A look without the models' opinion, which stays on the server until it is answered: every random one, and some of the
 *  suspects, so that the question alone tells nobody which it is. */
const BlindFlag = z.object({ ...card, kind: z.literal("blind"), given: CategoryName });
export type BlindFlag = z.infer<typeof BlindFlag>;
const AttributeFlag = z.object({
  ...card,
  ...probabilities,
  kind: z.literal("attribute"),
  attribute: z.object({ name: z.string(), label: z.string() }),
  /** Empty: missing. */
  given: z.array(z.string()),
  proposed: z.array(z.string()),
});
export type AttributeFlag = z.infer<typeof AttributeFlag>;
const PhotoFlag = z.object({ ...card, kind: z.literal("photo"), fault: PhotoFault, others: z.array(ProductCard) });
export type PhotoFlag = z.infer<typeof PhotoFlag>;
const DuplicateFlag = z.object({ ...card, kind: z.literal("duplicate"), other: ProductCard });
export type DuplicateFlag = z.infer<typeof DuplicateFlag>;
const ReportFlag = z.object({
  ...card,
  kind: z.literal("report"),
  /** The garment that it was shown with. */
  other: ProductCard.nullable(),
  note: z.string().nullable(),
  reportedAt: z.iso.datetime(),
});
export type ReportFlag = z.infer<typeof ReportFlag>;

/** A flag with all that a reviewer sees of it, by kind. */
export const flagCards = [CategoryFlag, BlindFlag, AttributeFlag, PhotoFlag, DuplicateFlag, ReportFlag] as const;
export type FlagCard = z.infer<(typeof flagCards)[number]>;

/** How many other colour-ways are shown as evidence. */
export const sameModelShown = 8;

/** How a product stood before or after a fix, as stored in Fix: by its category, or by the values of an attribute.
 *  fixId: the fix that stood then. */
export const FixState = z.union([
  z.object({
    categoryId: z.int().nullable(),
    correctedCategoryId: z.int().nullable(),
    fixId: z.uuid().nullable(),
  }),
  z.object({
    values: z.array(z.string()),
    correctedValues: z.array(z.string()).nullable(),
    fixId: z.uuid().nullable(),
  }),
]);
export type FixState = z.infer<typeof FixState>;

/** A correction with its story. before and after: category names or attribute values, none where it was empty. */
export const FixRecord = z.object({
  id: z.uuid(),
  attribute: z.string(),
  before: z.array(z.string()),
  after: z.array(z.string()),
  at: z.iso.datetime(),
  by: z.string().nullable(),
  /** The answer behind it; null where a rule is. */
  verdict: z.string().nullable(),
  note: z.string().nullable(),
  rule: z.string().nullable(),
  isStanding: z.boolean(),
  /** Who undid it; null while it stands, or when a later correction took its place. */
  takenBack: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
});
export type FixRecord = z.infer<typeof FixRecord>;

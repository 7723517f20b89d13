import { z } from "zod";
import { Counts, Figure, Head, VersionMetrics } from "../schema";

/** What the gate asks of a challenger (Setting "models.gate"). Shares and areas count from 0 to 1. */
export const GateRules = z.object({
  /** Judged holdout pairs from which on they decide, in the place of outfits. */
  judgements: z.int().min(20).default(500),
  /** Fewer garment models than this say nothing. */
  fewestModels: z.int().min(5).default(20),
  /** How much better it has to be at least, beyond chance. */
  leastGain: z.number().min(0).max(0.5).default(0),
  /** A gain that would be worth having; once it is ruled out, the gate fails. */
  worthwhile: z.number().min(0).max(0.5).default(0.005),
  /** What one category may lose. */
  floor: z.number().min(0).max(0.5).default(0.03),
  /** Questions, and garment models in them, that a category needs before it is held to its floor. */
  floorQuestions: z.int().min(10).default(40),
  floorModels: z.int().min(5).default(12),
});
export type GateRules = z.infer<typeof GateRules>;
export const gateRulesKey = "models.gate";

/** Who decides that a challenger that passed the gate serves (Setting "models.promotion"). */
export const PromotionRule = z.enum(["byHand", "whenGatePasses"]);
export type PromotionRule = z.infer<typeof PromotionRule>;
export const PromotionSetting = z.object({ rule: PromotionRule });
export const promotionKey = "models.promotion";

export const PromoteVersion = z.object({ reason: z.string().trim().max(500).optional() });
export const RollBack = z.object({
  head: Head,
  reason: z.string().trim().min(1, "Say why, in a few words.").max(500),
});
export type RollBack = z.infer<typeof RollBack>;

export const GateOutcome = z.enum(["passes", "fails", "notEnough", "incomparable"]);
export type GateOutcome = z.infer<typeof GateOutcome>;

const Source = z.enum(["judged", "outfits", "products"]);
const Compared = { champion: z.number(), challenger: z.number() };

/** What the gate found about a version beside the one that served. */
export const GateReport = z.object({
  outcome: GateOutcome,
  reason: z.enum(["better", "worse", "noBetter", "floor", "guard", "tooFew", "wide", "incomparable"]),
  /** Why the two could not be compared, in a sentence; null where they were. */
  refusal: z.string().nullable(),
  source: Source.nullable(),
  questions: z.int(),
  models: z.int(),
  /** Judged holdout pairs there were, and how many it takes for them to decide. */
  judgements: z.int(),
  judgementsNeeded: z.int(),
  /** The first one decides; another may only not get worse. */
  figures: z.array(z.object({ name: z.string(), ...Compared, difference: Figure })),
  floors: z.array(z.object({ category: z.string(), ...Compared, difference: Figure, isBroken: z.boolean() })),
});
export type GateReport = z.infer<typeof GateReport>;

/** A version's newest report, with the version that it was compared with. */
export const ComparedGate = GateReport.extend({
  againstId: z.uuid().nullable(),
  againstNumber: z.int().nullable(),
  at: z.iso.datetime(),
});
export type ComparedGate = z.infer<typeof ComparedGate>;

/** A version as lists show it. */
export const VersionCard = z.object({
  id: z.uuid(),
  head: Head,
  number: z.int(),
  parentNumber: z.int().nullable(),
  isChampion: z.boolean(),
  createdAt: z.iso.datetime(),
  backend: z.string(),
  /** What the gate found when it last looked; null before it did, and for a version with nothing to compare it with. */
  gate: ComparedGate.nullable(),
  isMeasured: z.boolean(),
  metrics: VersionMetrics,
  counts: Counts,
  trainSeconds: z.number().nullable(),
});
export type VersionCard = z.infer<typeof VersionCard>;

const Point = z.object({ x: z.number(), y: z.number() });
const Answer = z.object({ says: z.string(), chance: z.number() });
export const CardExample = z.object({
  products: z.array(z.string()),
  truth: z.string(),
  isConfirmed: z.boolean(),
  version: Answer,
  against: Answer.nullable(),
});
export type CardExample = z.infer<typeof CardExample>;

/** Points and examples behind a model card; ml/evaluation/card says what each means. */
export const EvaluationCard = z.object({
  source: Source,
  n: z.int(),
  models: z.int(),
  baseRate: z.number().nullable(),
  confirmed: z.int(),
  curves: z.array(
    z.object({
      name: z.string(),
      auc: Figure,
      averagePrecision: Figure,
      roc: z.array(Point),
      precisionRecall: z.array(Point),
    }),
  ),
  calibration: z.array(
    z.object({
      name: z.string(),
      error: Figure,
      bins: z.array(
        z.object({
          predicted: z.number(),
          observed: z.number(),
          lower: z.number(),
          upper: z.number(),
          n: z.int(),
        }),
      ),
    }),
  ),
  slices: z.array(z.object({ name: z.string(), n: z.int(), figures: z.record(z.string(), Figure) })),
  groups: z.array(
    z.object({
      names: z.array(z.string()),
      n: z.int(),
      version: Figure,
      others: z.record(z.string(), z.number()),
    }),
  ),
  cells: z.array(z.object({ truth: z.string(), says: z.string(), n: z.int(), examples: z.array(CardExample) })),
  mistakes: z.array(CardExample),
  changes: z.object({ nowRight: z.int(), nowWrong: z.int(), examples: z.array(CardExample) }).nullable(),
});
export type EvaluationCard = z.infer<typeof EvaluationCard>;

/** What the child process writes. */
export const MeasuredVersion = z.object({
  card: EvaluationCard,
  gate: z
    .object({
      finding: z.object({
        outcome: z.enum(["passes", "fails", "notEnough"]),
        reason: GateReport.shape.reason,
        figures: GateReport.shape.figures,
        floors: z.array(z.object({ category: z.int(), ...Compared, difference: Figure, isBroken: z.boolean() })),
        questions: z.int(),
        models: z.int(),
      }),
      categories: z.array(z.string()),
      source: Source,
      judgements: z.int(),
      confirmed: z.int(),
    })
    .nullable(),
});
export type MeasuredVersion = z.infer<typeof MeasuredVersion>;

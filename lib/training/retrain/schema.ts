import { z } from "zod";

const byAnswersAndNight = {
  /** After so many new answers; null: not by their number. */
  everyLabels: z
    .int("Give whole answers.")
    .min(50, "Train every 50 answers at the most often.")
    .max(100_000, "100,000 answers is the most.")
    .nullable()
    .default(null),
  nightly: z.boolean().default(false),
};

/** When the network of pairs is trained by itself; every rule that is on may start a run. */
const PairRetrain = z.object({
  ...byAnswersAndNight,
  /** When what the answers since have taught is sure to beat what serves. */
  whenItPays: z.boolean().default(false),
});

/** The same for categories. Nothing learns from single answers to flags, so "when it pays" could never come true. */
const CategoryRetrain = z.strictObject(byAnswersAndNight, {
  error: (issue) =>
    issue.code === "unrecognized_keys"
      ? "Categories are trained after so many answers or every night; nothing else can be set for them."
      : undefined,
});
export type HeadRetrain = z.infer<typeof CategoryRetrain> & Partial<z.infer<typeof PairRetrain>>;

/** The house's retrain rules (Setting "training.retrain"). The hour is one of the clock in `timeZone`, which is the house's:
 *  the overview's days and weeks begin on it too. */
export const RetrainRules = z.object({
  compatibility: PairRetrain.default(() => PairRetrain.parse({})),
  category: CategoryRetrain.default(() => CategoryRetrain.parse({})),
  hour: z.int().min(0).max(23).default(2),
  timeZone: z.string().max(60).refine(isTimeZone, "There is no such time zone.").default("UTC"),
});
export type RetrainRules = z.infer<typeof RetrainRules>;

/** As stored: rules of before 2026-11-26 hold "when it pays" for categories too, which never did anything. */
export const StoredRetrainRules = RetrainRules.extend({
  category: z.object(byAnswersAndNight).default(() => CategoryRetrain.parse({})),
});
export const retrainKey = "training.retrain";

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What the answers since a version's training save, for each answer that was left out: nats of log loss. */
export type LearntSince = { answers: number; gain: number; lower: number };

/** What there is new of a head since its newest run began. */
export type Since = {
  isActive: boolean;
  /** Null before the first run. */
  lastRunAt: Date | null;
  labels: number;
  /** Imports that added or changed something. */
  imports: number;
  /** Null for categories, before the first answer, and while nothing serves. */
  learnt: LearntSince | null;
};

import { z } from "zod";
import { CategoryId, ProductCard } from "../catalogue/schema";
import { Slice, setSize } from "../queue/schema";

export const pairVerdicts = ["fits", "clashes", "unsure"] as const;
export const PairVerdict = z.enum(pairVerdicts);
export type PairVerdict = z.infer<typeof PairVerdict>;

/** What a label of a pair can hold: a person's verdict, or that it was left out of a set, which says less than "clashes". */
export const pairLabelVerdicts = [...pairVerdicts, "notChosen"] as const;

/** Why a pair clashes or is unsure, in the order of the number keys. */
export const pairReasons = [
  "colour",
  "proportion",
  "occasion",
  "season",
  "style",
  "fabric",
  "price-tier",
  "photo-or-data-wrong",
] as const;
export const PairReason = z.enum(pairReasons);
export type PairReason = z.infer<typeof PairReason>;

export const flagVerdicts = ["keep", "take", "other", "ambiguous", "undecidable"] as const;
export const FlagVerdict = z.enum(flagVerdicts);
export type FlagVerdict = z.infer<typeof FlagVerdict>;

export const LabelVerdict = z.enum([...pairLabelVerdicts, ...flagVerdicts]);
export type LabelVerdict = z.infer<typeof LabelVerdict>;

export const noteLength = 2_000;
const dayMs = 86_400_000;

const common = {
  /** Made in the browser; the same id posted again answers as it did the first time. */
  id: z.uuid(),
  taskId: z.uuid(),
  note: z
    .string()
    .max(noteLength, `A note holds ${noteLength.toLocaleString("en")} characters. Shorten it and send it again.`)
    .optional(),
  /** A clock that was set back, or a laptop that slept over the weekend, costs no answer: the time is cut to a day. */
  elapsedMs: z.number().transform((ms) => Math.round(Math.min(Math.max(ms, 0), dayMs))),
};

export const PairJudgement = z.object({
  ...common,
  verdict: PairVerdict,
  reason: PairReason.optional(),
  shownSwapped: z.boolean(),
});
export type PairJudgement = z.infer<typeof PairJudgement>;

const Values = z.array(z.string().trim().min(1).max(200)).min(1).max(20);

export const FlagJudgement = z
  .object({
    ...common,
    verdict: FlagVerdict,
    categoryId: CategoryId.optional(),
    values: Values.optional(),
    /** The answer holds for every other colour of the garment model too. */
    applyToModel: z.boolean().optional(),
  })
  .refine(({ verdict, categoryId, values }) => verdict !== "other" || (categoryId ?? values) !== undefined, {
    message: "Choose the category or the value that is right.",
    path: ["categoryId"],
  });
export type FlagJudgement = z.infer<typeof FlagJudgement>;

export { setSize } from "../queue/schema";
/** Flags settled in one go, each as one label, in one transaction. `id` is the batch's, made in the browser. */
export const GroupJudgement = z.object({
  id: z.uuid(),
  verdict: z.enum(["keep", "take"]),
  /** `id` is the label's own. */
  answers: z
    .array(z.object({ id: z.uuid(), taskId: z.uuid() }))
    .min(1)
    .max(120),
  elapsedMs: common.elapsedMs,
});
export type GroupJudgement = z.infer<typeof GroupJudgement>;

/** Why a flag of a group was not settled: someone else is at it, it was settled or withdrawn meanwhile, or this person
 *  has judged it before. */
export const LeftFlag = z.object({ taskId: z.uuid(), because: z.enum(["held", "closed", "judged"]) });
export type LeftFlag = z.infer<typeof LeftFlag>;

/** A set answered whole: each candidate was picked (fits) or left (notChosen). `id` is the lease's set. */
export const SetJudgement = z.object({
  id: z.uuid(),
  /** One a candidate, in the order shown; `id` is the label's own. */
  answers: z
    .array(z.object({ id: z.uuid(), taskId: z.uuid(), isChosen: z.boolean(), shownSwapped: z.boolean() }))
    .min(1)
    .max(setSize)
    .refine((answers) => new Set(answers.flatMap(({ id, taskId }) => [id, taskId])).size === 2 * answers.length, {
      message: "Each candidate of a set has one answer.",
    }),
  note: common.note,
  elapsedMs: common.elapsedMs,
});
export type SetJudgement = z.infer<typeof SetJudgement>;

/** A new answer in the place of one's own earlier one, whose id is `labelId`; `id` is the new label's. */
export const Revision = z.object({
  id: z.uuid(),
  labelId: z.uuid(),
  verdict: PairVerdict,
  reason: PairReason.optional(),
  note: common.note,
});
export type Revision = z.infer<typeof Revision>;

export const SavedLabel = z.object({
  id: z.uuid(),
  taskId: z.uuid(),
  verdict: LabelVerdict,
  savedAt: z.iso.datetime(),
  undoneAt: z.iso.datetime().nullable(),
  /** The lease had gone to someone else: kept as a second opinion, no task closed. */
  isLate: z.boolean(),
  /** What the model thought when it ranked this, told only after the answer. */
  estimate: z.number().nullable(),
  uncertainty: z.number().nullable(),
});
export type SavedLabel = z.infer<typeof SavedLabel>;
export const SavedGroup = z.object({ id: z.uuid(), labels: z.array(SavedLabel), left: z.array(LeftFlag) });
export type SavedGroup = z.infer<typeof SavedGroup>;
export const SavedSet = z.object({ id: z.uuid(), labels: z.array(SavedLabel) });
export type SavedSet = z.infer<typeof SavedSet>;

/** One of a person's own answers, with what it was about. */
export const MyLabel = SavedLabel.extend({
  reason: z.string().nullable(),
  note: z.string().nullable(),
  setId: z.uuid().nullable(),
  anchor: ProductCard,
  candidate: ProductCard,
  /** A check with a known answer is not. */
  revisable: z.boolean(),
});
export type MyLabel = z.infer<typeof MyLabel>;
/** `next`: what to ask `before` for the page after this one; null on the last. */
export const MyLabels = z.object({ labels: z.array(MyLabel), next: z.uuid().nullable() });
export type MyLabels = z.infer<typeof MyLabels>;

export const MyLabelsQuery = z.object({
  /** Words of a title, a product's id or the note. */
  q: z.string().trim().max(200).default(""),
  verdict: z.enum(pairLabelVerdicts).optional(),
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type MyLabelsQuery = z.infer<typeof MyLabelsQuery>;

export const undoDepth = 10;

/** `leaseToken`: the tab that undoes gets the task back; without it the tab that had answered. */
export const UndoRequest = z.object({ labelId: z.uuid(), leaseToken: z.uuid().optional() });

export type RecentLabels = { today: number; labels: SavedLabel[] };

/** Why something was asked and what the model thought then; told only after the answer. */
export const LabelExplanation = z.object({
  labelId: z.uuid(),
  slice: Slice,
  /** Somebody else had judged it before; what they said is not told. */
  isSecondOpinion: z.boolean(),
  /** Chance with which a draw took it; null when it was ranked. */
  propensity: z.number().nullable(),
  /** Its place in the ranking that served it, from 0; null when none did. */
  rank: z.int().nullable(),
  estimate: z.number().nullable(),
  uncertainty: z.number().nullable(),
  policy: z.string().nullable(),
  /** The version that ranked it; null for random order. */
  version: z.int().nullable(),
});
export type LabelExplanation = z.infer<typeof LabelExplanation>;

/** What this house has agreed on for a kind of task, shown beside it; `number` counts its versions. */
export type Guide = { number: number; title: string; markdown: string };

const SaidOfProduct = z.object({
  id: z.uuid(),
  verdict: LabelVerdict,
  reason: z.string().nullable(),
  note: z.string().nullable(),
  at: z.iso.datetime(),
});
/** by: null where the name is not for who asks. */
export const ProductLabels = z.object({
  pairs: z.array(SaidOfProduct.extend({ by: z.string().nullable(), other: ProductCard })),
  flags: z.array(
    SaidOfProduct.extend({
      by: z.string(),
      attribute: z.string(),
      given: z.string().nullable(),
      proposed: z.string().nullable(),
      chosen: z.string().nullable(),
    }),
  ),
});
export type ProductLabels = z.infer<typeof ProductLabels>;

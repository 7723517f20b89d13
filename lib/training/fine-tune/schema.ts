import { z } from "zod";
import { Figure } from "../../models/schema";
import { RunProgress, runStatuses } from "../schema";

/** source: the encoder to begin with, the live one by default. isKeptAnyway: keep what comes of it though it is no better. */
export const StartFineTuning = z.object({
  source: z.string().trim().min(1).max(500).optional(),
  isKeptAnyway: z.boolean().optional(),
});
export type StartFineTuning = z.infer<typeof StartFineTuning>;

/** Shares on garment models that were kept back: before, after, and their difference by a paired bootstrap. */
export const TuningGain = z.object({ frozen: Figure, tuned: Figure, gain: Figure });
export type TuningGain = z.infer<typeof TuningGain>;

/** source: how the tuned encoder is chosen. right: categories found; near: of the ten nearest those of the same category. */
export const FineTuningOutcome = z.object({
  name: z.string(),
  version: z.string(),
  source: z.string(),
  photos: z.int(),
  seconds: z.number(),
  backend: z.string(),
  right: TuningGain.nullable(),
  near: TuningGain.nullable(),
  notes: z.array(z.string()),
});
export type FineTuningOutcome = z.infer<typeof FineTuningOutcome>;

export const FineTuningCard = z.object({
  id: z.uuid(),
  source: z.string(),
  status: z.enum(runStatuses),
  progress: RunProgress.nullable(),
  outcome: FineTuningOutcome.nullable(),
  reason: z.string().nullable(),
  isCancelAsked: z.boolean(),
  startedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type FineTuningCard = z.infer<typeof FineTuningCard>;

export const isTuning = ({ status }: Pick<FineTuningCard, "status">): boolean =>
  status === "queued" || status === "running";

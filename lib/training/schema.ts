import { z } from "zod";
import { Head } from "../models/schema";

export const StartTraining = z.object({ head: Head });
export const runStatuses = ["queued", "running", "finished", "failed", "cancelled"] as const;
export type RunStatus = (typeof runStatuses)[number];

/** The child's last message, as stored and shown. */
export const RunProgress = z.object({
  phase: z.string(),
  epoch: z.int().optional(),
  epochs: z.int().optional(),
  loss: z.number().optional(),
  validation: z.number().optional(),
  itemsPerSecond: z.number().optional(),
  rssMb: z.number().optional(),
  backend: z.string().optional(),
  secondsLeft: z.number().optional(),
});
export type RunProgress = z.infer<typeof RunProgress>;

export const CurvePoint = z.object({ epoch: z.number(), loss: z.number(), validation: z.number().optional() });
export type CurvePoint = z.infer<typeof CurvePoint>;

export const RunCard = z.object({
  id: z.uuid(),
  head: Head,
  status: z.enum(runStatuses),
  phase: z.string().nullable(),
  progress: RunProgress.nullable(),
  curve: z.array(CurvePoint),
  reason: z.string().nullable(),
  /** Somebody has asked to cancel it, and its worker is about to see that. */
  isCancelAsked: z.boolean(),
  attempts: z.int(),
  startedBy: z.string().nullable(),
  /** Why a rule started it; null where a person did. */
  because: z.string().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  versionNumber: z.int().nullable(),
  /** How often the version that it brought has been measured and compared. */
  looks: z.int(),
});
export type RunCard = z.infer<typeof RunCard>;

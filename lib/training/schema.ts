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

export type RunCard = {
  id: string;
  head: Head;
  status: RunStatus;
  phase: string | null;
  progress: RunProgress | null;
  curve: CurvePoint[];
  reason: string | null;
  /** Somebody has asked to cancel it, and its worker is about to see that. */
  isCancelAsked: boolean;
  attempts: number;
  startedBy: string | null;
  /** Why a rule started it; null where a person did. */
  because: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  versionNumber: number | null;
  /** How often the version that it brought has been measured and compared. */
  looks: number;
};

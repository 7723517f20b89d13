import { z } from "zod";
import { PairSet, PairTask } from "@/lib/queue/schema";

/** A set with the id under which the bench knows it. */
const SetTask = PairSet.extend({ taskId: z.string() });
export type SetTask = z.infer<typeof SetTask>;

/** What is read back from this device: an older build may have kept another shape, which is then not shown. */
export const parsePair = (kept: unknown): PairTask | null => PairTask.safeParse(kept).data ?? null;
export const parseSet = (kept: unknown): SetTask | null => SetTask.safeParse(kept).data ?? null;

import { z } from "zod";
import type { PairSet, PairTask } from "@/lib/queue/schema";

/** What is read back from this device: an older build may have kept another shape, which is then not shown. */
const Card = z.object({
  id: z.string(),
  groupId: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  season: z.string().nullable(),
  price: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  stock: z.number().nullable(),
  category: z.object({ id: z.number(), name: z.string() }).nullable(),
  attributes: z.array(
    z.object({ name: z.string(), label: z.string(), values: z.array(z.string()), isCorrected: z.boolean() }),
  ),
  photos: z.array(z.object({ sha256: z.string(), width: z.number(), height: z.number() })),
});

const KeptPair = z.object({
  taskId: z.string(),
  anchor: Card,
  candidate: Card,
  shownSwapped: z.boolean(),
  outfit: z.array(Card),
  leasedUntil: z.string(),
}) satisfies z.ZodType<PairTask>;

const KeptSet = z.object({
  taskId: z.string(),
  setId: z.string(),
  anchor: Card,
  candidates: z.array(z.object({ taskId: z.string(), product: Card, shownSwapped: z.boolean() })),
  leasedUntil: z.string(),
}) satisfies z.ZodType<PairSet>;

export const parsePair = (kept: unknown): PairTask | null => KeptPair.safeParse(kept).data ?? null;
/** A set with the id under which the bench knows it. */
export type SetTask = PairSet & { taskId: string };
export const parseSet = (kept: unknown): SetTask | null => KeptSet.safeParse(kept).data ?? null;
